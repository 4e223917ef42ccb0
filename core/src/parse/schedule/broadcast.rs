//! A broadcast as a guide says it, before its day and its zone are known.

use ifilm_language::time::{ClockTime, ClockZone};
use jiff::Timestamp;
use jiff::civil::Date;

/// The broadcasts of a document, and the zone that it names.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) broadcasts: Vec<Broadcast>,
    pub(super) zone: Option<ClockZone>,
    /// The zone that stands at each of its times, if that is not the zone of the edition.
    pub(super) written: Option<ClockZone>,
}

/// A broadcast.
#[derive(Debug, Clone)]
pub(super) struct Broadcast {
    pub(super) start: Start,
    pub(super) end: Option<End>,
    pub(super) title: String,
    pub(super) episode: Option<u32>,
    pub(super) link: Option<String>,
    /// Its day, if the guide says it.
    pub(super) day: Option<Date>,
    /// How many days later it is than that day.
    pub(super) days_later: i32,
    /// Which list it is from. In a list the times ascend over a day.
    pub(super) list: usize,
}

/// When it begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// Minutes since the beginning of its day.
    Clock {
        minutes: u16,
        zone: Option<ClockZone>,
    },
    Moment(Timestamp),
}

/// When it ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// Minutes since the beginning of the day of its start, in the same zone; it may be on the next day.
    Clock(u16),
    Moment(Timestamp),
    /// How many minutes it lasts.
    Length(u32),
}

impl Start {
    pub(super) fn of(time: &ClockTime) -> Self {
        Self::Clock { minutes: time.minutes, zone: time.zone }
    }
}
