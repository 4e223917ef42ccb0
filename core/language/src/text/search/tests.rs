use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::super::FOLDING;
use super::{Fit, WordSearch, search_query, searchable};

fn finds(text: &str, query: &str) -> bool {
    WordSearch::of(query, false).is_some_and(|search| search.finds(text))
}

fn fit(text: &str, query: &str) -> Option<Fit> {
    WordSearch::of(query, false)?.fit(text)
}

fn exact(query: &str, typing: bool) -> String {
    WordSearch::of(query, typing).unwrap().exact_expression()
}

fn marked(text: &str, query: &str) -> String {
    let mut marked = text.to_owned();
    for hit in WordSearch::of(query, false).unwrap().hits(text).into_iter().rev() {
        marked.insert(hit.end, ']');
        marked.insert(hit.start, '[');
    }
    marked
}

#[test]
fn one_word_is_searched_as_it_is() {
    assert_eq!(exact("Film", false), "(\"film\")");
    assert_eq!(exact("Film", true), "(\"film\" *)");
}

#[test]
fn adjacent_words_may_be_one() {
    assert_eq!(exact("می روم", false), "(\"می\" OR \"میروم\") AND (\"روم\" OR \"میروم\")");
}

#[test]
fn a_query_without_words_is_no_search() {
    for text in ["", "  ", "\"*()", "…؟", "\u{200C}", "\0"] {
        assert_eq!(search_query(text, true), None, "{text:?}");
    }
}

#[test]
fn operators_of_fts5_have_no_effect() {
    let expression = search_query("title:x\" OR NEAR(a b) * ^c", false).unwrap();

    assert!(!expression.contains(['*', '^', ':']));
    assert_eq!(expression.matches(" AND ").count(), 6);
}

#[test]
fn long_input_is_cut() {
    let expression = search_query(&"word ".repeat(100_000), false).unwrap();

    assert_eq!(expression.matches(" AND ").count(), 15);
    assert!(exact(&"ب".repeat(100_000), false).len() < 1_100);
}

#[test]
fn words_with_different_spacing_find_each_other() {
    let ways = ["می روم", "می‌روم", "میروم"];
    for text in ways {
        for query in ways {
            assert!(finds(text, query), "{query:?} finds {text:?}");
        }
    }
    assert!(!finds("ما در خانه", "مادر"));
    assert!(!finds("35", "3.5"));
}

#[test]
fn other_forms_are_asked_for_as_stems_of_the_text_and_as_words_of_it() {
    assert_eq!(search_query("Film", false).unwrap(), "(\"film\" OR \"¶film\")");
    assert_eq!(
        search_query("والسين", true).unwrap(),
        "(\"والسین\" * OR \"¶والسین\" * OR \"§والسین\" * OR \"§سین\" * OR \"سین\" *)"
    );
    assert_eq!(
        WordSearch::of("فیلمها", false).unwrap().wide_expression(),
        "((\"فیلمها\" OR \"¶فیلمها\" OR \"§فیلمها\" OR \"§فیلم\" OR \"فیلم\")) NOT ((\"فیلمها\"))"
    );
}

#[test]
fn the_index_has_the_words_and_their_variants() {
    assert_eq!(searchable("می روم، کتاب‌ها"), "می روم ¶ کتابها ¶ میروم ¶ کتاب");
    assert_eq!(searchable("والسينما 🎬 السينما"), "والسینما 🎬 السینما ¶ §سینما");
    assert_eq!(searchable("فیلم‌نامه"), "فیلمنامه ¶ ¶فیلم ¶ ¶نامه");
    assert_eq!(searchable("U.S.A."), "u s a ¶ usa");
    assert_eq!(searchable("Iran’s 1,000"), "iran s 1 000 ¶ irans ¶ 1000");
    assert_eq!(searchable("زنده‌گی"), "زندهگی ¶ زندگی ¶ زنده");
}

/// A word of 56 kB with endings alone once became 128 MB.
#[test]
fn the_index_is_at_most_a_few_times_as_large_as_any_text() {
    for part in [
        "\u{200C}ها",
        "\u{200C}گی",
        " ها",
        " می",
        "-a",
        ",000",
        "\u{200C}ئو",
        "ی\u{200C}",
        "’s",
        ".a",
        "★",
        "1ب",
        " والات",
        "¬فیلم",
    ] {
        let text = format!("زنده1{}", part.repeat(10_000));

        let held = searchable(&text).len();

        assert!(held <= 20 * text.len(), "{part:?}: {held} bytes of {}", text.len());
    }
}

#[test]
fn a_word_in_another_form_is_no_exact_hit() {
    let exact =
        [("کتاب‌ها", "کتابها"), ("کتاب ها", "کتاب"), ("U.S.A.", "usa"), ("آی‌فیلم ۲", "آی‌فیلم۲"), ("🎬", "🎬")];
    let wide =
        [("کتابها", "کتاب"), ("السينما", "سينما"), ("فیلم‌نامه", "فیلم"), ("فیلم۲", "فیلم"), ("ڕۆژ", "رۆژ")];

    assert!(exact.iter().all(|(text, query)| fit(text, query) == Some(Fit::Exact)));
    assert!(wide.iter().all(|(text, query)| fit(text, query) == Some(Fit::Wide)));
    assert_eq!(fit("باد السينما", "باد سينما"), Some(Fit::Wide));
    assert_eq!(fit("السينما", "باد سينما"), None);
}

/// Persian has many words that begin with these letters: بازار is no آزار with ب.
#[test]
fn only_an_arabic_text_has_particles_of_one_letter() {
    assert!(finds("مدينة في الصيف بسينما", "سينما"));
    assert!(!finds("شهری در تابستان بسینما", "سینما"));
    assert!(!finds("كتابهاي گرم و چاپ بسينما", "سينما"));
}

/// A change of the words for the index changes this number. Then raise [`FOLDING`] too.
#[test]
fn a_change_of_the_index_needs_a_new_version() {
    let texts = [
        "می روم. کتاب‌ها، خانه های مان",
        "زنده‌گی رفته‌ام سی ام بی نظیر Al Jazeera",
        "مسئول‌ها هیئت جرأت رئوف ژوئن مَسْئُول",
        "خانهٔ ما، خانه‌ی ما، خانه ی ما، خانهء ما",
        "علماء ماء دعاء",
        "1,000,000 ۱٬۰۰۰ 3.5 2024-05-02 20:30",
        "co-operation O’Brien don't — foot ball",
        "محمدﷺ ۵۰۰﷼ ۳½ عبدﷲ",
        "سی‌وسه‌پل گفت‌وگو",
        "کتاب\n\nها",
        "والسينما وللمدينة كلمات مدينة ومدينة",
        "کتابهای بازیگران، نویسندگان؛ نظرات",
        "فیلم‌نامه‌ها آی‌فیلم۲ ڕۆژ گۓ می¬روم شيء",
        "U.S.A. 🎬🎥 🇮🇷 5 € ﷽",
    ];
    let held = texts.map(searchable).join("\n");
    let hash: String = Sha256::digest(held).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((FOLDING, hash.as_str()), (4, "40575b48676e6f4d"));
}

#[test]
fn words_in_quotes_stand_side_by_side_in_any_spelling() {
    for (text, query) in [
        ("the old bridge of the town", "\"old bridge\""),
        ("the old, bridge", "“old bridge”"),
        ("the old bridge", "\"old, bridge\" the"),
        ("به خانه می‌روم امروز", "«خانه مي روم»"),
        ("به خانه می روم امروز", "\"خانه می‌روم\""),
        ("پل قديمى شهر", "\"پل قدیمی\""),
        ("a 5\" screen and 6\" more", "5\" screen 6\""),
    ] {
        assert_eq!(fit(text, query), Some(Fit::Exact), "{query} in {text}");
    }
    for (text, query) in [
        ("the old town bridge", "\"old bridge\""),
        ("the bridge is old", "\"old bridge\""),
        ("کتابها", "\"کتاب\""),
        ("the older bridge", "\"old\""),
    ] {
        assert_eq!(fit(text, query), None, "{query} in {text}");
    }
}

#[test]
fn a_phrase_is_asked_for_with_and_without_signs_between_its_words() {
    assert_eq!(exact("\"old bridge\"", true), r#"("old bridge" OR "old ¶ bridge")"#);
    assert_eq!(exact("\"old\" bri", true), r#"("old") AND ("bri" *)"#);
}

#[test]
fn hits_are_whole_words_with_their_marks() {
    assert_eq!(marked("کِتاب‌هايِ نو", "کتابهای"), "[کِتاب‌هايِ] نو");
    assert_eq!(marked("او می رود.", "میرود"), "او [می رود].");
    assert_eq!(marked("«باران» و باد", "باران باد"), "«[باران]» و [باد]");
    assert_eq!(marked("Qur’an", "quran"), "[Qur’an]");
    assert_eq!(marked("رأيت (وَالسِّينَمَا)!", "سينما"), "رأيت ([وَالسِّينَمَا])!");
    assert_eq!(marked("آن فیلم‌نامه و فیلمها", "فیلم"), "آن [فیلم‌نامه] و [فیلمها]");
    assert_eq!(marked("سلام 🎬، 🇮🇷!", "🇮🇷"), "سلام 🎬، [🇮🇷]!");
    assert_eq!(marked("In the U.S.A. now", "usa"), "In the [U.S.A]. now");
    assert_eq!(marked("آی‌فیلم ۲ هست", "آی‌فیلم۲"), "[آی‌فیلم ۲] هست");
    assert_eq!(marked("او می¬رود", "می‌رود"), "او [می¬رود]");
}

proptest! {
    #[test]
    fn canonically_equal_texts_and_queries_find_alike(
        text in "[مسیيوؤئأاهلتن\u{654}\u{64E}\u{200C} ]{0,12}",
        query in "[مسیيوؤئأاهلتن\u{654}\u{64E}\u{200C}]{1,6}",
    ) {
        use icu_normalizer::{ComposingNormalizerBorrowed as Nfc, DecomposingNormalizerBorrowed as Nfd};
        let both = |text: &str| [Nfc::new_nfc().normalize(text), Nfd::new_nfd().normalize(text)].map(String::from);
        let found = finds(&text, &query);
        for text in both(&text) {
            for query in both(&query) {
                prop_assert_eq!(finds(&text, &query), found, "{:?} by {:?}", text, query);
            }
        }
    }

    #[test]
    fn any_text_is_found_by_any_of_its_words(text in "[ا-یa-z '\\-\u{200C}\u{64B}۱-۳.]{0,40}") {
        for word in super::words_of(&text) {
            let query = &text[word.place.clone()];
            prop_assert!(finds(&text, query), "{query:?}");
        }
    }

    #[test]
    fn hits_are_in_order_and_cut_no_character(text in any::<String>(), query in any::<String>()) {
        if let Some(search) = WordSearch::of(&query, true) {
            let hits = search.hits(&text);
            prop_assert!(hits.iter().all(|hit| hit.start < hit.end && text.get(hit.clone()).is_some()));
            prop_assert!(hits.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }

    #[test]
    fn an_expression_has_only_quoted_words(query in any::<String>(), typing in any::<bool>()) {
        let expression = search_query(&query, typing).unwrap_or_default();
        let outside: String = expression.split('"').step_by(2).collect();
        let rest = outside.replace(" AND ", "").replace(" OR ", "").replace([' ', '*', '(', ')'], "");
        prop_assert_eq!(rest, "");
    }
}
