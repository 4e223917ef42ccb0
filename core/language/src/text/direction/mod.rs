//! Direction as data: of a text, of a language, and of fragments inside a line.

mod bracket;
mod control;
mod extent;
mod isolate;
mod language;
mod order;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use unicode_bidi::{BidiClass, bidi_class};

pub(crate) use control::is_control;
pub use control::plain;
pub use isolate::{isolate, isolate_mixed, isolate_title};
pub use language::direction_of_language;

/// The direction a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// `ltr` or `rtl`, as HTML and JSON write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// The direction of a text by its first strong character (rules P2 and P3 of UAX #9); `fallback` if it has
/// none outside isolates.
pub fn direction_of(text: &str, fallback: Direction) -> Direction {
    control::outside_isolates(text).find_map(strong).unwrap_or(fallback)
}

/// The direction of a line of an article. `expected` is the direction of the article's language. It is also
/// that of the line if at least one word in three is written in it, even after a foreign name. Otherwise the
/// first strong character decides.
///
/// ```
/// use ifilm_language::Direction;
/// use ifilm_language::text::{direction_of, direction_of_line};
/// let line = "Netflix فیلم تازه‌ای ساخت";
/// assert_eq!(direction_of(line, Direction::Rtl), Direction::Ltr);
/// assert_eq!(direction_of_line(line, Direction::Rtl), Direction::Rtl);
/// ```
pub fn direction_of_line(text: &str, expected: Direction) -> Direction {
    let first = direction_of(text, expected);
    if first == expected {
        return expected;
    }
    let words = text.split_whitespace().filter_map(|word| word.chars().find_map(strong));
    let (mut own, mut all) = (0usize, 0usize);
    for word in words {
        own = own.saturating_add((word == expected).into());
        all = all.saturating_add(1);
    }
    if own > 0 && own.saturating_mul(SHARE_OF_LINE) >= all { expected } else { first }
}

/// The share of own-script words (1 in 3) from which a line counts as its own language. A list of foreign
/// names has two words for each name, and a sentence around them.
const SHARE_OF_LINE: usize = 3;

fn strong(c: char) -> Option<Direction> {
    match bidi_class(c) {
        BidiClass::L => Some(Direction::Ltr),
        BidiClass::R | BidiClass::AL => Some(Direction::Rtl),
        _ => None,
    }
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Ltr => Direction::Rtl,
        Direction::Rtl => Direction::Ltr,
    }
}
