//! What differs between devices: the seed, and how often a person wants sections to be requested.

use jiff::SignedDuration;

use super::dice::Dice;
use crate::model::Periods;

/// What differs between devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Device {
    seed: u64,
    pub(super) shortest: SignedDuration,
    pub(super) longest: SignedDuration,
}

impl Device {
    pub(crate) fn of(seed: u64, periods: Periods) -> Self {
        let signed = |time| SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX);
        Self { seed, shortest: signed(periods.shortest), longest: signed(periods.longest) }
    }

    /// The random number of this device for these words.
    pub(super) fn dice(&self, words: &[&str]) -> Dice {
        Dice::of(self.seed, words)
    }
}
