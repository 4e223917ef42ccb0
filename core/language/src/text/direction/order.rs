//! How a figure keeps its order on a screen.

use super::control::{ALM, FSI, LRI, LRO, PDF, PDI};
use crate::number::figure::{DigitSet, Figure};
use crate::text::direction::Direction;

/// The marks that keep the order of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// None: the bidi algorithm always shows it right.
    Plain,
    /// A mark that makes it run in the line's direction. A pair before the first Arabic letter needs it.
    WithLine,
    /// An isolate, in which it runs from left to right.
    LeftToRight,
    /// An isolate with an override, for digits that an isolate alone does not keep from left to right.
    Forced,
}

impl Order {
    /// The order that a figure needs in a line.
    ///
    /// A pair (a score or a range) runs in the line's direction: in «ایران ۳–۲ ژاپن» the ۳ stands beside
    /// ایران. All other figures run from left to right.
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

    /// Writes the figure with its marks.
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

/// The letters before a figure, which affect its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LettersBefore {
    /// There are letters of the line's own direction.
    Own,
    /// There are none yet, but the paragraph has Arabic letters.
    NoneYetOfArabic,
    /// There are none.
    None,
}

/// The order of a pair. After Arabic letters, the bidi algorithm treats a hyphen between two numbers as
/// neutral, so the pair runs with the line. At the start of a line a mark has the same effect. Arabic digits
/// need no letters for it.
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
