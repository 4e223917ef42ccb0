//! Time zones by name.

use jiff::tz::TimeZone;

use crate::error::{Error, Result};

/// The time zone with this IANA name, or the device's own.
///
/// # Errors
/// [`Error::BadArgument`] for an unknown name.
pub fn time_zone(name: Option<&str>) -> Result<TimeZone> {
    name.map_or_else(|| Ok(device_zone()), named_zone)
}

/// The device's time zone.
pub(super) fn device_zone() -> TimeZone {
    linked_zone().unwrap_or_else(TimeZone::system)
}

/// The time zone that `/etc/localtime` links to, as on most Unix systems. It is read here because jiff reads
/// the names of all zones first: 80 system calls, a tenth of a start.
fn linked_zone() -> Option<TimeZone> {
    const LINK: &str = "/etc/localtime";
    if std::env::var_os("TZ").is_some() {
        return None;
    }
    let target = std::fs::read_link(LINK).ok()?;
    let (_, name) = target.to_str()?.split_once("zoneinfo/")?;
    TimeZone::tzif(name, &std::fs::read(LINK).ok()?).ok()
}

pub(super) fn named_zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(|_| Error::bad_argument(format!("`{name}` is no time zone")))
}
