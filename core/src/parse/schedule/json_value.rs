//! Numbers, lengths and zones in fields of JSON.

use ifilm_language::number::ascii_digits;
use ifilm_language::time::{ClockZone, said_durations, zone_of_line};
use serde_json::Value;

use super::episode;

/// The zone by its name: `Asia/Tehran`, `GMT`, `+03:30`.
pub(super) fn zone_named(name: &str) -> Option<ClockZone> {
    let place = name.rsplit('/').next().unwrap_or(name);
    zone_of_line(place)
        .or_else(|| zone_of_line(&format!("GMT{place}")).filter(|_| place.starts_with(['+', '-'])))
}

/// A length in minutes.
pub(super) fn length_of(value: &Value) -> Option<u32> {
    let minutes = match value {
        Value::Number(number) => {
            let number = number
                .as_u64()
                .or_else(|| number.as_f64().filter(|number| *number >= 1.0).map(|number| number as u64));
            u32::try_from(number?).ok()?
        }
        Value::String(text) => match ascii_digits(text.trim()) {
            Some(digits) => digits.parse().ok()?,
            None => said_durations(text).first().map(|said| said.minutes).or_else(|| clock_length(text))?,
        },
        _ => return None,
    };
    let minutes = if minutes > MOST_MINUTES { minutes.div_euclid(60) } else { minutes };
    (1..=1440).contains(&minutes).then_some(minutes)
}

/// Larger numbers are seconds.
const MOST_MINUTES: u32 = 600;

/// `00:45:00`, `1:30`.
fn clock_length(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':').map(|part| ascii_digits(part)?.parse::<u32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    Some(hours.saturating_mul(60).saturating_add(minutes))
}

/// The number of an episode.
pub(super) fn number_of(value: &Value) -> Option<u32> {
    let number = match value {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => episode::number(text),
        _ => None,
    };
    number.filter(|number| (1..100_000).contains(number))
}
