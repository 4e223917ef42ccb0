//! Tests of the page generator: each truth is on its page, and pages differ.

use std::collections::BTreeSet;

use ifilm_site::{DateSource, Direction, Edition, Layout, Precision, Truth, page, renamed, stripped};

fn every_page(seeds: u64) -> impl Iterator<Item = (String, String, Truth)> {
    let keys = (0..seeds).flat_map(|seed| Layout::ALL.map(|layout| (seed, layout)));
    keys.flat_map(|(seed, layout)| Edition::ALL.map(|edition| (seed, layout, edition))).map(
        |(seed, layout, edition)| {
            let (html, truth) = page(seed, edition, layout, seed * 31);
            (format!("{seed} {edition} {layout:?}"), html, truth)
        },
    )
}

/// The text of a page without tags, scripts, styles and comments, with white space folded.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = &html[html.to_ascii_lowercase().find("<body").unwrap()..];
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at + skipped(&rest[at..])..];
    }
    fold(&decoded(&text))
}

fn skipped(rest: &str) -> usize {
    let lower = rest.chars().take(8).collect::<String>().to_ascii_lowercase();
    let end = |mark: &str| rest.find(mark).map_or(rest.len(), |end| end + mark.len());
    match lower.as_str() {
        tag if tag.starts_with("<!--") => end("-->"),
        tag if tag.starts_with("<script") => end("</script>"),
        tag if tag.starts_with("<style") => end("</style>"),
        tag if tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => end(">"),
        _ => 1,
    }
}

fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for (name, letter) in [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&lsquo;", "\u{2018}"),
        ("&rsquo;", "\u{2019}"),
        ("&ldquo;", "\u{201c}"),
        ("&rdquo;", "\u{201d}"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&ndash;", "–"),
        ("&zwnj;", "\u{200c}"),
        ("&copy;", "©"),
        ("&lt;", "<"),
    ] {
        text = text.replace(name, letter);
    }
    for number in [34, 0x2018, 0x2019, 0x201c, 0x201d, 0xab, 0xbb, 0x2013, 0x200c, 0xa9] {
        text = text.replace(&format!("&#{number};"), &char::from_u32(number).unwrap().to_string());
    }
    text.replace("&amp;", "&")
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails unless each text follows the one before.
fn assert_in_order<'a>(name: &str, page: &str, texts: impl Iterator<Item = &'a String>) {
    let mut from = 0;
    for text in texts {
        let at = page[from..].find(text.as_str());
        from += at.unwrap_or_else(|| panic!("{name}: `{text}` is not in order in {page}")) + text.len();
    }
}

#[test]
fn the_truth_of_a_page_is_on_it_in_order_with_and_without_class_names() {
    for (name, html, truth) in every_page(40) {
        for html in [stripped(&html), renamed(&html, 5), html] {
            let text = text_of(&html);
            let parts = [&truth.title]
                .into_iter()
                .chain(truth.lead.as_ref())
                .chain(&truth.paragraphs)
                .chain(&truth.related);
            assert_in_order(&name, &text, parts);
        }
    }
}

#[test]
fn every_text_of_a_truth_is_folded_and_no_two_paragraphs_are_the_same() {
    for (name, _, truth) in every_page(40) {
        let texts = [&truth.title]
            .into_iter()
            .chain(truth.lead.as_ref())
            .chain(&truth.paragraphs)
            .chain(&truth.related);
        for text in texts {
            assert_eq!(*text, fold(text), "{name}");
        }
        assert_eq!(truth.paragraphs.iter().collect::<BTreeSet<_>>().len(), truth.paragraphs.len(), "{name}");
        assert!(truth.paragraphs.len() >= 3, "{name}");
        assert!(truth.lead.as_ref() != truth.paragraphs.first(), "{name}");
    }
}

#[test]
fn a_stripped_page_has_no_class_or_id_and_keeps_its_meta_tags() {
    for (name, html, _) in every_page(10) {
        let bare = stripped(&html);
        let outside_scripts = bare.split("<script").map(|part| part.split("</script>").last().unwrap());
        let mut tags = outside_scripts
            .flat_map(|part| part.split('<'))
            .map(|tag| tag.split('>').next().unwrap().to_ascii_lowercase());
        assert!(!tags.any(|tag| tag.contains(" class=") || tag.contains(" id=")), "{name}: {bare}");
        assert_eq!(
            html.to_ascii_lowercase().matches("<meta").count(),
            bare.to_ascii_lowercase().matches("<meta").count()
        );
    }
}

#[test]
fn the_same_numbers_give_the_same_page_and_a_variation_changes_only_the_markup() {
    for edition in Edition::ALL {
        let (first, truth) = page(3, edition, Layout::New, 1);

        assert_eq!(page(3, edition, Layout::New, 1), (first.clone(), truth.clone()));
        let (second, same) = page(3, edition, Layout::New, 2);
        assert_eq!(truth, same);
        assert_ne!(first, second);
    }
}

#[test]
fn old_pages_have_dates_to_the_minute_and_others_have_every_kind_of_date_or_none() {
    let dates = |layout| {
        let of = move |seed| {
            page(seed, Edition::Fa, layout, 0).1.published.map(|date| (date.source, date.precision))
        };
        (0..80).map(of).collect::<Vec<_>>()
    };

    assert!(dates(Layout::Old).iter().all(|date| matches!(date, Some((_, Precision::Minute)))));
    assert!(dates(Layout::Old).contains(&Some((DateSource::Stamp, Precision::Minute))));
    for layout in [Layout::New, Layout::Tourism] {
        let dates = dates(layout);
        for kind in [
            Some((DateSource::Meta, Precision::Minute)),
            Some((DateSource::Meta, Precision::Day)),
            Some((DateSource::Picture, Precision::Day)),
            None,
        ] {
            assert!(dates.contains(&kind), "{layout:?} {kind:?}");
        }
    }
}

/// Strings that some pages have. Each is on at least one page.
const SHAPES: &[&str] = &[
    "<article",
    "<section",
    "<table",
    "<TABLE",
    "<td",
    "<br",
    "<li",
    "<h1",
    "<h2",
    "<h3",
    "<blockquote",
    "<figcaption",
    "<ol",
    "<ul",
    "<aside",
    "<marquee",
    "<center",
    "<font",
    "o:p",
    "&nbsp;",
    "&zwnj;",
    "&#8204;",
    "og:title",
    "og:description",
    "og:image",
    "DC.Date",
    "datePublished",
    "article:published_time",
    "application/ld+json",
    "00:00",
    "X</button>",
    "<!--",
    "result[i]",
    "Comment_panel_Item",
    "wrapper",
    "cookie-bar",
];

#[test]
fn every_kind_of_markup_is_on_some_page() {
    let pages: Vec<String> = every_page(40).map(|(_, html, _)| html).collect();
    for mark in SHAPES {
        let found = pages.iter().filter(|page| page.contains(mark)).count();
        assert!(found > 0, "no page has {mark}");
    }
}

#[test]
fn texts_are_in_the_script_of_their_language() {
    let has = |text: &str, letters: &str| text.contains(|c: char| letters.contains(c));
    for (name, _, truth) in every_page(20) {
        let text = truth.paragraphs.join(" ");
        match truth.language.as_str() {
            "en" => assert!(truth.direction == Direction::Ltr && !has(&text, "یيکك"), "{name}"),
            "ar" => {
                assert!(truth.direction == Direction::Rtl && has(&text, "يی") && has(&text, "ة"), "{name}")
            }
            "fa" => assert!(
                truth.direction == Direction::Rtl && has(&text, "پچگژ") && !text.contains("فلم "),
                "{name}"
            ),
            "fa-AF" => assert!(
                truth.direction == Direction::Rtl && !text.contains("فیلم") && !text.contains("فيلم"),
                "{name}"
            ),
            other => panic!("{name}: {other}"),
        }
    }
}
