//! The words between and after numbers.

use crate::number::cardinal::MINUS;
use crate::words::Words;

/// Between a whole number and its decimals.
pub(super) const POINT: Words =
    Words { english: "point", arabic: "فاصلة", persian: "ممیز", dari: "اعشاریه" };
/// Between the groups of a number such as a version.
pub(super) const DOT: Words =
    Words { english: "dot", arabic: "نقطة", persian: "نقطه", dari: "نقطه" };
/// For a slash between two numbers.
pub(super) const OVER: Words = Words { english: "over", arabic: "على", persian: "ممیز", dari: "بر" };
/// For the slash of a rating.
pub(super) const OUT_OF: Words = Words { english: "out of", arabic: "من", persian: "از", dari: "از" };
/// Between the ends of a range.
pub(super) const UNTIL: Words = Words { english: "to", arabic: "إلى", persian: "تا", dari: "تا" };
/// Between the sides of a score.
pub(super) const AGAINST: Words =
    Words { english: "to", arabic: "مقابل", persian: "بر", dari: "بر" };
/// For a plus sign before a number.
const PLUS: Words = Words { english: "plus", arabic: "زائد", persian: "مثبت", dari: "مثبت" };
/// For the sign ± before a number.
const PLUS_OR_MINUS: Words =
    Words {
        english: "plus or minus", arabic: "زائد أو ناقص", persian: "مثبت و منفی", dari: "مثبت یا منفی"
    };
/// For the sign ~ before a number.
const ABOUT: Words = Words { english: "about", arabic: "نحو", persian: "حدود", dari: "در حدود" };
/// For the sign # before a number.
const NUMBER: Words =
    Words { english: "number", arabic: "رقم", persian: "شمارهٔ", dari: "نمبر" };
/// Before a time of day.
pub(super) const HOUR: Words =
    Words { english: "at", arabic: "الساعة", persian: "ساعت", dari: "ساعت" };
/// After the minutes of a time.
pub(super) const MINUTE: Words =
    Words { english: "minutes", arabic: "دقيقة", persian: "دقیقه", dari: "دقیقه" };
/// After the seconds of a time.
pub(super) const SECOND: Words =
    Words { english: "seconds", arabic: "ثانية", persian: "ثانیه", dari: "ثانیه" };

/// The word for a sign right before a number, unless the sign is a unit.
pub(super) fn sign(c: char) -> Option<&'static Words> {
    Some(match c {
        '+' => &PLUS,
        '-' | '−' => &MINUS,
        '±' => &PLUS_OR_MINUS,
        '~' => &ABOUT,
        '#' => &NUMBER,
        _ => return None,
    })
}

/// Every text of this table.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    vec![POINT, DOT, OVER, OUT_OF, UNTIL, AGAINST, PLUS, PLUS_OR_MINUS, ABOUT, NUMBER, HOUR, MINUTE, SECOND]
}
