//! The order of the parts of a date in each language.

use super::DateStyle;
use crate::LanguageTag;
use crate::time::calendar::Calendar;
use crate::words::Words;

/// The parts of a date as texts.
pub(super) struct Parts {
    pub(super) weekday: &'static str,
    pub(super) day: String,
    pub(super) day_in_two: String,
    pub(super) month: &'static str,
    pub(super) number: String,
    pub(super) number_in_two: String,
    pub(super) year: String,
    pub(super) era: &'static str,
}

impl Parts {
    /// The date in a style.
    pub(super) fn laid_out(&self, style: DateStyle, language: &LanguageTag) -> String {
        let layout = match style {
            DateStyle::Full => FULL,
            DateStyle::Long => LONG,
            DateStyle::Short => SHORT,
            DateStyle::Weekday => return self.weekday.to_owned(),
        };
        let date = layout
            .of(language)
            .replace("{weekday}", self.weekday)
            .replace("{day}", &self.day)
            .replace("{dd}", &self.day_in_two)
            .replace("{month}", self.month)
            .replace("{number}", &self.number)
            .replace("{mm}", &self.number_in_two)
            .replace("{year}", &self.year);
        if self.era.is_empty() { date } else { format!("{date} {}", self.era) }
    }
}

/// The text between a date and the time of day.
pub(super) fn before_time(style: DateStyle, language: &LanguageTag) -> &'static str {
    if style == DateStyle::Short { " " } else { AT.of(language) }
}

/// The era of a calendar that is not the language's own. Without it the year could be of another calendar.
pub(super) fn era(calendar: Calendar, language: &LanguageTag) -> &'static str {
    match calendar {
        Calendar::Gregorian => "",
        Calendar::SolarHijri => SOLAR_ERA.of(language),
        Calendar::LunarHijri => LUNAR_ERA.of(language),
    }
}

/// The usual calendar of a language.
pub(super) fn own_calendar(language: &LanguageTag) -> Calendar {
    *CALENDARS.of(language)
}

const CALENDARS: Words<Calendar> = Words {
    english: Calendar::Gregorian,
    arabic: Calendar::Gregorian,
    persian: Calendar::SolarHijri,
    dari: Calendar::SolarHijri,
};

const FULL: Words = Words {
    english: "{weekday}, {month} {day}, {year}",
    arabic: "{weekday}، {day} {month} {year}",
    persian: "{weekday} {day} {month} {year}",
    dari: "{weekday} {day} {month} {year}",
};

const LONG: Words = Words {
    english: "{month} {day}, {year}",
    arabic: "{day} {month} {year}",
    persian: "{day} {month} {year}",
    dari: "{day} {month} {year}",
};

/// The bidi algorithm keeps a slash between digits in its place (class CS, rule W4), but not a hyphen. In
/// English the year comes first, because `5/2/2024` is one day in London and another in New York. In Arabic
/// the day stands on the right, as in CLDR; the marks (RLM) keep it there in lines of either direction.
const SHORT: Words = Words {
    english: "{year}/{mm}/{dd}",
    arabic: "{day}\u{200F}/{number}\u{200F}/{year}",
    persian: "{year}/{mm}/{dd}",
    dari: "{year}/{mm}/{dd}",
};

const AT: Words =
    Words { english: " at ", arabic: " الساعة ", persian: " ساعت ", dari: " ساعت " };

const SOLAR_ERA: Words = Words { english: "SH", arabic: "هـ.ش", persian: "", dari: "" };

const LUNAR_ERA: Words = Words { english: "AH", arabic: "هـ", persian: "ه\u{200D}.ق", dari: "هـ.ق" };

/// When something without a date was fetched. There is no colon, because the text may continue a sentence.
pub(super) const FETCHED: Words = Words {
    english: "fetched {date}",
    arabic: "جُلب {date}",
    persian: "دریافت\u{200C}شده {date}",
    dari: "گرفته\u{200C}شده {date}",
};

/// A date that is only estimated.
pub(super) const ABOUT: Words =
    Words {
        english: "about {date}", arabic: "نحو {date}", persian: "حدود {date}", dari: "در حدود {date}"
    };

/// Every text of this table. The Solar era is left out: it is empty where that calendar is the language's
/// own. The patterns are left out too, because they have no words to compare.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    vec![AT, LUNAR_ERA, FETCHED, ABOUT]
}
