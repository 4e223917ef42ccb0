//! The time of a simulation: whole seconds since midnight of its first day in Tehran.

use jiff::Timestamp;

/// One day in seconds.
pub const DAY: u32 = 86_400;
/// One hour in seconds.
pub const HOUR: u32 = 3_600;
/// One minute in seconds.
pub const MINUTE: u32 = 60;

/// 6 May 2024, midnight in Tehran.
const START: i64 = 1_714_941_000;

/// The moment of a second.
pub(crate) fn moment(second: u32) -> Timestamp {
    Timestamp::from_second(START + i64::from(second)).unwrap_or_default()
}

/// The second of a moment, rounded up.
pub(crate) fn second(moment: Timestamp) -> u32 {
    let after = moment.as_millisecond() - START * 1_000;
    u32::try_from((after + 999) / 1_000).unwrap_or(0)
}
