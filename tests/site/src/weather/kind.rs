//! The kinds of answers that a weather draws, and the fault by which each is given.

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::fault::FaultKind;
use crate::seeded_random::SeededRandom;

/// A kind of answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WeatherKind {
    /// The usual answer: 200, or 304 where it is known.
    Fair,
    /// 304, whether or not it is true.
    NotModified,
    /// 404.
    NotFound,
    /// 410.
    Gone,
    /// 500.
    ServerError,
    /// 503.
    Unavailable,
    /// 503 with `Retry-After`, in seconds or as a date.
    RetryAfter,
    /// A redirect to the home page.
    Home,
    /// 200 and a notice.
    Notice,
    /// A redirect to the page on which people log in.
    Login,
    /// Half of the announced bytes.
    Cut,
    /// No answer. For a client this is a name that is looked up for too long: the request takes longer than
    /// it may.
    Slow,
    /// A listing without rows, a page without a text.
    Empty,
    /// 500 where another listing or another host has the usual answer.
    Fallback,
}

impl WeatherKind {
    /// All kinds, in the order of a table.
    pub const ALL: [WeatherKind; 14] = [
        Self::Fair,
        Self::NotModified,
        Self::NotFound,
        Self::Gone,
        Self::ServerError,
        Self::Unavailable,
        Self::RetryAfter,
        Self::Home,
        Self::Notice,
        Self::Login,
        Self::Cut,
        Self::Slow,
        Self::Empty,
        Self::Fallback,
    ];

    /// A weather of a whole host. A host that is slow, cut off or asks to wait is asked once at a moment,
    /// another one many times; so the former are drawn more often.
    pub(super) fn of_host(random: &mut SeededRandom) -> Self {
        let once = [Self::Unavailable, Self::RetryAfter, Self::Cut, Self::Slow, Self::Fallback];
        random.pick(&[&Self::ALL[..], &once].concat())
    }

    /// A bad weather of one address.
    pub(super) fn of_address(random: &mut SeededRandom) -> Self {
        random.pick(&Self::ALL[1..])
    }

    /// The same of a host or an address for itself, which has no fallback.
    pub(super) fn of_one_alone(self) -> Self {
        if self == Self::Fallback { Self::ServerError } else { self }
    }

    /// The fault that gives this answer; `None` for the usual one.
    pub(super) fn fault(self, random: &mut SeededRandom, now: Timestamp) -> Option<FaultKind> {
        let status = |status| FaultKind::Status { status, retry_after: None };
        Some(match self {
            Self::Fair => return None,
            Self::NotModified => status(304),
            Self::NotFound => status(404),
            Self::Gone => status(410),
            Self::ServerError | Self::Fallback => status(500),
            Self::Unavailable => status(503),
            Self::RetryAfter => FaultKind::Status { status: 503, retry_after: Some(wait(random, now)) },
            Self::Home => FaultKind::Redirect { to: "/".to_owned() },
            Self::Notice => FaultKind::Notice { long: random.percent(50), varying: random.percent(50) },
            Self::Login => FaultKind::Login,
            Self::Cut => FaultKind::CutBody,
            Self::Slow => FaultKind::Silence,
            Self::Empty => FaultKind::Empty,
        })
    }
}

/// Between a minute and six hours, in either form.
fn wait(random: &mut SeededRandom, now: Timestamp) -> String {
    let seconds = random.pick(&[60, 600, 3_600, 21_600]);
    if random.percent(50) {
        return seconds.to_string();
    }
    let until = now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
    let printer = rfc2822::DateTimePrinter::new();
    printer.timestamp_to_rfc9110_string(&until).expect("the site's clock stays in our era")
}
