//! The day that a line of a guide names: by a date, with or without its year, by a weekday, or as seen from
//! today.

use jiff::civil::{Date, Weekday};

use super::super::day::{Origin, named_month};
use super::super::field::{Field, fields};
use super::super::part::Part;
use super::super::usual_word::is_usual;
use super::super::{dated_line, ordinal, weekday};
use super::near_day;
use crate::time::month::month;

/// A day as a guide names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidDay {
    /// A day of the calendar.
    Date(Date),
    /// A weekday of some week.
    Weekday(Weekday),
    /// So many days after today.
    Away(i8),
}

/// A day and the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfLine {
    /// The day.
    pub day: SaidDay,
    /// Whether the line says its year.
    pub has_year: bool,
    /// How many words belong neither to a day nor to the head of a guide.
    pub other_words: usize,
}

/// The day that a short line names. A date without its year is the one nearest to `near`.
pub fn day_of_line(line: &str, near: Date) -> Option<DayOfLine> {
    if line.len() > LONGEST_LINE || line.trim().is_empty() {
        return None;
    }
    let field = Field::joined(&fields(line));
    let other_words = other_words(&field.parts);
    if let Some(dated) = dated_line::read(&field, Origin::Facts) {
        return Some(DayOfLine { day: SaidDay::Date(dated.date), has_year: true, other_words });
    }
    let mut parts = field.parts.clone();
    ordinal::count(&mut parts);
    let weekday = weekday::find(&parts);
    let day = away(&parts)
        .filter(|_| weekday.is_none())
        .or_else(|| worded(&parts, near).map(SaidDay::Date))
        .or_else(|| numeric(&parts, weekday, near).map(SaidDay::Date))
        .or_else(|| weekday.map(|weekday| of_weekday(&parts, weekday, near)))
        .or_else(|| away(&parts))?;
    Some(DayOfLine { day, has_year: false, other_words })
}

/// The longest line, in bytes.
const LONGEST_LINE: usize = 200;

/// A day and a month by name: `30 November`, «۹ آذر», `Nov 30`.
fn worded(parts: &[Part], near: Date) -> Option<Date> {
    (0..parts.len()).find_map(|at| {
        let (calendar, length, month) = named_month(parts, at)?;
        let is_joint = |part: &&Part| {
            part.word().is_some_and(|word| {
                matches!(word, "of" | "the" | "من" | "ماه" | "th" | "st" | "nd" | "rd" | "ام" | "م")
            }) || part.is_date_sign()
        };
        let number = |part: Option<&Part>| part.and_then(day_number);
        let before = parts.get(..at)?.iter().rev().find(|part| !is_joint(part));
        let behind = parts.get(at.saturating_add(length)..)?.iter().find(|part| !is_joint(part));
        let day = number(before).or_else(|| number(behind))?;
        near_day::of_month(calendar, month, day, near)
    })
}

fn day_number(part: &Part) -> Option<u8> {
    part.small().and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day))
}

/// Two numbers: `30/11`, «۹/۹». With a dash or a dot between, only beside a weekday.
fn numeric(parts: &[Part], weekday: Option<Weekday>, near: Date) -> Option<Date> {
    let numbers = parts.iter().filter(|part| part.digits().is_some()).count();
    let at = parts.iter().position(|part| part.digits().is_some()).filter(|_| numbers == 2)?;
    let [first, sign, second, ..] = parts.get(at..)? else { return None };
    let is_sign = match sign {
        Part::Sign('/') => true,
        Part::Sign('-' | '.') => weekday.is_some(),
        _ => false,
    };
    near_day::of_numbers(day_number(first)?, day_number(second).filter(|_| is_sign)?, weekday, near)
}

/// A weekday, perhaps with the number of the day in its month: `Mon 30`.
fn of_weekday(parts: &[Part], weekday: Weekday, near: Date) -> SaidDay {
    let mut numbers = parts.iter().filter(|part| part.digits().is_some());
    let number = numbers.next().filter(|_| numbers.next().is_none()).and_then(day_number);
    let day = number.and_then(|number| near_day::of_weekday(weekday, number, near));
    day.map_or(SaidDay::Weekday(weekday), SaidDay::Date)
}

/// A day as seen from today.
fn away(parts: &[Part]) -> Option<SaidDay> {
    let words: Vec<&str> = parts.iter().filter_map(Part::word).collect();
    let has = |pair: &[&str]| words.windows(pair.len()).any(|found| found == pair);
    if has(&["پس", "فردا"]) || has(&["بعد", "غد"]) || has(&["بعد", "غدا"]) {
        return Some(SaidDay::Away(2));
    }
    words
        .iter()
        .find_map(|word| AWAY.iter().find(|(_, words)| words.contains(word)))
        .map(|(days, _)| SaidDay::Away(*days))
}

/// The words for days as seen from today, in one spelling.
const AWAY: &[(i8, &[&str])] = &[
    (0, &["today", "tonight", "امروز", "امشب", "الیوم", "اللیله"]),
    (1, &["tomorrow", "فردا", "فرداشب", "غدا"]),
    (-1, &["yesterday", "دیروز", "دیشب", "امس"]),
    (2, &["پسفردا"]),
    (-2, &["پریروز"]),
];

/// How many words belong neither to a day nor to the head of a guide.
fn other_words(parts: &[Part]) -> usize {
    let is_month = |at: usize| {
        (0..2).any(|before| {
            at.checked_sub(before)
                .and_then(|at| named_month(parts, at))
                .is_some_and(|(_, length, _)| length > before)
        })
    };
    let is_known = |at: usize, word: &str| {
        is_usual(word)
            || month(word).is_some()
            || is_month(at)
            || GUIDE.contains(&word)
            || AWAY.iter().any(|(_, words)| words.contains(&word))
    };
    let words = parts.iter().enumerate().filter_map(|(at, part)| Some((at, part.word()?)));
    words.filter(|(at, word)| !is_known(*at, word)).count()
}

/// The words of the head of a guide, in one spelling.
#[rustfmt::skip]
const GUIDE: &[&str] = &[
    "tv", "schedule", "guide", "programme", "programmes", "program", "programs", "timetable", "listings", "listing",
    "epg", "for", "day", "days", "ifilm", "s", "channel", "week", "this", "weekly", "daily",
    "برنامه", "برنامهها", "برنامههای", "جدول", "پخش", "کنداکتور", "شبکه", "ایفیلم", "تلویزیون", "هفته", "این", "های", "شب",
    "برامج", "البرامج", "لیوم", "قناه", "دلیل", "هذا", "بث", "البث", "ای", "پس", "بعد", "غد", "لقناه",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spelling::normalized;

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in AWAY.iter().flat_map(|(_, words)| *words).chain(GUIDE) {
            assert_eq!(normalized(word), *word);
        }
    }

    #[test]
    fn a_day_is_read_by_date_by_weekday_and_from_today() {
        let near = jiff::civil::date(2026, 11, 30);
        let day = |line: &str| day_of_line(line, near).map(|found| (found.day, found.other_words));
        let date = |month, day| Some((SaidDay::Date(jiff::civil::date(2026, month, day)), 0));

        assert_eq!(day("Monday, 30 November 2026"), date(11, 30));
        assert_eq!(day("دوشنبه ۹ آذر"), date(11, 30));
        assert_eq!(day("سه‌شنبه ۱۰ قوس ۱۴۰۵"), date(12, 1));
        assert_eq!(day("الثلاثاء 1 كانون الأول"), date(12, 1));
        assert_eq!(day("01/12"), date(12, 1));
        assert_eq!(day("Tue 1"), date(12, 1));
        assert_eq!(day("Schedule for Tuesday"), Some((SaidDay::Weekday(Weekday::Tuesday), 0)));
        assert_eq!(day("برنامه‌های فردا"), Some((SaidDay::Away(1), 0)));
        assert_eq!(day("Friday Night Cinema").map(|(_, others)| others), Some(1));
        assert_eq!(day("Morning Road"), None);
    }
}
