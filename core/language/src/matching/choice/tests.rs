//! Each stage of a choice, and properties of any wishes and offers.

use proptest::prelude::*;

use super::*;

fn four_editions() -> Vec<Offer> {
    let offer = |id: &str, language: &str, aliases: &[&str]| Offer {
        id: id.to_owned(),
        language: language.parse().unwrap(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    };
    vec![
        offer("en", "en", &[]),
        offer("fa", "fa", &[]),
        offer("ar", "ar", &[]),
        offer("fa2", "fa-AF", &["dari", "prs"]),
    ]
}

fn owned(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

fn chosen(wishes: &[&str]) -> (String, Vec<Rule>) {
    let offers = four_editions();
    let (found, trace) = choose(&owned(wishes), &offers, "en");
    let edition = found.map_or("en", |index| &offers[index].id);
    (edition.to_owned(), trace.iter().map(|line| line.rule).collect())
}

fn met(wishes: &[&str], offers: &[&str]) -> Option<String> {
    let offers = owned(offers);
    best_match(&owned(wishes), &offers).0.map(|index| offers[index].clone())
}

#[test]
fn each_stage_is_tried_over_all_wishes_before_the_next() {
    for (wishes, edition, rules) in [
        (&["de", "fa-TJ"][..], "fa", &[Rule::NoMatch, Rule::Region][..]),
        (&["ps-AF", "en-US"], "en", &[Rule::SecondLanguage, Rule::Exact]),
        (&["dari", "en"], "en", &[Rule::Malformed, Rule::Exact]),
        (&["ps-AF", "Dari"], "fa2", &[Rule::SecondLanguage, Rule::Malformed, Rule::Alias]),
        (&["ckb-IR"], "fa", &[Rule::SecondLanguage, Rule::Territory]),
        (&["ckb-IQ", "de"], "ar", &[Rule::SecondLanguage, Rule::NoMatch, Rule::Territory]),
        (&["ur-AE"], "en", &[Rule::SecondLanguage]),
        (&["am-ET", "de"], "en", &[Rule::NoMatch, Rule::SecondLanguage]),
        (&["*", "!!"], "en", &[Rule::Wildcard, Rule::Malformed, Rule::Default]),
        (&[], "en", &[Rule::Default]),
    ] {
        assert_eq!(chosen(wishes), (edition.to_owned(), rules.to_vec()), "{wishes:?}");
    }
}

/// A wish for Nynorsk in Britain got English, official there, although Bokmål was offered.
#[test]
fn close_relatives_are_tried_before_official_languages() {
    let offer = |tag: &str| Offer { id: tag.to_owned(), language: tag.parse().unwrap(), aliases: Vec::new() };
    let offers = ["nb", "en"].map(offer);

    let (found, trace) = choose(&owned(&["nn-GB"]), &offers, "en");

    assert_eq!((found, trace[0].rule), (Some(0), Rule::RelatedLanguage));
}

/// The trace said 0, or the distance of the official language, which is no distance from the wish.
#[test]
fn an_alias_and_a_territory_have_no_distance() {
    for wish in ["dari", "ps-AF"] {
        let (_, trace) = choose(&owned(&[wish]), &four_editions(), "en");

        assert_eq!(trace.last().unwrap().distance, None, "{wish}");
    }
}

#[test]
fn the_deciding_line_comes_last() {
    let (_, trace) = best_match(&owned(&["ckb", "hi", "zh"]), &owned(&["ar"]));

    let wishes: Vec<_> = trace.iter().filter_map(|line| line.wish.as_deref()).collect();
    assert_eq!(wishes, ["hi", "zh", "ckb"]);
    assert_eq!((trace[2].rule, trace[2].distance), (Rule::SecondLanguage, Some(34)));
}

#[test]
fn a_later_wish_is_five_farther() {
    assert_eq!(met(&["zh-Hant-HK", "en"], &["zh-Hant-TW", "en"]).as_deref(), Some("zh-Hant-TW"));
    assert_eq!(met(&["da", "en"], &["no", "en"]).as_deref(), Some("en"));
    assert_eq!(met(&["ckb", "hi", "hi", "hi", "am"], &["en", "ar"]).as_deref(), Some("ar"));
}

#[test]
fn the_last_wish_of_a_long_list_still_counts() {
    let mut wishes = vec!["hi"; 99];
    wishes.push("en");

    assert_eq!(met(&wishes, &["en"]).as_deref(), Some("en"));
}

/// The tenth wish is 45 farther, and British English 5 more. The trace said `region`, but nothing matched.
#[test]
fn a_late_wish_for_an_offered_language_still_matches() {
    let strangers = ["de", "fr", "it", "es", "pt", "nl", "ru", "zh", "ja", "ko"];
    for last in ["en-GB", "gsw", "da"] {
        let wishes = [&strangers[1..], &[last]].concat();

        assert!(met(&wishes, &["en", "de", "no"]).is_some(), "{last}");
    }
}

#[test]
fn a_late_second_language_is_traced_as_demoted() {
    let wishes = owned(&["de", "fr", "it", "es", "ckb-SE"]);

    let (found, trace) = best_match(&wishes, &owned(&["ar"]));

    assert_eq!(found, None);
    assert_eq!((trace[4].rule, trace[4].distance), (Rule::Demoted, Some(34)));
    let (edition, rules) = chosen(&["de", "fr", "it", "es", "ckb-SE"]);
    assert_eq!((edition.as_str(), &rules[4..]), ("ar", &[Rule::Demoted, Rule::SecondLanguage][..]));
}

#[test]
fn only_the_first_100_wishes_are_read() {
    let wishes = vec!["x".repeat(10_000); 10_000];

    let (_, trace) = choose(&wishes, &four_editions(), "en");

    assert_eq!(trace.len(), 101);
    assert!(trace.iter().all(|line| line.wish.as_ref().is_none_or(|wish| wish.len() <= 100)));
}

#[test]
fn the_order_of_offers_only_decides_ties() {
    assert_eq!(met(&["fa-TJ"], &["fa-AF", "fa"]).as_deref(), Some("fa"), "the likelier region");
    assert_eq!(met(&["en-AU"], &["en-NZ", "en-GB"]).as_deref(), Some("en-GB"), "the paradigm");
    assert_eq!(met(&["de"], &["de-CH", "de-AT"]).as_deref(), Some("de-CH"), "the earlier one");
    assert_eq!(met(&["nl-NL"], &["nl", "nl-NL"]).as_deref(), Some("nl-NL"), "the one that gives the same");
}

#[test]
fn a_malformed_offer_is_a_line_of_the_trace_and_the_others_still_match() {
    let (found, trace) = best_match(&owned(&["fa-IR"]), &owned(&["91", "en", "fa", "!"]));

    assert_eq!(found, Some(2));
    let lines: Vec<_> =
        trace.iter().map(|line| (line.wish.as_deref(), line.offer.as_deref(), line.rule)).collect();
    assert_eq!(
        lines,
        [
            (None, Some("91"), Rule::Malformed),
            (None, Some("!"), Rule::Malformed),
            (Some("fa-IR"), Some("fa"), Rule::Exact)
        ]
    );
}

/// Such an offer was left out without a word.
#[test]
fn an_offer_that_matching_cannot_read_is_a_line_of_the_trace_of_a_choice() {
    let variants: String = (0..40).map(|at| format!("-vari{at:04}")).collect();
    let offers = [("long", format!("en{variants}")), ("fa", "fa".to_owned())]
        .map(|(id, tag)| Offer::of(id, tag.parse().unwrap()));

    let (found, trace) = choose(&owned(&["fa"]), &offers, "fa");

    assert_eq!(found, Some(1));
    let lines: Vec<_> = trace.iter().map(|line| (line.offer.as_deref(), line.rule)).collect();
    assert_eq!(lines, [(Some("long"), Rule::Malformed), (Some("fa"), Rule::Exact)]);
}

/// `he` got `iw`, `mo` got `ro`, because the offers mean the same and the first one counted.
#[test]
fn the_tag_itself_comes_before_another_tag_with_the_same_meaning() {
    for (wish, offers, found) in [
        ("he", &["iw", "he"][..], "he"),
        ("iw", &["he", "iw"], "iw"),
        ("iw", &["he"], "he"),
        ("in", &["ms", "id"], "id"),
        ("ji", &["de", "yi"], "yi"),
        ("mo", &["ro", "mo"], "mo"),
        ("tl", &["fil", "tl"], "tl"),
        ("nl-Latn-NL", &["nl-Latn", "nl-NL"], "nl-NL"),
        ("HE_il", &["iw-IL", "he-IL"], "he-IL"),
        ("fa_AF_#Arab", &["fa", "fa-AF"], "fa-AF"),
        ("fa_IR.UTF-8@calendar=persian", &["fa-AF", "fa"], "fa"),
    ] {
        assert_eq!(met(&[wish], offers).as_deref(), Some(found), "{wish} of {offers:?}");
    }
}

proptest! {
    #[test]
    fn any_wishes_and_offers_get_an_answer(
        wishes in prop::collection::vec(tag(), 0..8),
        tags in prop::collection::vec(tag(), 0..6),
    ) {
        let offers = four_editions();
        let (found, trace) = choose(&wishes, &offers, "en");
        let edition = found.map_or("en", |index| &offers[index].id);
        prop_assert_eq!(trace.last().unwrap().offer.as_deref(), Some(edition));
        if let (Some(index), trace) = best_match(&wishes, &tags) {
            prop_assert_eq!(trace.last().unwrap().offer.as_ref(), tags.get(index));
            prop_assert!(trace.last().unwrap().distance.is_some_and(|distance| distance < 50));
        }
    }

    /// The reverse order of offers may give another offer, but never a nearer or a farther one.
    #[test]
    fn the_order_of_offers_changes_no_distance(
        wishes in prop::collection::vec(TAGS, 1..5),
        tags in prop::collection::vec(TAGS, 1..6),
    ) {
        let distance = |offers: &[String]| {
            let (found, trace) = best_match(&wishes, offers);
            found.and_then(|_| trace.last().unwrap().distance)
        };
        let turned: Vec<String> = tags.iter().rev().cloned().collect();

        prop_assert_eq!(distance(&tags), distance(&turned));
    }

    #[test]
    fn an_offer_wished_first_is_matched(tags in prop::collection::vec(TAGS, 1..6), pick in any::<prop::sample::Index>()) {
        let wish = pick.get(&tags).clone();

        let (found, trace) = best_match(std::slice::from_ref(&wish), &tags);

        prop_assert!(found.is_some());
        prop_assert_eq!(trace[0].rule, Rule::Exact);
    }
}

const TAGS: &str = "(en|fa|ar|es|zh|sr|de|und|prs|tg)(-(Latn|Arab|Cyrl|Hant))?(-(AF|IR|IQ|GB|US|HK|419))?";

fn tag() -> impl Strategy<Value = String> {
    prop_oneof![TAGS, "\\PC*", "[a-zA-Z0-9_*-]{0,20}"]
}
