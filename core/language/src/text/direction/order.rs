//! How a figure keeps its order among letters.

use super::control::{ALM, FSI, LRI, LRO, PDF, PDI};
use crate::number::figure::{DigitSet, Figure};
use crate::text::direction::Direction;

/// What keeps the order of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Nothing: the algorithm shows it right wherever it stands.
    Plain,
    /// It runs with its line, as its line would not have it: a pair that no Arabic letter precedes.
    WithLine,
    /// It runs from left to right.
    LeftToRight,
    /// The same, for digits that no isolate alone would hold so.
    Forced,
}

impl Order {
    /// How a figure is to be shown in a line.
    ///
    /// A pair (a score or a range) is read with its line: in «ایران ۳–۲ ژاپن» the ۳ stands beside ایران. All
    /// other figures are read from left to right.
    pub(super) fn of(figure: &Figure<'_>, base: Direction, line: LettersBefore) -> Self {
        let digits = figure.digit_set();
        if figure.pair().is_some() {
            return pair(digits, base, line);
        }
        if base == Direction::Ltr {
            let turns = (figure.has_dash() || figure.is_spaced()) && digits != DigitSet::Ascii;
            return if turns { left_to_right(digits) } else { Self::Plain };
        }
        let is_foreign_sign = figure.mark.is_some() && digits == DigitSet::Ascii;
        let is_split = digits == DigitSet::Mixed && !figure.separators.is_empty();
        let turns =
            figure.has_dash() || figure.is_spaced() || figure.sign.is_some() || is_foreign_sign || is_split;
        if turns { left_to_right(digits) } else { Self::Plain }
    }

    /// The figure with what keeps its order.
    pub(super) fn write(self, figure: &str, line: &mut String) {
        let (before, after): (&[char], &[char]) = match self {
            Self::Plain => (&[], &[]),
            Self::WithLine => (&[ALM], &[]),
            Self::LeftToRight => (&[FSI], &[PDI]),
            Self::Forced => (&[LRI, LRO], &[PDF, PDI]),
        };
        line.extend(before);
        line.push_str(figure);
        line.extend(after);
    }
}

/// The letters that a figure takes its order from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LettersBefore {
    /// Letters of the line's own direction come before.
    Own,
    /// None do, but those that follow are Arabic.
    NoneYetOfArabic,
    /// None do.
    None,
}

/// Arabic letters make of a hyphen between two numbers a neutral that runs with them; at the beginning of a
/// line a mark must do it. Arabic digits do so wherever they stand.
fn pair(digits: DigitSet, base: Direction, line: LettersBefore) -> Order {
    if base == Direction::Ltr && matches!(digits, DigitSet::Arabic | DigitSet::Mixed) {
        return Order::Forced;
    }
    let is_bare =
        line == LettersBefore::NoneYetOfArabic && matches!(digits, DigitSet::Ascii | DigitSet::Persian);
    if base == Direction::Rtl && is_bare { Order::WithLine } else { Order::Plain }
}

fn left_to_right(digits: DigitSet) -> Order {
    match digits {
        DigitSet::Ascii | DigitSet::Persian => Order::LeftToRight,
        DigitSet::Arabic | DigitSet::Mixed => Order::Forced,
    }
}
