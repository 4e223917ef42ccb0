//! How often a sync in the background has something to do, and at which times of its own.

use std::time::Duration;

use clap::Args;
use ifilm_core::{Config, Periods};

/// How often a sync in the background has something to do, and at which times of its own.
#[derive(Args)]
pub(crate) struct Schedule {
    /// Ask for a section in the background this often at most, in minutes; 15 unless given
    #[arg(long, global = true, value_name = "MINUTES")]
    shortest_period: Option<u64>,
    /// Ask for a section in the background this often at least, in minutes; 720 unless given
    #[arg(long, global = true, value_name = "MINUTES")]
    longest_period: Option<u64>,
    /// What spreads the requests of many devices; the number stored with the data unless given
    #[arg(long, global = true, value_name = "NUMBER")]
    device_seed: Option<u64>,
}

impl Schedule {
    /// Sets what was given.
    pub(crate) fn apply(&self, config: &mut Config) {
        let Periods { shortest, longest, .. } = config.periods;
        let minutes = |given: Option<u64>, usual| {
            given.map_or(usual, |minutes| Duration::from_secs(minutes.saturating_mul(60)))
        };
        config.periods =
            Periods::between(minutes(self.shortest_period, shortest), minutes(self.longest_period, longest));
        config.device_seed = self.device_seed.or(config.device_seed);
    }
}
