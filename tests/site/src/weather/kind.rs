//! The kinds of answers of a weather, and the fault that gives each of them.

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::fault::FaultKind;
use crate::seeded_random::SeededRandom;

/// A kind of answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WeatherKind {
    /// The usual answer: 200, or 304 if the client has it.
    Fair,
    /// 304, even if the content has changed.
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
    /// A redirect to the login page.
    Login,
    /// Half of the announced bytes.
    Cut,
    /// No answer until the client's timeout. For a client this is the same as a name look-up that takes too
    /// long.
    Slow,
    /// A listing without rows, a page without a text.
    Empty,
    /// 500, while another listing or another host gives the usual answer.
    Fallback,
}

impl WeatherKind {
    /// All kinds, in the order of the tables that show them.
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

    /// A weather of a whole host. A client asks a host that is slow, cut off or asks to wait only once at a
    /// moment, and other hosts many times. So these kinds are chosen more often.
    pub(super) fn of_host(random: &mut SeededRandom) -> Self {
        let once = [Self::Unavailable, Self::RetryAfter, Self::Cut, Self::Slow, Self::Fallback];
        random.pick(&[&Self::ALL[..], &once].concat())
    }

    /// A bad weather of one address.
    pub(super) fn of_address(random: &mut SeededRandom) -> Self {
        random.pick(&Self::ALL[1..])
    }

    /// The same kind for a single host or address, which has no fallback.
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

/// A `Retry-After` of one minute to six hours, in either form.
fn wait(random: &mut SeededRandom, now: Timestamp) -> String {
    let seconds = random.pick(&[60, 600, 3_600, 21_600]);
    if random.percent(50) {
        return seconds.to_string();
    }
    let until = now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
    let printer = rfc2822::DateTimePrinter::new();
    printer.timestamp_to_rfc9110_string(&until).expect("the site's clock stays in our era")
}
