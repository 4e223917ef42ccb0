//! The parts of the day beside a time: one table of their names.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Time;

use super::part::{Part, joined};
use super::vocabulary;

/// The part of the day of an hour on the 12-hour clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Night,
}

/// The names in one spelling (see `normalized`). A blank stands where the words may be written apart, or with
/// a dot.
#[rustfmt::skip]
const NAMES: &[(DayPart, &[&str])] = &[
    (DayPart::Morning, &[
        "a m", "morning", "ص", "صباحا", "صباح", "الصباح", "صبح", "بامداد", "فجرا", "ق ظ", "قبل از ظهر",
        "قبل الظهر", "قبل از چاشت", "بعد منتصف اللیل", "بعد از نیمه شب", "سحر", "سحرگاه", "الفجر", "فجر",
    ]),
    (DayPart::Noon, &["noon", "midday", "ظهر", "ظهرا", "الظهر", "چاشت", "پیشین"]),
    (DayPart::Afternoon, &[
        "p m", "afternoon", "evening", "م", "مسا", "مساا", "المسا", "عصر", "عصرا", "شام", "ب ظ", "بعد از ظهر",
        "بعد الظهر", "بعد از چاشت", "بعد از پیشین", "غروب", "العصر",
    ]),
    (DayPart::Night, &["night", "شب", "لیلا", "اللیل", "midnight", "منتصف اللیل", "نیمه شب"]),
];

static CALLED: LazyLock<HashMap<String, DayPart>> = LazyLock::new(|| {
    let rows = NAMES.iter().flat_map(|(part, names)| names.iter().map(move |name| (name, part)));
    rows.map(|(name, part)| (name.replace(' ', ""), *part)).collect()
});

/// The most words of a name.
const LONGEST: usize = 4;

impl DayPart {
    /// The part of the day with this name, words joined.
    fn called(name: &str) -> Option<Self> {
        CALLED.get(name).copied()
    }

    /// The time on the clock of 24 hours. Two at night is two in the morning. An hour past 12 stays as it is.
    pub(super) fn of_day(self, time: Time) -> Time {
        let hour = match (self, time.hour()) {
            (Self::Morning | Self::Night, 12) => 0,
            (Self::Noon, hour @ 1..=4) | (Self::Afternoon, hour @ 1..=11) | (Self::Night, hour @ 6..=11) => {
                hour.saturating_add(12)
            }
            (_, hour) => hour,
        };
        Time::new(hour, time.minute(), time.second(), 0).unwrap_or(time)
    }
}

/// The words of all names, joined and apart.
pub(super) fn words() -> impl Iterator<Item = String> {
    let names = NAMES.iter().flat_map(|(_, names)| *names);
    names.flat_map(|name| name.split(' ').map(str::to_owned).chain([name.replace(' ', "")]))
}

/// The part of the day that begins here, right behind a time.
pub(super) fn after(parts: &[Part]) -> Option<DayPart> {
    let between =
        parts.iter().take_while(|part| part.word().is_some_and(vocabulary::is_before_day_part)).count();
    let parts = parts.get(between..)?;
    (1..=LONGEST).rev().find_map(|words| DayPart::called(&joined(parts, words)?))
}

/// The part of the day whose name begins here: how many parts it takes, and its words joined. A dot may end
/// it: `p.m.`.
pub(super) fn at(parts: &[Part]) -> Option<(usize, DayPart, String)> {
    (1..=LONGEST).rev().find_map(|words| {
        let name = joined(parts, words)?;
        let part = DayPart::called(&name)?;
        let is_word = |part: &&Part| !part.is_dot();
        let mut places = parts.iter().enumerate().filter(|(_, part)| is_word(part)).map(|(at, _)| at);
        let end = places.nth(words.saturating_sub(1))?.saturating_add(1);
        let has_dot = words > 1 && parts.get(end).is_some_and(Part::is_dot);
        Some((end.saturating_add(has_dot.into()), part, name.into_owned()))
    })
}

/// The part of the day before the time. There may be `ساعت` between, or dots in the word. Single letters only
/// stand after the time.
pub(super) fn before(parts: &[Part]) -> Option<DayPart> {
    let before = match parts {
        [before @ .., last] if last.word().is_some_and(vocabulary::is_hour) => before,
        _ => parts,
    };
    let is_letter = |length: usize| {
        let words = before.iter().rev().take(length).filter_map(Part::word);
        words.map(|word| word.chars().count()).sum::<usize>() == 1
    };
    ending(before).filter(|(length, _)| !is_letter(*length)).map(|(_, part)| part)
}

/// How many parts the name of a part of the day takes that ends right before this place.
pub(super) fn length_before(parts: &[Part], at: usize) -> Option<usize> {
    ending(parts.get(..at)?).map(|(length, _)| length)
}

/// The longest name at the end of some parts, and how many parts it takes.
pub(super) fn ending(parts: &[Part]) -> Option<(usize, DayPart)> {
    let is_of_name = |part: &&Part| part.word().is_some() || part.is_dot();
    let length = parts.iter().rev().take_while(is_of_name).take(LONGEST.saturating_mul(2)).count();
    (1..=length).rev().find_map(|length| {
        let name = joined(parts.get(parts.len().checked_sub(length)?..)?, length)?;
        DayPart::called(&name).map(|part| (length, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spelling::normalized;

    #[test]
    fn every_name_is_written_in_the_one_spelling() {
        for word in words() {
            assert_eq!(normalized(&word), word);
        }
    }

    #[test]
    fn no_name_is_listed_twice() {
        let mut names: Vec<String> =
            NAMES.iter().flat_map(|(_, names)| *names).map(|name| name.replace(' ', "")).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();

        assert_eq!(names.len(), count);
    }
}
