//! The names of months, as they are said in a date.

use crate::language::calendar::Calendar;
use crate::language::date::{GREGORIAN, LUNAR, SOLAR};
use crate::model::LanguageTag;

/// The name of a month, `number` from 1.
pub(super) fn month(calendar: Calendar, number: u8, language: &LanguageTag) -> Option<&'static str> {
    let months = match calendar {
        Calendar::Gregorian => &GREGORIAN,
        Calendar::SolarHijri => &SOLAR,
        Calendar::LunarHijri => &LUNAR,
    };
    months.of(language).get(usize::from(number).checked_sub(1)?).copied()
}

/// Whether a word is the name of a month in this language, or begins one. «می» is none: it is the beginning of a verb
/// more often than May.
pub(super) fn is_month(word: &str, language: &LanguageTag) -> bool {
    let names = [&GREGORIAN, &SOLAR, &LUNAR].into_iter().flat_map(|months| months.of(language));
    word != "می" && names.filter_map(|name| name.split(' ').next()).any(|name| name == word)
}
