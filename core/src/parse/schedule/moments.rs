//! The moments of broadcasts: their days, the nights that they cross, and their ends.

use ifilm_language::time::ClockZone;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::broadcast::{Broadcast, End, Start};
use crate::catalog::Zone;
use crate::model::ScheduleEntry;
use crate::parse::Document;

/// The day of fetching in the zone of a guide.
pub(super) fn day_of_fetching(document: Document<'_>, zone: Option<ClockZone>) -> Date {
    let own = document.edition.zone.time_zone();
    let named = zone.and_then(ClockZone::name).and_then(|name| name.parse::<Zone>().ok());
    named.as_ref().map_or(own, Zone::time_zone).to_datetime(document.received_at).date()
}

/// What is known of the times of a guide.
pub(super) struct Moments<'a> {
    /// The zone that the page names for all its times.
    pub(super) said: Option<ClockZone>,
    /// The zone of the edition.
    pub(super) own: &'a TimeZone,
    /// The day on which the guide was fetched.
    pub(super) today: Date,
}

const DAY: i32 = 1440;
/// The longest wait for the next broadcast that is still the end of the one before. A longer one is a night
/// without a programme, or a guide of the evenings alone.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(6);
/// The longest broadcast.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

impl Moments<'_> {
    /// The entries of a guide, in the order of their times.
    pub(super) fn entries(&self, broadcasts: Vec<Broadcast>) -> Vec<ScheduleEntry> {
        let later = self.days_later(&broadcasts);
        let placed = broadcasts.into_iter().zip(later);
        let mut entries: Vec<ScheduleEntry> =
            placed.filter_map(|(broadcast, later)| self.placed(broadcast, later)).collect();
        entries.sort_by_key(|entry| entry.start);
        close(&mut entries);
        entries
    }

    fn placed(&self, broadcast: Broadcast, later: i32) -> Option<ScheduleEntry> {
        let Broadcast { start, end, title, episode, link, day, days_later, list: _ } = broadcast;
        let date = day.unwrap_or(self.today);
        let (begins, ends) = match start {
            Start::Moment(at) => (at, self.end(at, end, None)),
            Start::Clock { minutes, zone } => {
                let minutes =
                    i32::from(minutes).saturating_add(later.saturating_add(days_later).saturating_mul(DAY));
                let local = local(date, minutes)?;
                let begins = self.moment(local, zone)?;
                (begins, self.end(begins, end, Some((date, minutes, zone))))
            }
        };
        let end = ends.filter(|end| *end > begins && end.duration_since(begins) <= LONGEST);
        Some(ScheduleEntry { start: begins, end, title, episode, link })
    }

    /// The end that the guide says.
    fn end(
        &self,
        begins: Timestamp,
        end: Option<End>,
        start: Option<(Date, i32, Option<ClockZone>)>,
    ) -> Option<Timestamp> {
        match end? {
            End::Moment(at) => Some(at),
            End::Length(minutes) => begins.checked_add(SignedDuration::from_mins(minutes.into())).ok(),
            End::Clock(minutes) => {
                let (date, begun, zone) = start?;
                let ended = i32::from(minutes).rem_euclid(DAY);
                let day = begun.div_euclid(DAY).saturating_mul(DAY);
                let ended = day.saturating_add(ended);
                let ended = if ended <= begun { ended.saturating_add(DAY) } else { ended };
                self.moment(local(date, ended)?, zone)
            }
        }
    }

    /// The moment of a local time: in the zone beside it, else in that of the page, else of the edition.
    fn moment(&self, local: DateTime, zone: Option<ClockZone>) -> Option<Timestamp> {
        match zone.or(self.said) {
            Some(zone) => zone.moment(local, self.own),
            None => {
                let utc = || Offset::UTC.to_timestamp(local).ok();
                self.own.to_ambiguous_timestamp(local).compatible().ok().or_else(utc)
            }
        }
    }

    /// How many days after its day each broadcast is: a time smaller than the one before it in its list is on
    /// the next day.
    fn days_later(&self, broadcasts: &[Broadcast]) -> Vec<i32> {
        let mut later = vec![0; broadcasts.len()];
        let mut start = 0;
        while let Some(first) = broadcasts.get(start) {
            let same = broadcasts.iter().skip(start).take_while(|next| next.day == first.day).count().max(1);
            let group = broadcasts.get(start..start.saturating_add(same)).unwrap_or_default();
            let found = nights(group);
            later.iter_mut().skip(start).zip(found).for_each(|(place, days)| *place = days);
            start = start.saturating_add(same);
        }
        later
    }
}

fn local(date: Date, minutes: i32) -> Option<DateTime> {
    let date = date.checked_add(minutes.div_euclid(DAY).days()).ok()?;
    let minutes = minutes.rem_euclid(DAY);
    Some(date.at(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0))
}

/// A clock time, by its place in its day, and its list.
type Clock = (usize, i32, usize);

/// How many days later each broadcast of one day is.
fn nights(group: &[Broadcast]) -> Vec<i32> {
    let mut later = vec![0; group.len()];
    let mut clocks: Vec<Clock> = group
        .iter()
        .enumerate()
        .filter_map(|(at, broadcast)| match broadcast.start {
            Start::Clock { minutes, .. } if broadcast.days_later == 0 => {
                Some((at, i32::from(minutes), broadcast.list))
            }
            _ => None,
        })
        .collect();
    if is_descending(&clocks) {
        clocks.reverse();
    }
    let has_days = group.first().is_some_and(|first| first.day.is_some());
    let (mut days, mut last, mut first): (i32, Option<(i32, usize)>, Option<usize>) = (0, None, None);
    for (at, minutes, list) in clocks.iter().copied() {
        if let Some((before, last_list)) = last
            && minutes < before
        {
            let is_again = first.is_some_and(|first| list != last_list && is_same(group, first, at));
            days = match (is_again, has_days && days > 0) {
                (true, _) => 0,
                (false, true) => {
                    if list == last_list {
                        days
                    } else {
                        0
                    }
                }
                (false, false) => days.saturating_add(1),
            };
        }
        first = first.or(Some(at));
        last = Some((minutes, list));
        later.iter_mut().skip(at).take(1).for_each(|place| *place = days);
    }
    if has_days && begins_before(&clocks) {
        later.iter_mut().for_each(|days| *days = days.saturating_sub(1));
    }
    later
}

fn is_same(group: &[Broadcast], one: usize, other: usize) -> bool {
    let what =
        |at: usize| group.get(at).map(|broadcast| (broadcast.title.as_str(), minutes_of(&broadcast.start)));
    what(one) == what(other)
}

fn minutes_of(start: &Start) -> Option<u16> {
    match start {
        Start::Clock { minutes, .. } => Some(*minutes),
        Start::Moment(_) => None,
    }
}

/// Whether a list goes backwards in time.
fn is_descending(clocks: &[Clock]) -> bool {
    let (mut up, mut down) = (0_usize, 0_usize);
    for pair in clocks.windows(2) {
        if let [(_, one, _), (_, next, _)] = pair {
            up = up.saturating_add((next > one).into());
            down = down.saturating_add((next < one).into());
        }
    }
    down > up.saturating_mul(2) && down > 1
}

/// Whether a list begins with what began late on the evening before, and then has its whole day.
fn begins_before(clocks: &[Clock]) -> bool {
    let Some(drop) =
        clocks.windows(2).position(|pair| matches!(pair, [(_, one, _), (_, next, _)] if next < one))
    else {
        return false;
    };
    let first = clocks.first().map_or(0, |(_, minutes, _)| *minutes);
    let behind = clocks.get(drop.saturating_add(1)..).unwrap_or_default();
    let latest = behind.iter().map(|(_, minutes, _)| *minutes).max().unwrap_or(0);
    let earliest = behind.iter().map(|(_, minutes, _)| *minutes).min().unwrap_or(0);
    let drops =
        behind.windows(2).filter(|pair| matches!(pair, [(_, one, _), (_, next, _)] if next < one)).count();
    drop < 2
        && first >= 20 * 60
        && earliest < 6 * 60
        && latest.saturating_sub(earliest) >= 12 * 60
        && drops == 0
}

/// Ends each broadcast without a said end where the next one begins, if that is near.
fn close(placed: &mut [ScheduleEntry]) {
    let (mut later, mut here): (Option<Timestamp>, Option<Timestamp>) = (None, None);
    for entry in placed.iter_mut().rev() {
        if here.is_none_or(|at| at != entry.start) {
            later = here.replace(entry.start);
        }
        let next = later.filter(|next| next.duration_since(entry.start) <= LONGEST_WAIT);
        entry.end = entry.end.or(next);
    }
}

#[cfg(test)]
mod tests;
