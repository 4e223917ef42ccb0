//! Properties of any texts.

use jiff::Timestamp;
use proptest::prelude::*;

use super::{Number, StoryPage};
use super::{StoryText, story_likeness};

fn text(edition: &str, language: &str, title: String, lead: Option<String>, text: String) -> StoryText {
    StoryText {
        edition: edition.to_owned(),
        language: language.parse().unwrap(),
        title,
        lead,
        text,
        at: Some(Timestamp::UNIX_EPOCH),
        picture: None,
        picture_uses: 1,
        video: None,
        video_uses: 1,
        declares: false,
    }
}

/// Words, digits and marks of both scripts, and any other characters.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{1,25}([,/:-][0-9]{1,25}){0,3}",
        "([A-Z]?[a-zA-Z']{1,9}|[0-9]{1,5}|[،.,:/«»\"-])( ([A-Z]?[a-z]{1,9}|[0-9]{1,4})){0,30}",
        "([آ-ی\u{200C}]{1,9}|[۰-۹]{1,5}|[٠-٩]{1,4}|[،.:/«»-])( ([ء-ي]{1,9}|[۰-۹]{1,4})){0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 640, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_score_is_the_same_in_both_directions(
        one in (any_text(), proptest::option::of(any_text()), any_text()),
        other in (any_text(), proptest::option::of(any_text()), any_text()),
        languages in prop_oneof![Just(("en", "fa")), Just(("fa", "fa-AF")), Just(("ar", "fa")), Just(("en", "ru"))],
    ) {
        let one = text("one", languages.0, one.0, one.1, one.2);
        let other = text("two", languages.1, other.0, other.1, other.2);

        let likeness = story_likeness(&one, &other);

        prop_assert_eq!(&likeness, &super::story_likeness(&other, &one));
        prop_assert!(likeness.confidence_permille <= 1_000);
    }

    #[test]
    fn no_text_is_its_own_counterpart(title in any_text(), body in any_text()) {
        let own = text("one", "fa", title, None, body);

        prop_assert_eq!(story_likeness(&own, &own).confidence_permille, 0);
    }
}

#[test]
fn of_a_long_text_only_the_beginning_is_compared() {
    let long = "کاوه راستین در شیراز ۴۸ فیلم ساخت. ".repeat(20_000);
    let language = "fa".parse().unwrap();
    let page = StoryPage {
        language: &language,
        title: None,
        lead: None,
        text: &long,
        picture: None,
        videos: Vec::new(),
    };

    let fingerprint = super::fingerprint(&page);

    assert_eq!(fingerprint.consonants.split([' ', ',']).filter(|word| !word.is_empty()).count(), 700);
    assert_eq!(fingerprint.numbers, [Number::Count(48)]);
}
