//! Iran's time zone. The site prints its dates and times in it.

use jiff::tz::TimeZone;

pub(super) static TEHRAN: TimeZone = jiff::tz::get!("Asia/Tehran");

/// Iran's time zone, the one of the four real editions.
pub fn tehran() -> TimeZone {
    TEHRAN.clone()
}
