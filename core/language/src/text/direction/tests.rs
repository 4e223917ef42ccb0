//! The direction of texts and lines, and properties of any text.

use proptest::prelude::*;

use super::control::balanced;
use super::*;

#[test]
fn the_first_strong_character_decides() {
    assert_eq!(direction_of("2024: «فیلم» in Tehran", Direction::Ltr), Direction::Rtl);
    assert_eq!(direction_of("“Rain” باران", Direction::Rtl), Direction::Ltr);
    assert_eq!(direction_of("2024-05-02", Direction::Rtl), Direction::Rtl);
}

#[test]
fn text_in_an_isolate_does_not_decide_the_direction() {
    assert_eq!(direction_of("\u{2068}Rain\u{2069} باران", Direction::Ltr), Direction::Rtl);
    assert_eq!(direction_of("\u{2068}Rain باران", Direction::Rtl), Direction::Rtl);
}

#[test]
fn a_line_that_begins_with_a_foreign_name_keeps_the_direction_of_its_language() {
    let line = |text, expected| direction_of_line(text, expected);

    assert_eq!(line("Netflix از پخش فیلم خبر داد", Direction::Rtl), Direction::Rtl);
    assert_eq!(line("Sara Miller و John Smith آمدند", Direction::Rtl), Direction::Rtl);
    let cast = "Sara Miller، John Smith و Ann Brown بازی می\u{200C}کنند";
    assert_eq!(line(cast, Direction::Rtl), Direction::Rtl);
    assert_eq!(line("See the film called باران", Direction::Rtl), Direction::Ltr);
    assert_eq!(line("The film «باران» won a prize", Direction::Rtl), Direction::Ltr);
    assert_eq!(line("باران is the name of a film", Direction::Ltr), Direction::Ltr);
    assert_eq!(line("12", Direction::Rtl), Direction::Rtl);
}

const BASES: [Direction; 2] = [Direction::Ltr, Direction::Rtl];

/// Texts like real lines: letters of both directions, digits, brackets and controls, and any other text.
fn line() -> impl Strategy<Value = String> {
    let usual = "(Sara|باران|می\u{200C}روم|שלום|12|۱۲|٢٥|[-–:/.,،؟!%٪$+#@«»“”\"()\\[\\] \n]|[\u{2066}-\u{2069}\u{202A}-\u{202E}\u{200E}\u{200F}\u{61C}]|🎬){0,24}";
    prop_oneof![3 => usual, 1 => "\\PC{0,40}", 1 => any::<String>()]
}

proptest! {
    #[test]
    fn isolating_only_adds_invisible_characters(text in line()) {
        for base in BASES {
            prop_assert_eq!(plain(&isolate_mixed(&text, base)), plain(&text));
            prop_assert_eq!(plain(&isolate_title(&text, base)), plain(&text));
        }
        prop_assert_eq!(plain(&isolate(&text)), plain(&text));
    }

    #[test]
    fn a_text_without_controls_comes_back_as_it_was(text in line()) {
        let text = plain(&text);

        for base in BASES {
            prop_assert_eq!(&plain(&isolate_mixed(&text, base)), &text);
        }
    }

    #[test]
    fn every_opener_is_closed(text in line()) {
        for base in BASES {
            for shown in [isolate_mixed(&text, base), isolate_title(&text, base), isolate(&text)] {
                prop_assert_eq!(balanced(&shown).into_owned(), shown);
            }
        }
    }

    #[test]
    fn a_text_of_the_lines_own_letters_stays_as_it_is(text in "[آ-غف-يٱ-ی ،؛.!؟«»()\u{200C}]{0,40}") {
        prop_assert_eq!(&isolate_mixed(&text, Direction::Rtl), &text);
    }
}
