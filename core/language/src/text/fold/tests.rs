use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::atoms::{atoms, joins};
use super::char_folding::{CharFolding, char_folding};
use super::table::{FOLDING, FOLDING_RULES};
use super::{fold, fold_words};

/// Every assigned character, and some others. The planes beyond are for private use.
fn characters() -> impl Iterator<Item = char> {
    (0..0x3_4000).chain(0xE_0000..0xE_1000).filter_map(char::from_u32)
}

fn parts(c: char) -> String {
    let mut parts = String::new();
    atoms(c, &mut parts);
    parts
}

#[test]
fn folding_a_folded_character_changes_nothing() {
    for c in characters() {
        let parts = parts(c);
        let again: String = parts.chars().map(super::tests::parts).collect();
        assert_eq!(again, parts, "{c:?}");
    }
}

#[test]
fn the_array_says_what_the_table_says() {
    for c in characters() {
        match char_folding(c) {
            CharFolding::Unknown => {}
            CharFolding::Dropped => assert_eq!(parts(c), "", "{c:?}"),
            CharFolding::To(folded) => assert_eq!(parts(c), folded.to_string(), "{c:?}"),
        }
    }
}

#[test]
fn no_two_lines_of_the_table_overlap() {
    for c in characters() {
        let lines = FOLDING_RULES.iter().filter(|rule| (rule.first..=rule.last).contains(&c)).count();
        assert!(lines <= 1, "{c:?} has {lines} lines");
    }
}

#[test]
fn every_letter_that_composes_backwards_is_known() {
    use icu_normalizer::properties::{
        CanonicalCompositionBorrowed, CanonicalDecompositionBorrowed, Decomposed,
    };
    let (decomposition, composition) =
        (CanonicalDecompositionBorrowed::new(), CanonicalCompositionBorrowed::new());
    for c in characters() {
        if let Decomposed::Expansion(first, second) = decomposition.decompose(c)
            && composition.compose(first, second).is_some()
        {
            assert!(joins(second), "{second:?}, the second part of {c:?}");
        }
    }
}

/// A change of the folding changes this number. Then raise [`FOLDING`] too, so that stored words are folded
/// again.
#[test]
fn a_change_of_the_table_needs_a_new_version() {
    let mut hash = Sha256::new();
    for c in characters() {
        hash.update(parts(c));
        hash.update([0]);
    }
    let fingerprint: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((FOLDING, fingerprint.as_str()), (4, "26eee56e1aaefc40"));
}

#[test]
fn marks_belong_to_the_letter_before_them() {
    let text = "کِتابـــ، نو";
    let folded = fold(text);

    assert_eq!(folded.text, "کتاب  نو");
    let hit = folded.original(0..8);
    assert_eq!(&text[hit], "کِتابـــ");
}

#[test]
fn a_hit_inside_a_ligature_includes_the_whole_ligature() {
    let text = "عبدﷲ رفت";
    let folded = fold(text);

    assert_eq!(folded.text, "عبدالله رفت");
    let hit = folded.original(6..10);
    assert_eq!(&text[hit], "ﷲ");
}

#[test]
fn ascii_keeps_its_offsets() {
    let folded = fold("Don't STOP: 24 films!");

    assert_eq!(folded.text, "don t stop  24 films ");
    assert_eq!(folded.original(6..10), 6..10);
    assert_eq!(folded.map.borders().count(), 0);
}

#[test]
fn parts_are_put_together_in_one_order() {
    assert_eq!(fold("\u{304B}\u{200C}\u{3099}").text, "\u{304C}");
    assert_eq!(fold("\u{1112}\u{1161}\u{11AB}").text, "\u{D55C}");
    assert_eq!(fold("\u{FF8A}\u{FF9F}").text, "\u{30D1}");
}

#[test]
fn words_alone_have_one_space_between_them() {
    assert_eq!(fold_words("  «باران»،  و   باد! "), "باران و باد");
    assert_eq!(fold_words("…"), "");
}

#[test]
fn pieces_put_together_are_both_texts() {
    for text in ["", "\u{200F}سلام", "عبدﷲ، كِتاب‌ها ۱۲ Æon", "plain text"] {
        let folded = fold(text);
        let pieces = folded.pieces(text);
        assert_eq!(pieces.iter().map(|piece| piece.folded).collect::<String>(), folded.text);
        assert_eq!(pieces.iter().map(|piece| piece.original).collect::<String>(), text);
    }
}

/// Text of the scripts that matter here, with marks, joiners and characters that compose, and any other text.
fn any_text() -> impl Strategy<Value = String> {
    let near = prop_oneof![
        4 => prop::char::range('\u{600}', '\u{6FF}'),
        2 => prop::char::range(' ', '~'),
        1 => prop::char::range('\u{A0}', '\u{24F}'),
        1 => prop::char::range('\u{300}', '\u{36F}'),
        1 => prop::char::range('\u{2000}', '\u{206F}'),
        1 => prop::char::range('\u{FB50}', '\u{FEFF}'),
        1 => prop::char::range('\u{1100}', '\u{11FF}'),
        1 => prop::char::range('\u{900}', '\u{DFF}'),
        1 => prop::char::range('\u{3040}', '\u{30FF}'),
        2 => any::<char>(),
    ];
    prop::collection::vec(near, 0..60).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn folding_what_was_folded_changes_nothing(text in any_text()) {
        let once = fold(&text).text;
        prop_assert_eq!(&fold(&once).text, &once);
    }

    #[test]
    fn canonically_equal_texts_fold_alike(text in any_text()) {
        use icu_normalizer::{ComposingNormalizerBorrowed as Nfc, DecomposingNormalizerBorrowed as Nfd};
        let folded = fold(&text).text;
        prop_assert_eq!(&fold(&Nfc::new_nfc().normalize(&text)).text, &folded);
        prop_assert_eq!(&fold(&Nfd::new_nfd().normalize(&text)).text, &folded);
    }

    #[test]
    fn every_place_leads_to_character_borders_in_order(text in any_text(), from in 0usize..200, length in 0usize..50) {
        let folded = fold(&text);
        let place = folded.original(from..from + length);
        prop_assert!(place.start <= place.end && text.get(place.clone()).is_some(), "{:?}", place);
        let later = folded.original(from + length..from + length + 1);
        prop_assert!(later.start >= place.start && later.end >= place.end);
    }

    #[test]
    fn a_word_leads_to_a_place_that_folds_to_that_word(text in any_text()) {
        let folded = fold(&text);
        for (place, word) in super::words(&folded.text) {
            let again = fold(&text[folded.original(place)]).text;
            prop_assert!(again.contains(word), "{again:?}");
        }
    }

    #[test]
    fn pieces_of_any_text_put_together_are_both_texts(text in any_text()) {
        let folded = fold(&text);
        let pieces = folded.pieces(&text);
        prop_assert_eq!(pieces.iter().map(|piece| piece.folded).collect::<String>(), folded.text.clone());
        prop_assert_eq!(pieces.iter().map(|piece| piece.original).collect::<String>(), text.clone());
    }
}
