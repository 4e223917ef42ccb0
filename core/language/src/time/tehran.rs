//! Iran's time zone: the site prints its stamps in it, and a bare day is a day there.

use jiff::tz::TimeZone;

pub(super) static TEHRAN: TimeZone = jiff::tz::get!("Asia/Tehran");

/// Iran's time zone.
pub fn tehran() -> TimeZone {
    TEHRAN.clone()
}
