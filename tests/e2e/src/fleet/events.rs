//! What happens to a site and its fleet: outages of five minutes, and a push of news to all devices.

use super::time::{DAY, HOUR, MINUTE};

/// How a site fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// Nobody listens.
    Refused,
    /// 503.
    Unavailable,
    /// 503 with `Retry-After: 300`.
    RetryAfterSeconds,
    /// 503 with the date of the end of the outage as `Retry-After`.
    RetryAfterDate,
}

impl Failing {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Refused => "connection refused",
            Self::Unavailable => "503",
            Self::RetryAfterSeconds => "503, `Retry-After: 300`",
            Self::RetryAfterDate => "503, `Retry-After` with a date",
        }
    }
}

/// An outage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outage {
    /// The second at which it begins.
    pub begin: u32,
    /// The second at which it is over.
    pub end: u32,
    /// What devices see.
    pub failing: Failing,
}

/// The events of a simulation.
#[derive(Debug, Clone)]
pub struct Events {
    /// In order.
    pub outages: Vec<Outage>,
    /// When a push goes to all devices, and an article is published in every edition.
    pub push: u32,
}

/// The time of day of an outage: many people read then.
const BUSY: u32 = 20 * HOUR + 37 * MINUTE;

impl Events {
    /// One outage a day, of one kind after another, and a push on the last day. Day 0 is not measured.
    pub fn of(days: u32) -> Self {
        use Failing::{Refused, RetryAfterDate, RetryAfterSeconds, Unavailable};
        let kinds = [Refused, Unavailable, RetryAfterSeconds, RetryAfterDate];
        let outage = |(day, failing): (u32, Failing)| {
            let begin = day * DAY + BUSY;
            Outage { begin, end: begin + 5 * MINUTE, failing }
        };
        Self { outages: (1..days).zip(kinds).map(outage).collect(), push: days * DAY + BUSY }
    }

    /// The outage of a second.
    pub(crate) fn outage(&self, second: u32) -> Option<Outage> {
        self.outages.iter().copied().find(|outage| (outage.begin..outage.end).contains(&second))
    }
}
