//! Time zones by name.

use ifilm_language::time::tehran;
use jiff::tz::TimeZone;

use crate::catalog::Zone;
use crate::error::Result;

/// The time zone with this IANA name, or the device's own.
///
/// # Errors
/// [`BadArgument`](crate::Error::BadArgument) for a name that this device does not know.
pub fn time_zone(name: Option<&str>) -> Result<TimeZone> {
    name.map_or_else(|| Ok(device_zone()), named_zone)
}

/// The time zone of an edition with this IANA name, or `Asia/Tehran`, that of the four real editions.
///
/// # Errors
/// [`BadArgument`](crate::Error::BadArgument) for a name that this device does not know.
pub fn edition_zone(name: Option<&str>) -> Result<TimeZone> {
    name.map_or_else(|| Ok(tehran()), named_zone)
}

/// The device's time zone.
pub(super) fn device_zone() -> TimeZone {
    linked_zone().unwrap_or_else(system_zone)
}

/// The time zone that `/etc/localtime` links to, as on most Unix systems. It is read here because jiff would
/// read the names of all zones first. That takes 80 system calls, a tenth of the time of a start.
fn linked_zone() -> Option<TimeZone> {
    const LINK: &str = "/etc/localtime";
    if std::env::var_os("TZ").is_some() {
        return None;
    }
    let target = std::fs::read_link(LINK).ok()?;
    let (_, name) = target.to_str()?.split_once("zoneinfo/")?;
    TimeZone::tzif(name, &std::fs::read(LINK).ok()?).ok()
}

/// The time zone that jiff finds, with the rules of our own zone database, which are newer on Android.
fn system_zone() -> TimeZone {
    let zone = TimeZone::system();
    zone.iana_name().and_then(|name| named_zone(name).ok()).unwrap_or(zone)
}

pub(super) fn named_zone(name: &str) -> Result<TimeZone> {
    Ok(name.parse::<Zone>()?.time_zone().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_that_names_no_zone_is_in_tehran() {
        assert_eq!(edition_zone(None).unwrap().iana_name(), Some("Asia/Tehran"));
        assert_eq!(edition_zone(Some("Asia/Kabul")).unwrap().iana_name(), Some("Asia/Kabul"));
        edition_zone(Some("UTC+3")).unwrap_err();
    }
}
