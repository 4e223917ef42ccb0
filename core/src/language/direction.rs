//! Direction as data: of a text, of a language, and of fragments inside a line.

use icu_locale::{Direction as LocaleDirection, LanguageIdentifier, LocaleDirectionality};
use unicode_bidi::{BidiClass, bidi_class};

use crate::model::{Direction, LanguageTag};

const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

/// The direction of a text by its first strong character (rules P2 and P3 of UAX #9, without isolates);
/// `fallback` where it has none.
pub fn direction_of(text: &str, fallback: Direction) -> Direction {
    text.chars().find_map(strong).unwrap_or(fallback)
}

/// The direction a language is written in; left to right where that is not known.
pub fn direction_of_language(tag: &LanguageTag) -> Direction {
    let Ok(id) = LanguageIdentifier::try_from_str(tag.as_str()) else {
        return Direction::Ltr;
    };
    match LocaleDirectionality::new_extended().get(&id) {
        Some(LocaleDirection::RightToLeft) => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// The text as a unit that neither disturbs the line around it nor is disturbed by it (FSI … PDI).
pub fn isolate(text: &str) -> String {
    format!("{FSI}{text}{PDI}")
}

/// A line with each fragment isolated that the bidi algorithm could turn round in a line of direction `base`:
/// runs of the other direction, and numbers with separators, such as `2024-05-02`. For display only.
pub fn isolate_mixed(text: &str, base: Direction) -> String {
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, end)) = next_fragment(rest, base) {
        line.push_str(&rest[..start]);
        line.push_str(&isolate(&rest[start..end]));
        rest = &rest[end..];
    }
    line + rest
}

/// The next fragment that begins and ends with a letter of the other direction or a digit,
/// holds no letter of the base direction, and is more than one plain number.
fn next_fragment(text: &str, base: Direction) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find(|c| is_foreign(c, base))?;
        let run = &text[start..];
        let limit = run.find(|c| strong(c) == Some(base)).unwrap_or(run.len());
        let end = start + end_of_last(&run[..limit], base);
        if needs_isolation(&text[start..end], base) {
            return Some((start, end));
        }
        from = end;
    }
}

/// Where the last letter of the other direction, digit or sign that belongs to it ends.
fn end_of_last(run: &str, base: Direction) -> usize {
    let belongs = |c: char| is_foreign(c, base) || matches!(bidi_class(c), BidiClass::NSM | BidiClass::ET);
    let last = run.char_indices().rev().find(|(_, c)| belongs(*c));
    last.map_or(run.len(), |(at, c)| at + c.len_utf8())
}

fn needs_isolation(fragment: &str, base: Direction) -> bool {
    let has_letter = fragment.chars().any(|c| strong(c).is_some_and(|direction| direction != base));
    has_letter || !fragment.chars().all(is_digit)
}

fn is_foreign(c: char, base: Direction) -> bool {
    is_digit(c) || strong(c).is_some_and(|direction| direction != base)
}

fn is_digit(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::EN | BidiClass::AN)
}

fn strong(c: char) -> Option<Direction> {
    match bidi_class(c) {
        BidiClass::L => Some(Direction::Ltr),
        BidiClass::R | BidiClass::AL => Some(Direction::Rtl),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_decides() {
        assert_eq!(direction_of("2024: «فیلم» in Tehran", Direction::Ltr), Direction::Rtl);
        assert_eq!(direction_of("“Rain” باران", Direction::Rtl), Direction::Ltr);
        assert_eq!(direction_of("2024-05-02", Direction::Rtl), Direction::Rtl);
    }

    #[test]
    fn dari_and_arabic_are_written_right_to_left() {
        let direction = |tag: &str| direction_of_language(&tag.parse().unwrap());

        assert_eq!(direction("fa-AF"), Direction::Rtl);
        assert_eq!(direction("ar"), Direction::Rtl);
        assert_eq!(direction("en"), Direction::Ltr);
    }

    #[test]
    fn a_date_in_a_persian_line_is_isolated() {
        let line = isolate_mixed("نمایش در 2024-05-02 آغاز شد", Direction::Rtl);

        assert_eq!(line, "نمایش در \u{2068}2024-05-02\u{2069} آغاز شد");
    }

    #[test]
    fn a_plain_number_and_a_line_of_one_direction_stay_as_they_are() {
        for text in ["۱۲ فیلم تازه", "در 12 شهر", ""] {
            assert_eq!(isolate_mixed(text, Direction::Rtl), text);
        }
        assert_eq!(isolate_mixed("Twelve new films", Direction::Ltr), "Twelve new films");
    }

    #[test]
    fn a_persian_name_in_an_english_line_is_isolated_with_what_is_inside_it() {
        let line = isolate_mixed("The film «باران و باد» won.", Direction::Ltr);

        assert_eq!(line, "The film «\u{2068}باران و باد\u{2069}» won.");
    }
}
