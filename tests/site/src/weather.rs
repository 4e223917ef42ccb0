//! Weather: the answer of each host and each address at a moment, chosen at random from a seed.
//!
//! The same seed, host, path and moment of the site's clock give the same answer. A host may have a weather
//! of its own, which all its addresses share. Otherwise each address has its own.

mod kind;
mod sky;

use serde::Deserialize;

use crate::host::Host;
use crate::seeded_random::SeededRandom;

pub use kind::WeatherKind;
pub use sky::{WeatherAnswer, WeatherPlace};

pub(crate) use sky::Sky;

/// How often answers are bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weather {
    /// The same seed gives the same weather.
    pub seed: u64,
    /// The share of hosts that have a weather of their own at a moment, in percent.
    pub hosts: u64,
    /// The share of addresses that have bad weather at a moment, in percent, on hosts without their own.
    pub addresses: u64,
}

impl Weather {
    /// The answer of all addresses of a host at a moment; `None` if each address has its own. If only the
    /// fallback works, the first host fails and all its mirrors work.
    fn of_host(self, host: Host, moment: u64) -> Option<WeatherKind> {
        let edition = host.edition.index() as u64;
        let mut random = SeededRandom::new("weather of an edition", &[self.seed, edition, moment]);
        let fallback =
            random.percent(self.hosts) && WeatherKind::of_host(&mut random) == WeatherKind::Fallback;
        if fallback {
            return Some(if host.is_mirror() { WeatherKind::Fair } else { WeatherKind::Fallback });
        }
        let mut random =
            SeededRandom::new("weather of a host", &[self.seed, edition, u64::from(host.mirror), moment]);
        random.percent(self.hosts).then(|| WeatherKind::of_host(&mut random).of_one_alone())
    }

    /// The answer of an address at a moment, on a host without its own weather. If only the fallback works, a
    /// listing fails at every host, and a page fails only at the first host.
    fn of_address(self, host: Host, path: &str, moment: u64) -> WeatherKind {
        let edition = host.edition.index() as u64;
        let mut random = SeededRandom::new(path, &[self.seed, edition, moment]);
        if random.percent(self.addresses) && WeatherKind::of_address(&mut random) == WeatherKind::Fallback {
            let fails = WeatherPlace::of(path) == WeatherPlace::Listing || !host.is_mirror();
            return if fails { WeatherKind::Fallback } else { WeatherKind::Fair };
        }
        let mut random = SeededRandom::new(path, &[self.seed, edition, u64::from(host.mirror) + 1, moment]);
        let own = random.percent(self.addresses).then(|| WeatherKind::of_address(&mut random).of_one_alone());
        own.unwrap_or(WeatherKind::Fair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;

    const STORM: Weather = Weather { seed: 7, hosts: 40, addresses: 50 };
    const FIRST: Host = Host { edition: Edition::En, mirror: 0 };
    const MIRROR: Host = Host { mirror: 1, ..FIRST };

    #[test]
    fn the_same_seed_and_moment_give_the_same_weather() {
        let week = |weather: Weather| -> Vec<_> {
            (0..60).map(|moment| weather.of_address(FIRST, "/News/Content/1", moment)).collect()
        };

        assert_eq!(week(STORM), week(STORM));
        assert_ne!(week(STORM), week(Weather { seed: 8, ..STORM }));
    }

    #[test]
    fn if_only_the_fallback_works_the_first_host_fails_and_its_mirror_works() {
        let failing = |moment: &u64| STORM.of_host(FIRST, *moment) == Some(WeatherKind::Fallback);
        let moments: Vec<u64> = (0..2_000).filter(failing).collect();

        assert!(moments.len() > 10, "{}", moments.len());
        for moment in moments {
            assert_eq!(STORM.of_host(MIRROR, moment), Some(WeatherKind::Fair));
        }
    }
}
