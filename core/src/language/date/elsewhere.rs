//! Dates in languages of no edition: the feeds and catalogues of embedders. Always in the Gregorian calendar.

use std::cell::OnceCell;

use icu_calendar::Gregorian;
use icu_calendar::Iso;
use icu_datetime::fieldsets::{E, YMD, YMDE};
use icu_datetime::input::Date;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_locale::Locale;
use jiff::civil;

use super::DateStyle;
use crate::model::LanguageTag;

type Formatter<F> = OnceCell<Option<FixedCalendarDateTimeFormatter<Gregorian, F>>>;

/// ICU's patterns of one language, each made when it is first needed.
#[derive(Default)]
pub(super) struct Elsewhere {
    full: Formatter<YMDE>,
    long: Formatter<YMD>,
    short: Formatter<YMD>,
    weekday: Formatter<E>,
}

impl Elsewhere {
    /// The date in a language; `None` where ICU has no data for it.
    pub(super) fn text(&self, day: civil::Date, style: DateStyle, language: &LanguageTag) -> Option<String> {
        let date = gregorian(day)?;
        let preferences = || -> DateTimeFormatterPreferences {
            Locale::try_from_str(language.as_str()).unwrap_or(Locale::UNKNOWN).into()
        };
        macro_rules! written {
            ($formatter:expr, $fields:expr) => {{
                let make = || FixedCalendarDateTimeFormatter::try_new(preferences(), $fields).ok();
                Some($formatter.get_or_init(make).as_ref()?.format(&date).to_string())
            }};
        }
        match style {
            DateStyle::Full => written!(self.full, YMDE::long()),
            DateStyle::Long => written!(self.long, YMD::long()),
            DateStyle::Short => written!(self.short, YMD::short()),
            DateStyle::Weekday => written!(self.weekday, E::long()),
        }
    }
}

fn gregorian(day: civil::Date) -> Option<Date<Gregorian>> {
    let (month, date) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    Some(Date::<Iso>::try_new_iso(day.year().into(), month, date).ok()?.to_calendar(Gregorian))
}
