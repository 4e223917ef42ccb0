use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{SortKey, sort_key};
use crate::LanguageTag;

/// A title with its place in each order, as ICU4J says. Equal titles have the same place.
#[derive(Deserialize)]
struct Title {
    title: String,
    places: Vec<usize>,
}

const ORDERS: [&str; 4] = ["en", "ar", "fa", "fa-AF"];

fn tag(text: &str) -> LanguageTag {
    text.parse().unwrap()
}

fn titles() -> Vec<Title> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/language/titles/titles.jsonl");
    let text = fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn sorted<'t>(titles: &[&'t str], language: &str) -> Vec<&'t str> {
    let mut sorted = titles.to_vec();
    sorted.sort_by_key(|title| sort_key(title, &tag(language)));
    sorted
}

#[test]
fn all_pairs_of_1000_titles_are_ordered_as_icu4j_orders_them() {
    let titles = titles();
    assert_eq!(titles.len(), 1_000);

    for (order, language) in ORDERS.iter().enumerate() {
        let language = tag(language);
        let keys: Vec<SortKey> = titles.iter().map(|title| sort_key(&title.title, &language)).collect();
        for (one, key) in titles.iter().zip(&keys) {
            for (other, other_key) in titles.iter().zip(&keys) {
                let expected = one.places[order].cmp(&other.places[order]);
                assert_eq!(
                    key.cmp(other_key),
                    expected,
                    "{language}: {} {}",
                    one.title.escape_unicode(),
                    other.title.escape_unicode()
                );
            }
        }
    }
}

/// Keys are stored. If this fails on purpose, the version must change, so that stored keys are made again.
#[test]
fn keys_of_one_version_never_change() {
    let mut digest = Sha256::new();
    for (order, title) in
        ORDERS.iter().flat_map(|order| titles().into_iter().map(move |it| (order, it.title)))
    {
        digest.update(sort_key(&title, &tag(order)).as_bytes());
    }

    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        (SortKey::VERSION, digest.as_str()),
        (1, "6caa63f1808a58d05221add41fdcbcdd54a3aacfc09abbfbd75fe96350b4a26f")
    );
}

#[test]
fn each_language_has_its_own_letters_in_its_own_order() {
    let letters = ["Zoo", "یک", "گل", "کوه", "پل", "آب", "اسب", "ژاله", "هوا", "وطن"];
    let alphabet = ["آب", "اسب", "پل", "ژاله", "کوه", "گل", "وطن", "هوا", "یک", "Zoo"];
    assert_eq!(sorted(&letters, "fa"), alphabet);
    assert_eq!(sorted(&letters, "fa-IR"), alphabet);

    let dari = ["گل", "ګل", "کل", "ډول", "دل"];
    assert_eq!(sorted(&dari, "fa-AF"), ["دل", "ډول", "کل", "ګل", "گل"]);
    assert_eq!(sorted(&dari, "prs"), ["دل", "ډول", "کل", "ګل", "گل"]);

    let arabic = ["Oud", "يوم", "هواء", "ورد", "أمل", "بيت", "امس"];
    assert_eq!(sorted(&arabic, "ar"), ["امس", "أمل", "بيت", "هواء", "ورد", "يوم", "Oud"]);

    assert_eq!(
        sorted(&["zoo", "Éclair", "eclipse", "آب", "Apple"], "en"),
        ["Apple", "Éclair", "eclipse", "zoo", "آب"]
    );
}

#[test]
fn numbers_count_by_value_in_all_digits() {
    let seasons = ["فصل ۱۰", "فصل ٩", "فصل 2", "فصل ۰۰۱"];
    assert_eq!(sorted(&seasons, "fa"), ["فصل ۰۰۱", "فصل 2", "فصل ٩", "فصل ۱۰"]);

    let long = ["9".repeat(200), "1".to_owned() + &"0".repeat(200)];
    assert!(sort_key(&long[0], &tag("en")) < sort_key(&long[1], &tag("en")));
    assert_eq!(sort_key("7", &tag("fa")), sort_key("۰۰۷", &tag("fa")));
    assert!(sort_key("0", &tag("fa")) < sort_key("1", &tag("fa")));
}

#[test]
fn other_scripts_follow_by_code_point() {
    assert_eq!(sorted(&["𠀀", "木", "zoo", "가", "آب"], "fa"), ["آب", "zoo", "가", "木", "𠀀"]);
}

#[test]
fn a_key_of_a_plain_title_is_about_as_long_as_the_title() {
    let title = "خانه‌ای در کنار دریا";

    let key = sort_key(title, &tag("fa")).into_bytes();

    assert!(key.len() <= title.len() + 10, "{} of {}", key.len(), title.len());
}

#[test]
fn a_megabyte_takes_linear_time() {
    let time = |text: &str| {
        let start = Instant::now();
        sort_key(text, &tag("fa"));
        start.elapsed()
    };

    for part in ["آَب ", "ا\u{64e}\u{653}", "\u{64e}", "9", "0", "l·", "a\u{301}\u{301}"] {
        assert!(time(&part.repeat((1 << 20) / part.len())) < Duration::from_secs(10), "{part:?}");
    }
}

/// Texts of the letters, marks and signs that titles have, and any others.
fn text() -> impl Strategy<Value = String> {
    let common = "[ a-cA-CÉé0-9۰-۹٠-٩ا-يآأإؤئءپچژکگیىۀةه\u{200c}ـ\u{64b}-\u{655}«»():.!-]{0,12}";
    prop_oneof![4 => common.prop_map(String::from), 1 => any::<String>()]
}

fn language() -> impl Strategy<Value = LanguageTag> {
    prop::sample::select(&ORDERS[..]).prop_map(tag)
}

proptest! {
    #[test]
    fn texts_that_are_equal_by_unicode_have_one_key(text in text(), language in language()) {
        let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned();

        prop_assert_eq!(sort_key(&composed, &language), sort_key(&text, &language));
    }

    #[test]
    fn a_key_has_the_version_and_three_levels(text in text(), language in language()) {
        let key = sort_key(&text, &language).into_bytes();

        prop_assert_eq!(key[0], SortKey::VERSION);
        prop_assert!(key.len() >= 4);
    }

    /// A title that goes on comes after the same title without more, whatever follows.
    #[test]
    fn a_beginning_comes_first(text in text(), more in "[a-zا-ي0-9]{1,4}", language in language()) {
        let longer = format!("{text} {more}");

        prop_assert!(sort_key(&text, &language) < sort_key(&longer, &language));
    }

    /// What the key leaves out is only what does not count at the third level.
    #[test]
    fn what_has_no_weight_changes_no_key(text in text(), language in language()) {
        let ignored = format!("\u{640}{text}\u{640}\u{200e}");

        prop_assert_eq!(sort_key(&ignored, &language), sort_key(&text, &language));
    }
}
