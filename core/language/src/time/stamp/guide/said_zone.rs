//! The zone of the times of a guide: beside a time, at the head of a column, or in a sentence of the page.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::super::named_zone::Zone;
use super::super::part::Part;
use super::super::read_date::Stamp;
use super::super::usual_word::is_usual;
use super::super::vocabulary;
use super::super::zone::offset;
use super::super::zone_letters::of_letters;
use super::super::zone_place::of_place;
use super::super::zoned_time::at;
use super::placed::Placed;

/// A zone as a page names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockZone(Zone);

impl ClockZone {
    /// The moment of a local time in it. `None` if the letters of the zone contradict the season.
    pub fn moment(self, local: DateTime, own: &TimeZone) -> Option<Timestamp> {
        match at(local, self.0, own) {
            Stamp::Moment(at) => Some(at),
            Stamp::Day(_) => None,
        }
    }

    /// Its name: of IANA, or its distance from UTC.
    pub fn name(self) -> Option<String> {
        match self.0 {
            Zone::Tehran | Zone::TehranStandard | Zone::TehranSummer => Some("Asia/Tehran".to_owned()),
            Zone::East(0) => Some("UTC".to_owned()),
            Zone::East(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                Some(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
            }
            Zone::Season(..) | Zone::Own | Zone::Unknown => None,
        }
    }
}

fn known(zone: Zone) -> Option<ClockZone> {
    (!matches!(zone, Zone::Unknown | Zone::Own)).then_some(ClockZone(zone))
}

/// The zone that the times of a page are in, as a line says it: `All times GMT`, «به وقت تهران», or its name
/// alone.
pub fn zone_of_line(line: &str) -> Option<ClockZone> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let placed = Placed::of(line);
    let said = (0..placed.len()).find_map(|at| greenwich(&placed, at).or_else(|| of_time(&placed, at)));
    said.or_else(|| alone(&placed)).map(|(_, zone)| zone)
}

/// The longest sentence about a zone, in bytes.
const LONGEST_LINE: usize = 400;

/// The zone behind a time, perhaps in brackets, and where it ends.
pub(super) fn after(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    let is_open = placed.is_sign(at, '(') || placed.is_sign(at, '[');
    let start = at.saturating_add(is_open.into());
    let (end, zone) = here(placed, start)?;
    let is_closed = placed.is_sign(end, ')') || placed.is_sign(end, ']');
    (!is_open || is_closed).then(|| (end.saturating_add((is_open && is_closed).into()), zone))
}

fn here(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    greenwich(placed, at)
        .or_else(|| of_time(placed, at))
        .or_else(|| of_offset(placed, at))
        .or_else(|| letters(placed, at))
        .or_else(|| place_alone(placed, at))
}

/// The zone before a time, and where it begins.
pub(super) fn before(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    let end = at.checked_sub(1).filter(|sign| placed.is_sign(*sign, ':')).unwrap_or(at);
    (1..=LONGEST).filter_map(|length| end.checked_sub(length)).find_map(|start| {
        let (found, zone) = greenwich(placed, start)
            .or_else(|| of_time(placed, start))
            .or_else(|| Some((start.saturating_add(1), known(of_place(placed.word(start)?)?)?)))?;
        let is_free = start == 0 || placed.word(start.saturating_sub(1)).is_none();
        (found == end && is_free).then_some((start, zone))
    })
}

/// The most parts of a zone's name: `به وقت مکه المکرمه`.
const LONGEST: usize = 4;

/// `GMT`, `UTC+3:30`.
fn greenwich(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    let behind = at.saturating_add(1);
    matches!(placed.word(at)?, "gmt" | "utc" | "ut").then_some(())?;
    let (minutes, length) =
        offset(&placed.parts, behind).filter(|_| placed.is_close(behind)).unwrap_or((0, 0));
    Some((behind.saturating_add(length), ClockZone(Zone::East(minutes))))
}

/// A place beside the word for time: «به وقت تهران», `Tehran time`.
fn of_time(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    let word = placed.word(at)?;
    let next = |steps: usize| at.saturating_add(steps);
    if word == "به" && placed.word(next(1)).is_some_and(vocabulary::is_time_of_place) {
        return of_time(placed, next(1));
    }
    if vocabulary::is_time_of_place(word) {
        let zone = known(of_place(placed.word(next(1))?)?)?;
        let is_more = placed.word(next(2)).is_some_and(|word| matches!(word, "المکرمه" | "مکرمه"));
        return Some((next(2).saturating_add(is_more.into()), zone));
    }
    let place = of_place(word)?;
    let kinds =
        (1..=2).take_while(|steps| placed.word(next(*steps)).is_some_and(vocabulary::is_kind_of_time));
    let end = next(kinds.count().saturating_add(1));
    (placed.word(end) == Some("time")).then_some(())?;
    Some((end.saturating_add(1), known(place)?))
}

/// An offset of hours and minutes that touches its time: `20:05+03:30`.
fn of_offset(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    let (minutes, length) = offset(&placed.parts, at).filter(|(_, length)| *length == 4)?;
    let is_plus = placed.is_sign(at, '+') && placed.is_close(at);
    is_plus.then(|| (at.saturating_add(length), ClockZone(Zone::East(minutes))))
}

fn letters(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    let is_letters = match placed.get(at)? {
        Part::Capitals(_) => true,
        Part::Word(word) => word == "z" && placed.is_close(at),
        _ => false,
    };
    let zone = known(of_letters(placed.word(at)?)?).filter(|_| is_letters)?;
    Some((at.saturating_add(1), zone))
}

/// A place that nothing follows but a sign or a number.
fn place_alone(placed: &Placed<'_>, at: usize) -> Option<(usize, ClockZone)> {
    let end = at.saturating_add(1);
    let zone = known(of_place(placed.word(at)?)?)?;
    placed.stops(end).then_some((end, zone))
}

/// A place in a line that has no other words than those beside a time.
fn alone(placed: &Placed<'_>) -> Option<(usize, ClockZone)> {
    let words = || (0..placed.len()).filter_map(|at| placed.word(at));
    let mut places = words().filter_map(|word| known(of_place(word)?));
    let zone = places.next().filter(|_| words().all(|word| is_usual(word) || of_place(word).is_some()))?;
    let has_numbers = (0..placed.len()).any(|at| placed.digits(at).is_some());
    (!has_numbers).then_some((placed.len(), zone))
}
