//! A phone and its owner: when it has a network, and when a person opens the app.

use super::random::{random, random_below};
use super::time::{DAY, HOUR, MINUTE};

/// A phone. All it does follows from the seed and its number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phone {
    seed: u64,
    number: u32,
}

/// The share of phones that are off or without a network at night.
const OFF_AT_NIGHT: f64 = 0.4;
/// The share of time in which any phone has no network, and the length of such a time.
const WITHOUT_NETWORK: f64 = 0.06;
const SPAN: u32 = 30 * MINUTE;
/// The share of hours in which the line is metered.
const METERED: f64 = 0.4;
/// The share of owners who open the app after a push, within minutes.
const OPENS_AFTER_PUSH: f64 = 0.05;
/// How often a day people open the app, each with its share of the owners.
const OPENINGS: [(f64, u32); 4] = [(0.35, 0), (0.45, 1), (0.15, 3), (0.05, 8)];
/// How many of a thousand openings fall into each hour of a day.
const HOURS: [u32; 24] =
    [20, 10, 5, 3, 2, 5, 15, 35, 45, 45, 42, 42, 48, 50, 45, 42, 42, 48, 60, 80, 100, 96, 75, 45];

impl Phone {
    pub(crate) fn new(seed: u64, number: u32) -> Self {
        Self { seed, number }
    }

    /// A random number of this phone.
    pub(crate) fn random(&self, what: u64, at: u32) -> f64 {
        random(&[self.seed, u64::from(self.number), what, u64::from(at)])
    }

    fn random_below(&self, below: u32, what: u64, at: u32) -> u32 {
        random_below(below, &[self.seed, u64::from(self.number), what, u64::from(at)])
    }

    /// When the phone has a network again: now, if it has one.
    pub(crate) fn online_at(&self, second: u32) -> u32 {
        let mut at = second;
        while let Some(end) = self.end_of_night(at).or_else(|| self.end_of_hole(at)) {
            at = end;
        }
        at
    }

    fn end_of_night(&self, second: u32) -> Option<u32> {
        if self.random(1, 0) >= OFF_AT_NIGHT {
            return None;
        }
        // Moved, so that the night does not begin anew at midnight.
        let moved = second + DAY / 2;
        let (night, time) = (moved / DAY, moved % DAY);
        let begin = 10 * HOUR + HOUR / 2 + self.random_below(3 * HOUR, 2, night);
        let end = 17 * HOUR + HOUR / 2 + self.random_below(3 * HOUR, 3, night);
        (begin..end).contains(&time).then(|| second + end - time)
    }

    fn end_of_hole(&self, second: u32) -> Option<u32> {
        let moved = second + self.random_below(SPAN, 4, 0);
        let end = second + SPAN - moved % SPAN;
        (self.random(5, moved / SPAN) < WITHOUT_NETWORK).then_some(end)
    }

    /// Whether the line is metered.
    pub(crate) fn is_metered(&self, second: u32) -> bool {
        self.random(6, second / HOUR) < METERED
    }

    /// When a person opens the app next, before the end of the simulation.
    pub(crate) fn opened_after(&self, second: u32, end: u32) -> Option<u32> {
        let daily = self.openings();
        (second / DAY..=end / DAY).find_map(|day| {
            let times = (0..daily).map(|n| day * DAY + self.time_of_day(day * 16 + n));
            times.filter(|at| *at > second).min()
        })
    }

    fn openings(&self) -> u32 {
        let mut left = self.random(7, 0);
        let class = OPENINGS.iter().find(|(share, _)| {
            left -= share;
            left < 0.0
        });
        class.map_or(0, |(_, daily)| *daily)
    }

    fn time_of_day(&self, at: u32) -> u32 {
        let mut left = self.random_below(HOURS.iter().sum(), 8, at);
        let hour = HOURS.iter().position(|weight| {
            let is_here = left < *weight;
            left = left.saturating_sub(if is_here { 0 } else { *weight });
            is_here
        });
        hour.unwrap_or(0) as u32 * HOUR + self.random_below(HOUR, 9, at)
    }

    /// How many seconds after a push a person opens the app because of it.
    pub(crate) fn opened_after_push(&self) -> Option<u32> {
        let wait = -(1.0 - self.random(11, 0)).ln() * f64::from(4 * MINUTE);
        (self.random(10, 0) < OPENS_AFTER_PUSH).then_some(wait as u32)
    }
}
