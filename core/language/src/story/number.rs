//! Numbers in a text: counts, times, years and days, in three sets of digits and two calendars.

use super::fingerprint::Number;
use super::skeleton::is_letter;
use crate::number::digit_groups::{Groups, digit};
use crate::text::spelling::normalized;
use crate::time::calendar::Calendar;
use crate::time::month;

/// The most numbers of a text that are read.
const ENOUGH: usize = 64;

/// The numbers of a text in order, each once.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut rest = &pieces[..];
    while let [first, behind @ ..] = rest
        && found.len() < ENOUGH
    {
        let (number, behind) = day(rest).unwrap_or_else(|| (alone(first), behind));
        found.extend(number.filter(|number| !found.contains(number)));
        rest = behind;
    }
    found
}

/// A part of a text that a date may be made of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece<'a> {
    Digits(Groups<'a>),
    Word(&'a str),
    /// The end of a sentence, which also ends a date.
    Stop,
}

/// The value of a number of one group.
fn only(digits: &Groups<'_>) -> Option<u64> {
    if let [only] = digits.groups[..] { Some(value(only)) } else { None }
}

/// The value of groups of three digits; the first may have fewer.
fn thousands(digits: &Groups<'_>) -> Option<u64> {
    let (first, rest) = digits.groups.split_first()?;
    let are_whole = length(first) <= 3 && rest.iter().all(|group| length(group) == 3);
    are_whole.then(|| value(&digits.groups.concat()))
}

fn length(digits: &str) -> usize {
    digits.chars().count()
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (piece, after) = match kind(first) {
            Kind::Digit => number(rest),
            Kind::Letter => word(rest),
            Kind::Other => (
                is_stop(first, pieces.last()).then_some(Piece::Stop),
                rest.strip_prefix(first).unwrap_or_default(),
            ),
        };
        pieces.extend(piece);
        rest = after;
    }
    pieces
}

/// The calendar and number of a month that articles name. Lunar months are left out, because they are used
/// for feasts. So is June as the Maghreb writes it, because it is also the Persian word for young.
fn month(name: &str) -> Option<(Calendar, u8)> {
    let name = normalized(name);
    let month = month::month(&name).filter(|(calendar, _)| *calendar != Calendar::LunarHijri);
    month.filter(|_| name != "جوان")
}

/// Whether a sign ends a sentence. The stop of `Jan. 5` does not.
fn is_stop(sign: char, before: Option<&Piece<'_>>) -> bool {
    let is_short = matches!(before, Some(Piece::Word(name)) if name.len() == 3 && month(name).is_some());
    matches!(sign, '!' | '?' | '؟' | ';' | '؛' | '\n') || sign == '.' && !is_short
}

/// The number that a text begins with, and the text after it. `4K` is no number.
fn number(text: &str) -> (Option<Piece<'_>>, &str) {
    let Some(groups) = Groups::at(text, goes_on) else { return (None, "") };
    let after = groups.rest;
    let is_glued = after.starts_with(|c: char| c.is_ascii_alphabetic());
    ((!is_glued).then_some(Piece::Digits(groups)), after)
}

fn word(text: &str) -> (Option<Piece<'_>>, &str) {
    let end = text.find(|c| kind(c) != Kind::Letter).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    (Some(Piece::Word(word)), after)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        _ if digit(c).is_some() => Kind::Digit,
        '\u{200C}' => Kind::Letter,
        _ if is_letter(c) || matches!(c, '\u{64B}'..='\u{65F}') => Kind::Letter,
        _ => Kind::Other,
    }
}

/// Whether digits after a sign belong to the number before it: at most three groups, all with the same sign
/// between.
fn goes_on(read: &Groups<'_>, sign: char, _: &str) -> bool {
    let is_first = read.separators.first().is_none_or(|first| *first == sign);
    matches!(sign, ':' | '-' | '/' | '٬' | ',') && is_first && read.groups.len() < 3
}

fn value(text: &str) -> u64 {
    let digits = text.chars().filter_map(digit);
    digits.fold(0, |value: u64, digit| value.saturating_mul(10).saturating_add(u64::from(digit)))
}

/// The number that a piece is by itself.
fn alone(piece: &Piece<'_>) -> Option<Number> {
    let Piece::Digits(digits) = piece else { return None };
    let values: Vec<u64> = digits.groups.iter().map(|group| value(group)).collect();
    match (&values[..], digits.separators.first().unwrap_or(&' ')) {
        ([year, month, day], '-' | '/') => dated(*year, *month, *day),
        ([hour, minute], ':') if *hour < 24 && *minute < 60 => {
            Some(Number::Clock(hour.saturating_mul(60).saturating_add(*minute) as u16))
        }
        ([only], _) => Some(count(*only)),
        (_, ',' | '٬') => thousands(digits).map(count),
        _ => None,
    }
}

fn count(value: u64) -> Number {
    match i16::try_from(value) {
        Ok(year @ 1_900..=2_100) => Number::Year(year),
        Ok(year @ 1_300..=1_500) => Number::SolarYear(year),
        _ => Number::Count(value),
    }
}

/// A day in words at the start of some pieces, and the pieces after it: `6 May 2024`, `May 6, 2024`,
/// `16 ثور 98`. A day without a year is no number, because the other edition may say yesterday.
fn day<'p, 't>(pieces: &'p [Piece<'t>]) -> Option<(Option<Number>, &'p [Piece<'t>])> {
    let (day, name, rest) = match pieces {
        [Piece::Digits(day), Piece::Word(name), rest @ ..] => (day, name, rest),
        [Piece::Word(name), Piece::Digits(day), rest @ ..] => (day, name, rest),
        _ => return None,
    };
    let (calendar, month) = month(name)?;
    let day = only(day).filter(|day| (1..=31).contains(day))?;
    let rest = match rest {
        [Piece::Word(other), rest @ ..] if self::month(other).is_some_and(|(_, same)| same == month) => rest,
        _ => rest,
    };
    match rest.split_first().and_then(|(piece, behind)| Some((year(piece, calendar)?, behind))) {
        Some((year, behind)) => Some((Some(in_calendar(calendar, year, month, day)?), behind)),
        None => Some((None, rest)),
    }
}

/// A year of our time with four digits. A Solar year may have two: from 30 it is of the 1300s, as in stamps.
fn year(piece: &Piece<'_>, calendar: Calendar) -> Option<i16> {
    let Piece::Digits(digits) = piece else { return None };
    let [written] = digits.groups[..] else { return None };
    let year = i16::try_from(value(written)).ok()?;
    match (calendar, year) {
        (Calendar::SolarHijri, 1_300..=1_500) | (Calendar::Gregorian, 1_900..=2_100) => Some(year),
        (Calendar::SolarHijri, 0..=99) if length(written) == 2 => {
            year.checked_add(if year < 30 { 1_400 } else { 1_300 })
        }
        _ => None,
    }
}

fn in_calendar(calendar: Calendar, year: i16, month: u8, day: u64) -> Option<Number> {
    calendar.day(year, month, u8::try_from(day).ok()?).map(Number::Day)
}

/// A day of three numbers, the year first.
fn dated(year: u64, month: u64, day: u64) -> Option<Number> {
    let calendar = match year {
        1_900..=2_100 => Calendar::Gregorian,
        1_300..=1_500 => Calendar::SolarHijri,
        _ => return None,
    };
    in_calendar(calendar, i16::try_from(year).ok()?, u8::try_from(month).ok()?, day)
}

/// Whether two numbers may mean the same. A year of one calendar overlaps two of the other.
pub(super) fn meets(one: Number, other: Number) -> bool {
    match (one, other) {
        (Number::SolarYear(solar), Number::Year(common))
        | (Number::Year(common), Number::SolarYear(solar)) => {
            common.checked_sub(solar).is_some_and(|years| (621..=622).contains(&years))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Number {
        Number::Day(text.parse().unwrap())
    }

    #[test]
    fn numbers_are_read_in_every_set_of_digits() {
        for text in ["48 films at 19:30", "۴۸ فیلم ساعت ۱۹:۳۰", "٤٨ فيلماً الساعة ١٩:30"]
        {
            assert_eq!(numbers(text), [Number::Count(48), Number::Clock(1_170)], "{text}");
        }
    }

    #[test]
    fn a_day_is_the_same_day_in_every_calendar() {
        for text in [
            "May 16, 2024",
            "16 May 2024",
            "2024-05-16",
            "16 مايو 2024",
            "١٦ أيار/مايو ٢٠٢٤",
            "۲۷ اردیبهشت ۱۴۰۳",
            "27 ثور 03",
            "۱۴۰۳/۰۲/۲۷",
            "۱۶ مه ۲۰۲۴",
            "۱۶ می ۲۰۲۴",
        ] {
            assert_eq!(numbers(text), [day("2024-05-16")], "{text}");
        }
    }

    #[test]
    fn a_solar_year_of_two_digits_has_the_same_century_as_in_stamps() {
        assert_eq!(numbers("27 ثور 29"), [day("2050-05-17")]);
        assert_eq!(numbers("27 ثور 30"), [day("1951-05-18")]);
    }

    #[test]
    fn a_day_without_a_year_is_left_out_and_a_count_is_not_its_year() {
        for text in ["۱۶ مه. ۲۴ بازیگر", "On 16 May. 24 actors", "May 16 with 24 actors", "16 May 24 actors"]
        {
            assert_eq!(numbers(text), [Number::Count(24)], "{text}");
        }
        assert_eq!(numbers("Jan. 5, 2024"), [day("2024-01-05")]);
    }

    #[test]
    fn a_solar_year_matches_both_common_years_that_it_overlaps() {
        let met = [2018, 2019, 2020, 2021].map(|year| meets(Number::SolarYear(1398), Number::Year(year)));

        assert_eq!(met, [false, true, true, false]);
    }

    #[test]
    fn thousands_are_one_number_and_digits_glued_to_letters_are_none() {
        assert_eq!(numbers("12,500 seats"), [Number::Count(12_500)]);
        assert_eq!(numbers("in 4K and 2K"), []);
        assert_eq!(numbers("99999999999999999999999"), [Number::Count(u64::MAX)]);
    }

    #[test]
    fn groups_of_thousands_have_three_digits() {
        assert_eq!(numbers("2,500 ۲٬۵۰۰ 1,500,000"), [Number::Count(2_500), Number::Count(1_500_000)]);
        for text in ["1,2", "12,5", "1,99999999999999999999999", "1,000,99999999999999999999999", "1234,567"]
        {
            assert_eq!(numbers(text), [], "{text}");
        }
    }
}
