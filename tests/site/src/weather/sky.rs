//! The weather of a site, and its answers so far.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::Serialize;

use super::{Weather, WeatherKind};
use crate::edition::Edition;
use crate::fault::FaultKind;
use crate::host::Host;
use crate::seeded_random::SeededRandom;

/// Which part of a site gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WeatherPlace {
    /// A whole host, for all its paths.
    Base,
    /// A listing.
    Listing,
    /// The page of an article.
    Page,
}

impl WeatherPlace {
    pub(super) fn of(path: &str) -> Self {
        if path.to_ascii_lowercase().contains("/content/") { Self::Page } else { Self::Listing }
    }
}

/// One answer that a weather gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeatherAnswer {
    /// The site's clock.
    pub at: Timestamp,
    /// The edition that was asked.
    pub edition: &'static str,
    /// The host of the edition: 0 for the first.
    pub mirror: u16,
    /// The path of the request, without its query.
    pub path: String,
    /// The part of the site whose weather it was.
    pub place: WeatherPlace,
    /// The kind of answer.
    pub kind: WeatherKind,
    /// The status; 0 if there was no answer.
    pub status: u16,
}

/// The maximum number of notices in a row at one address. If it gave the same text again while other
/// addresses work, no client could tell it from the real content of the page.
const MOST_NOTICES: u32 = 2;

/// The weather of a site, if there is one, and its answers.
#[derive(Debug, Default)]
pub(crate) struct Sky {
    weather: Option<Weather>,
    /// Each answer by the number of its request.
    answers: BTreeMap<u64, WeatherAnswer>,
    /// How many notices each address gave in a row.
    notices: HashMap<(Edition, String), u32>,
}

impl Sky {
    pub(crate) fn set(&mut self, weather: Option<Weather>) {
        self.weather = weather;
    }

    pub(crate) fn answers(&self) -> Vec<WeatherAnswer> {
        self.answers.values().cloned().collect()
    }

    /// The fault of a request, if there is a weather and it is bad. The target of a redirect has none,
    /// because it belongs to the answer before.
    pub(crate) fn fault_for(&mut self, n: u64, host: Host, path: &str, now: Timestamp) -> Option<FaultKind> {
        let weather = self.weather.filter(|_| !is_led_to(path))?;
        let moment = now.as_second().unsigned_abs();
        let of_host = weather.of_host(host, moment);
        let place = of_host.map_or_else(|| WeatherPlace::of(path), |_| WeatherPlace::Base);
        let kind = of_host.unwrap_or_else(|| weather.of_address(host, path, moment));
        let kind = self.without_a_third_notice(host, path, place, kind);
        let (edition, mirror, path) = (host.edition.id(), host.mirror, path.to_owned());
        let fault = kind.fault(&mut random(weather, place, host, &path, moment), now);
        self.answers.insert(n, WeatherAnswer { at: now, edition, mirror, path, place, kind, status: 0 });
        fault
    }

    /// Notes the status of an answer.
    pub(crate) fn answered(&mut self, n: u64, status: u16) {
        if let Some(answer) = self.answers.get_mut(&n) {
            answer.status = status;
        }
    }

    fn without_a_third_notice(
        &mut self,
        host: Host,
        path: &str,
        place: WeatherPlace,
        kind: WeatherKind,
    ) -> WeatherKind {
        let in_a_row = self.notices.entry((host.edition, path.to_owned())).or_default();
        let replaced =
            kind == WeatherKind::Notice && *in_a_row >= MOST_NOTICES && place != WeatherPlace::Base;
        let kind = if replaced { WeatherKind::ServerError } else { kind };
        *in_a_row = if kind == WeatherKind::Notice { *in_a_row + 1 } else { 0 };
        kind
    }
}

/// The random stream for the details of an answer. A host uses one stream for all its addresses.
fn random(weather: Weather, place: WeatherPlace, host: Host, path: &str, moment: u64) -> SeededRandom {
    let of = if place == WeatherPlace::Base { "" } else { path };
    SeededRandom::new(of, &[weather.seed, host.edition.index() as u64, u64::from(host.mirror), moment, 1])
}

/// Whether a client requests this path only after a redirect of the weather.
fn is_led_to(path: &str) -> bool {
    path == "/" || path == crate::route::LOGIN
}
