//! The words between and behind numbers.

use crate::number::cardinal::MINUS;
use crate::words::Words;

/// Between the whole and the parts of a number.
pub(super) const POINT: Words =
    Words { english: "point", arabic: "فاصلة", persian: "ممیز", dari: "اعشاریه" };
/// Between groups of a number that are no decimals, as of a version.
pub(super) const DOT: Words =
    Words { english: "dot", arabic: "نقطة", persian: "نقطه", dari: "نقطه" };
/// For a slash between two numbers.
pub(super) const OVER: Words = Words { english: "over", arabic: "على", persian: "ممیز", dari: "بر" };
/// For a slash behind a number with decimals.
pub(super) const OUT_OF: Words = Words { english: "out of", arabic: "من", persian: "از", dari: "از" };
/// Between the ends of a range.
pub(super) const UNTIL: Words = Words { english: "to", arabic: "إلى", persian: "تا", dari: "تا" };
/// Between the sides of a score.
pub(super) const AGAINST: Words =
    Words { english: "to", arabic: "مقابل", persian: "بر", dari: "بر" };
/// Before a number above zero that says so.
const PLUS: Words = Words { english: "plus", arabic: "زائد", persian: "مثبت", dari: "مثبت" };
/// Before a number that may be above or below zero.
const PLUS_OR_MINUS: Words =
    Words {
        english: "plus or minus", arabic: "زائد أو ناقص", persian: "مثبت و منفی", dari: "مثبت یا منفی"
    };
/// Before a number that is not exact.
const ABOUT: Words = Words { english: "about", arabic: "نحو", persian: "حدود", dari: "در حدود" };
/// Before the place of a thing in a row.
const NUMBER: Words =
    Words { english: "number", arabic: "رقم", persian: "شمارهٔ", dari: "نمبر" };
/// Before a time of day.
pub(super) const HOUR: Words =
    Words { english: "at", arabic: "الساعة", persian: "ساعت", dari: "ساعت" };
/// Behind the minutes of a time.
pub(super) const MINUTE: Words =
    Words { english: "minutes", arabic: "دقيقة", persian: "دقیقه", dari: "دقیقه" };
/// Behind its seconds.
pub(super) const SECOND: Words =
    Words { english: "seconds", arabic: "ثانية", persian: "ثانیه", dari: "ثانیه" };

/// What a sign right before a number means that is no unit.
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
