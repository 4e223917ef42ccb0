//! The times of day in a line of a guide, with their places.

use std::ops::Range;

use super::super::day_part::DayPart;
use super::super::part::Part;
use super::super::time_of_day::minutes_in_words;
use super::super::vocabulary;
use super::half::{self, Half};
use super::placed::Placed;
use super::said_zone::{self, ClockZone};

/// A time of day in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockTime {
    /// Minutes since the beginning of its day. From 1440 on, it is on the next day: `24:00`, `25:30`.
    pub minutes: u16,
    /// Whether its half of the day is known: by a mark, or because the hour is 0 or more than 12.
    pub is_certain: bool,
    /// Whether a mark says the half of the day.
    pub has_half: bool,
    /// Whether a dot stands between hour and minutes, as in other numbers.
    pub has_dot: bool,
    /// Whether a word follows that may be a part of the day, or begin a title.
    pub may_have_half: bool,
    /// The zone that stands beside it.
    pub zone: Option<ClockZone>,
    /// Its bytes in the line, with its marks and its zone.
    pub span: Range<usize>,
}

impl ClockTime {
    /// The same in the half of the day that another time of a range says: the 8 of `8 – 9:30 PM`.
    pub fn before(&self, later: &Self) -> Self {
        let half_day = 720;
        let is_open = !self.is_certain && later.has_half && self.minutes < 780;
        let moved = self.minutes.saturating_add(half_day);
        let is_later = self.minutes >= half_day || moved > later.minutes || later.minutes >= 1440;
        match is_open && !is_later {
            true => Self { minutes: moved, is_certain: true, ..self.clone() },
            false => self.clone(),
        }
    }
}

/// The times of a line, in its order. `takes_words`: whether a word behind a time that may begin a title is
/// the part of the day: «۸:۳۰ شب باران».
pub fn clock_times(line: &str, takes_words: bool) -> Vec<ClockTime> {
    let placed = Placed::of(line);
    let (mut times, mut at, mut end) = (Vec::new(), 0, None);
    while at < placed.len() {
        match raw_at(&placed, at, end).and_then(|raw| whole(&placed, at, &raw, end, takes_words)) {
            Some((time, behind)) => {
                times.push(time);
                (at, end) = (behind, Some(behind));
            }
            None => at = at.saturating_add(1),
        }
    }
    times
}

/// Whether a text is only a part of the day: `PM`, «صبح».
pub fn is_half_of_day(text: &str) -> bool {
    let placed = Placed::of(text);
    placed.len() <= 8 && half::after(&placed, 0).is_some_and(|half| half.end == placed.len())
}

/// An hour and its minutes, without marks.
struct Raw {
    hour: u16,
    minute: u16,
    end: usize,
    has_dot: bool,
}

/// The latest hour of a day that ends in the next morning.
const LAST_HOUR: u16 = 29;

fn raw_at(placed: &Placed<'_>, at: usize, ended: Option<usize>) -> Option<Raw> {
    if let Some(raw) = military(placed, at).or_else(|| midnight(placed, at, ended)) {
        return Some(raw);
    }
    let hour = placed.small(at).filter(|hour| *hour <= LAST_HOUR && !placed.touches(at))?;
    let raw = |minute, end, has_dot| Some(Raw { hour, minute, end, has_dot });
    let next = |steps: usize| at.saturating_add(steps);
    let follows_range = at.checked_sub(1) == ended && ended.is_some();
    let minute = placed.digits(next(2)).filter(|digits| digits.len() == 2);
    let minute = minute.and_then(|digits| digits.parse().ok()).filter(|minute| *minute < 60_u16);
    if placed.is_sign(next(1), ':') {
        let is_part = at > 1
            && placed.is_sign(at.saturating_sub(1), ':')
            && placed.digits(at.saturating_sub(2)).is_some();
        let end = end_of_seconds(placed, next(3));
        return raw(minute.filter(|_| !is_part)?, end, false);
    }
    if is_in_number(placed, at) && !follows_range {
        return None;
    }
    if placed.is_sign(next(1), '.') || placed.is_sign(next(1), '\u{66B}') {
        let is_close = placed.is_close(next(1)) && placed.is_close(next(2));
        let goes_on = placed.is_close(next(3))
            && (placed.is_sign(next(3), '.') || placed.is_sign(next(3), '/'))
            && placed.digits(next(4)).is_some();
        return raw(minute.filter(|_| is_close && !goes_on)?, next(3), true);
    }
    if placed.word(next(1)) == Some("h") && placed.is_close(next(1)) && placed.touches(next(2)) {
        let has_zero = placed.digits(at).is_some_and(|digits| digits.len() == 2);
        let is_duration = hour < 5 && !has_zero || is_minutes(placed, next(3));
        return raw(minute.filter(|_| !is_duration)?, next(3), false);
    }
    hour_alone(placed, at, hour)
}

/// Behind the seconds that may follow a time.
fn end_of_seconds(placed: &Placed<'_>, at: usize) -> usize {
    let is_seconds = placed.is_sign(at, ':')
        && placed.is_close(at)
        && placed.digits(at.saturating_add(1)).is_some_and(|digits| digits.len() == 2);
    at.saturating_add(if is_seconds { 2 } else { 0 })
}

/// Whether a number belongs to a longer one, such as a date.
fn is_in_number(placed: &Placed<'_>, at: usize) -> bool {
    let before = at.checked_sub(2).is_some_and(|before| placed.digits(before).is_some());
    let sign = matches!(at.checked_sub(1).and_then(|sign| placed.get(sign)), Some(Part::Sign(_)));
    before && sign && placed.is_close(at)
}

fn is_minutes(placed: &Placed<'_>, at: usize) -> bool {
    placed.word(at).is_some_and(|word| matches!(word, "m" | "min" | "mins" | "minutes" | "دقیقه"))
}

/// `2005 GMT`, `0630 hrs`.
fn military(placed: &Placed<'_>, at: usize) -> Option<Raw> {
    let digits = placed.digits(at).filter(|digits| digits.len() == 4 && !placed.touches(at))?;
    let end = at.saturating_add(1);
    let is_time = matches!(placed.word(end)?, "gmt" | "utc" | "hrs" | "z");
    let (hour, minute) = digits.split_at_checked(2)?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_clock = is_time && hour < 24 && minute < 60;
    is_clock.then_some(Raw { hour, minute, end, has_dot: false })
}

/// `midnight` at the end of a range, or alone on its line.
fn midnight(placed: &Placed<'_>, at: usize, ended: Option<usize>) -> Option<Raw> {
    let hour = match placed.word(at)? {
        "midnight" | "نیمهشب" => 24,
        "noon" | "midday" => 12,
        _ => return None,
    };
    let end = at.saturating_add(1);
    let is_end = ended.is_some_and(|ended| at <= ended.saturating_add(1)) && at > 0;
    let is_alone = at == 0 && end == placed.len();
    (is_end || is_alone).then_some(Raw { hour, minute: 0, end, has_dot: false })
}

/// An hour behind a word for hour, or before a part of the day.
fn hour_alone(placed: &Placed<'_>, at: usize, hour: u16) -> Option<Raw> {
    let behind = at.saturating_add(1);
    let (minute, length) = minutes_in_words(placed.from(behind))?;
    let end = behind.saturating_add(length);
    let before = at.checked_sub(1).and_then(|before| placed.word(before));
    let is_named = before.is_some_and(|word| vocabulary::is_hour(word) && word != "at")
        || placed.get(end).is_some_and(Part::is_oclock);
    let is_date =
        matches!(placed.get(behind), Some(Part::Sign(_))) && placed.digits(at.saturating_add(2)).is_some();
    let is_halved =
        (1..=12).contains(&hour) && half::after(placed, end).is_some_and(|half| !half.may_be_title);
    let minute = u16::try_from(minute).ok().filter(|minute| *minute < 60)?;
    if is_range(placed, behind) && (1..=12).contains(&hour) {
        return Some(Raw { hour, minute: 0, end: behind, has_dot: false });
    }
    ((is_named || is_halved) && !is_date).then_some(Raw { hour, minute, end, has_dot: false })
}

/// Whether the rest of a range with one mark for both of its times begins here: the `-9 PM` of `8-9 PM`.
fn is_range(placed: &Placed<'_>, at: usize) -> bool {
    let is_dash = ['-', '–', '—'].iter().any(|dash| placed.is_sign(at, *dash));
    let next = at.saturating_add(1);
    let end = next.saturating_add(if placed.is_sign(next.saturating_add(1), ':') { 3 } else { 1 });
    let is_end = placed.small(next).is_some_and(|hour| (1..=12).contains(&hour));
    is_dash && is_end && half::after(placed, end).is_some_and(|half| !half.may_be_title)
}

/// A time with what stands beside it, and the part behind it.
fn whole(
    placed: &Placed<'_>,
    at: usize,
    raw: &Raw,
    ended: Option<usize>,
    takes_words: bool,
) -> Option<(ClockTime, usize)> {
    let hours = usize::from(
        placed.word(raw.end).is_some_and(vocabulary::is_hours) && placed.stops(raw.end.saturating_add(1)),
    );
    let mut end = raw.end.saturating_add(hours);
    let found = half::after(placed, end);
    let may_have_half = found.as_ref().is_some_and(|half| half.may_be_title && (1..=12).contains(&raw.hour));
    let half = found.filter(|half| !half.may_be_title || takes_words && may_have_half);
    let oclock = placed.get(end).is_some_and(Part::is_oclock) && half.is_none();
    end = half.as_ref().map_or(end.saturating_add(oclock.into()), |half| half.end);
    let mut start =
        at.checked_sub(1).filter(|word| placed.word(*word).is_some_and(is_hour_word)).unwrap_or(at);
    let free = |start: usize| ended.is_none_or(|ended| start >= ended);
    let earlier = half::before(placed, start).filter(|(_, start)| half.is_none() && free(*start));
    start = earlier.map_or(start, |(_, start)| start);
    let mut zone = said_zone::after(placed, end);
    end = zone.map_or(end, |(end, _)| end);
    if zone.is_none() {
        zone = said_zone::before(placed, start).filter(|(start, _)| free(*start));
        start = zone.map_or(start, |(start, _)| start);
    }
    let part = half.map(|Half { part, .. }| part).or(earlier.map(|(part, _)| part));
    let part = part.filter(|_| raw.hour <= 12);
    let minutes = minutes(raw, part)?;
    let is_certain = part.is_some() || raw.hour == 0 || raw.hour > 12;
    let time = ClockTime {
        minutes,
        is_certain,
        has_half: part.is_some(),
        has_dot: raw.has_dot,
        may_have_half,
        zone: zone.map(|(_, zone)| zone),
        span: placed.span(start..end),
    };
    Some((time, end.max(raw.end)))
}

fn is_hour_word(word: &str) -> bool {
    vocabulary::is_hour(word)
}

fn minutes(raw: &Raw, part: Option<DayPart>) -> Option<u16> {
    if raw.hour > 23 {
        return Some(raw.hour.saturating_mul(60).saturating_add(raw.minute));
    }
    let time =
        jiff::civil::Time::new(i8::try_from(raw.hour).ok()?, i8::try_from(raw.minute).ok()?, 0, 0).ok()?;
    let time = part.map_or(time, |part| part.of_day(time));
    u16::try_from(i32::from(time.hour()).saturating_mul(60).saturating_add(time.minute().into())).ok()
}
