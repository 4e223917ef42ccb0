//! The age of a moment or a day: how long ago it was, or how soon it will be.

use jiff::{SignedDuration, civil};

use crate::number::plural::Forms;
use crate::words::Words;

/// The distance between two moments, in the unit in which people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// Within a minute.
    Moment(&'static Words),
    /// A number of a unit, before or after.
    Count(u64, &'static Words<Forms>),
    /// A day that has a name.
    Day(&'static Words),
    /// The name of a weekday, two to six days ago.
    Weekday,
    /// So far away that the date is written.
    Date,
}

impl Age {
    /// The age of a moment. `ago` is the time since then, negative if the moment is ahead. `days` is how many
    /// days ago its day was.
    ///
    /// Within half a day, and within the same day, the age is in hours. At one in the morning, eleven in the
    /// evening was two hours ago, not yesterday.
    pub(super) fn of(ago: SignedDuration, days: i64) -> Self {
        let seconds = ago.as_secs().unsigned_abs();
        match seconds {
            0..60 if ago.is_negative() => Self::Moment(&NOW),
            0..60 => Self::Moment(&JUST_NOW),
            60..HOUR if ago.is_negative() => Self::Count(seconds / 60, &IN_MINUTES),
            60..HOUR => Self::Count(seconds / 60, &MINUTES_AGO),
            _ if seconds >= HALF_A_DAY && days != 0 => Self::of_day(days),
            _ if ago.is_negative() => Self::Count(seconds / HOUR, &IN_HOURS),
            _ => Self::Count(seconds / HOUR, &HOURS_AGO),
        }
    }

    /// The age of a bare day, `days` days ago. A weekday alone means the last one, so a day ahead is written
    /// as a number of days.
    pub(super) fn of_day(days: i64) -> Self {
        match days {
            0 => Self::Day(&TODAY),
            1 => Self::Day(&YESTERDAY),
            -1 => Self::Day(&TOMORROW),
            2..=6 => Self::Weekday,
            -6..=-2 => Self::Count(days.unsigned_abs(), &IN_DAYS),
            _ => Self::Date,
        }
    }
}

/// How many days before `today` a day was.
pub(super) fn days_before(today: civil::Date, day: civil::Date) -> i64 {
    today.duration_since(day).as_hours() / 24
}

const HOUR: u64 = 60 * 60;
const HALF_A_DAY: u64 = 12 * HOUR;

const JUST_NOW: Words = Words {
    english: "just now", arabic: "الآن", persian: "همین حالا", dari: "همین لحظه"
};
const NOW: Words = Words { english: "now", arabic: "الآن", persian: "اکنون", dari: "حالا" };
const TODAY: Words =
    Words { english: "today", arabic: "اليوم", persian: "امروز", dari: "امروز" };
const YESTERDAY: Words =
    Words { english: "yesterday", arabic: "أمس", persian: "دیروز", dari: "دیروز" };
const TOMORROW: Words =
    Words { english: "tomorrow", arabic: "غدًا", persian: "فردا", dari: "فردا" };

const MINUTES_AGO: Words<Forms> = Words {
    english: Forms::one_or_more("{n} minute ago", "{n} minutes ago"),
    arabic: Forms::arabic([
        "قبل {n} دقيقة",
        "قبل دقيقة واحدة",
        "قبل دقيقتين",
        "قبل {n} دقائق",
        "قبل {n} دقيقة",
        "قبل {n} دقيقة",
    ]),
    persian: Forms::alike("{n} دقیقه پیش"),
    dari: Forms::alike("{n} دقیقه قبل"),
};
const HOURS_AGO: Words<Forms> = Words {
    english: Forms::one_or_more("{n} hour ago", "{n} hours ago"),
    arabic: Forms::arabic([
        "قبل {n} ساعة",
        "قبل ساعة واحدة",
        "قبل ساعتين",
        "قبل {n} ساعات",
        "قبل {n} ساعة",
        "قبل {n} ساعة",
    ]),
    persian: Forms::alike("{n} ساعت پیش"),
    dari: Forms::alike("{n} ساعت قبل"),
};
const IN_MINUTES: Words<Forms> = Words {
    english: Forms::one_or_more("in {n} minute", "in {n} minutes"),
    arabic: Forms::arabic([
        "بعد {n} دقيقة",
        "بعد دقيقة واحدة",
        "بعد دقيقتين",
        "بعد {n} دقائق",
        "بعد {n} دقيقة",
        "بعد {n} دقيقة",
    ]),
    persian: Forms::alike("{n} دقیقه دیگر"),
    dari: Forms::alike("{n} دقیقه بعد"),
};
const IN_HOURS: Words<Forms> = Words {
    english: Forms::one_or_more("in {n} hour", "in {n} hours"),
    arabic: Forms::arabic([
        "بعد {n} ساعة",
        "بعد ساعة واحدة",
        "بعد ساعتين",
        "بعد {n} ساعات",
        "بعد {n} ساعة",
        "بعد {n} ساعة",
    ]),
    persian: Forms::alike("{n} ساعت دیگر"),
    dari: Forms::alike("{n} ساعت بعد"),
};
const IN_DAYS: Words<Forms> = Words {
    english: Forms::one_or_more("in {n} day", "in {n} days"),
    arabic: Forms::arabic([
        "بعد {n} يوم",
        "بعد يوم واحد",
        "بعد يومين",
        "بعد {n} أيام",
        "بعد {n} يومًا",
        "بعد {n} يوم",
    ]),
    persian: Forms::alike("{n} روز دیگر"),
    dari: Forms::alike("{n} روز بعد"),
};

/// All texts of this table.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    let counted =
        [MINUTES_AGO, HOURS_AGO, IN_MINUTES, IN_HOURS, IN_DAYS].map(|words| words.map(Forms::usual));
    [&[JUST_NOW, NOW, TODAY, YESTERDAY, TOMORROW][..], &counted].concat()
}
