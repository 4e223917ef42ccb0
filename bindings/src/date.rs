//! Dates in words.

use ifilm_core::LanguageTag;
use ifilm_core::client::{edition_zone, time_zone};
use ifilm_core::language::time::DateWords;
use jiff::Timestamp;

use crate::calendar::Calendar;
use crate::enum_conversion::convert_enum;
use crate::error::{IfilmError, Result, caught};
use crate::published::Precision;

/// How much a date says. For how long ago it was, see `age_text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DateStyle {
    /// Weekday, day, month by name and year: `Thursday, May 2, 2024`.
    Full,
    /// Day, month by name and year: `May 2, 2024`.
    Long,
    /// Numbers alone: `2024/05/02`. People who read the language cannot mistake their order, and it stays the
    /// same among words of the other direction.
    Short,
    /// The weekday alone: `Thursday`.
    Weekday,
}

convert_enum!(DateStyle { Full, Long, Short, Weekday });

/// Whether a date is followed by the hour and minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum TimeOfDay {
    /// The time follows, on the clock of 24 hours.
    With,
    /// The date stands alone.
    Without,
}

convert_enum!(TimeOfDay { With, Without });

/// The two sets of names that Arabic has for Gregorian months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ArabicMonths {
    /// يناير, فبراير, …: Egypt, the Gulf, the Maghreb in part.
    Western,
    /// كانون الثاني, شباط, …: Lebanon, Syria, Iraq, Jordan, Palestine.
    Levantine,
}

convert_enum!(ArabicMonths { Western, Levantine });

/// A person's settings for dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct DateSettings {
    /// The names of Gregorian months in Arabic; the Western ones if left out.
    #[uniffi(default = None)]
    pub arabic_months: Option<ArabicMonths>,
    /// The calendar for dates in all languages, such as the lunar one. The language's own if left out.
    #[uniffi(default = None)]
    pub calendar: Option<Calendar>,
}

impl From<DateSettings> for ifilm_core::DateSettings {
    fn from(settings: DateSettings) -> Self {
        let DateSettings { arabic_months, calendar } = settings;
        let months = arabic_months.map(Into::into).unwrap_or_default();
        Self::default().with_arabic_months(months).with_calendar(calendar.map(Into::into))
    }
}

/// Writes a moment in the words, digits and calendar of a language. The moment is milliseconds since 1970,
/// UTC; the language is a BCP-47 tag. Persian gets Solar Hijri with Iranian months, Dari (`fa-AF`) with
/// Afghan ones, Arabic gets Gregorian with Arabic digits. In a language without an edition the words are
/// English. If the text has another direction than its line, isolate it: see `isolate`.
///
/// `time_zone` is the IANA name of the person's zone; the device's own if left out. For the date of an
/// article give its `precision`: a date without a time is stored as midnight in the zone of its edition, and
/// with the precision every time zone shows the same day, without a time. `edition_zone` is that zone
/// (`Edition.zone`); the default is `Asia/Tehran`, the zone of all four real editions. Items of a list have
/// this text already: see `Item.date_text`.
///
/// # Errors
/// `BadArgument` if the tag is malformed, a zone is unknown, or the moment is outside the years -9999 to
/// 9999.
#[uniffi::export(default(settings = None, time_zone = None, precision = None, edition_zone = None))]
#[allow(clippy::too_many_arguments, reason = "hosts name the optional ones")]
pub fn date_text(
    at_ms: i64,
    style: DateStyle,
    time: TimeOfDay,
    language: String,
    settings: Option<DateSettings>,
    time_zone: Option<String>,
    precision: Option<Precision>,
    edition_zone: Option<String>,
) -> Result<String> {
    caught(|| {
        let (at, precision) = (moment(at_ms)?, known(precision));
        in_words(&language, settings, [time_zone, edition_zone], |dates| {
            dates.published(precision.stamp(at, dates.day_zone()), style.into(), time.into())
        })
    })
}

/// How long before or after `now_ms` a moment is, in words: `just now`, `5 minutes ago`, `yesterday`, a
/// weekday, `in 3 hours`. More than six days away, it is the long date. If the time of day is asked for, it
/// is added only to days and dates. For the date of an article give its `precision`. A date without a time
/// then has no hours, and a moment at most five minutes ahead is `just now`, because the clocks of the site
/// and the device differ. The other arguments are those of `date_text`.
///
/// # Errors
/// Those of `date_text`.
#[uniffi::export(default(settings = None, time_zone = None, precision = None, edition_zone = None))]
#[allow(clippy::too_many_arguments, reason = "hosts name the optional ones")]
pub fn age_text(
    at_ms: i64,
    now_ms: i64,
    time: TimeOfDay,
    language: String,
    settings: Option<DateSettings>,
    time_zone: Option<String>,
    precision: Option<Precision>,
    edition_zone: Option<String>,
) -> Result<String> {
    caught(|| {
        let (at, now) = (moment(at_ms)?, moment(now_ms)?);
        in_words(&language, settings, [time_zone, edition_zone], |dates| match precision {
            Some(_) => dates.published_age(known(precision).stamp(at, dates.day_zone()), now, time.into()),
            None => dates.age(at, now, time.into()),
        })
    })
}

fn in_words(
    language: &str,
    settings: Option<DateSettings>,
    [own, edition]: [Option<String>; 2],
    write: impl FnOnce(&DateWords<'_>) -> String,
) -> Result<String> {
    let language: LanguageTag = language.parse()?;
    let (own, edition) = (time_zone(own.as_deref())?, edition_zone(edition.as_deref())?);
    let settings = settings.map(Into::into).unwrap_or_default();
    Ok(write(&DateWords::new(&own, &language, settings).with_days_of(&edition)))
}

fn known(precision: Option<Precision>) -> ifilm_core::Precision {
    precision.unwrap_or(Precision::Minute).into()
}

/// A moment of the host; `BadArgument` outside the years -9999 to 9999.
pub(crate) fn moment(at_ms: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(at_ms)
        .map_err(|cause| IfilmError::BadArgument { reason: format!("{at_ms} is no moment: {cause}") })
}
