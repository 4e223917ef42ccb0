//! Time zones by name.

use jiff::tz::TimeZone;

use crate::error::{Error, Result};

/// The time zone with this IANA name, or the device's own.
///
/// # Errors
/// [`Error::BadArgument`] for an unknown name.
pub fn time_zone(name: Option<&str>) -> Result<TimeZone> {
    name.map_or_else(|| Ok(TimeZone::system()), named_zone)
}

pub(super) fn named_zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(|_| Error::bad_argument(format!("`{name}` is no time zone")))
}
