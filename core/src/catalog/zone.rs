//! A time zone by its name.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::Deserialize;

use crate::error::{Error, Result};

/// Compiled in, because some devices have no zone files.
static TEHRAN: TimeZone = jiff::tz::get!("Asia/Tehran");

/// The zones of this device.
static DATABASE: LazyLock<TimeZoneDatabase> =
    LazyLock::new(|| database("/apex/com.android.tzdata/etc/tz/tzdata"));

/// The zone database: the file that Android 10 and later update separately from the system, if it exists.
/// jiff 0.2.46 knows only the system's file. On an old phone that one has summer times that were abolished
/// years ago.
pub(super) fn database(renewed: &str) -> TimeZoneDatabase {
    TimeZoneDatabase::from_concatenated_path(renewed).unwrap_or_else(|_| jiff::tz::db().clone())
}

/// A time zone: the one in which an edition prints its dates, or a person's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of iFilm. It is also the zone of catalogues of form 1, which cannot name one.
    pub(super) fn tehran() -> Self {
        Self(TEHRAN.clone())
    }

    /// The zone, for computing with times.
    pub fn time_zone(&self) -> &TimeZone {
        &self.0
    }
}

/// UTC.
impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

/// Reads an IANA name: `Asia/Tehran`, `UTC`.
impl FromStr for Zone {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        if TEHRAN.iana_name() == Some(name) {
            return Ok(Self::tehran());
        }
        let unknown = |_| Error::bad_argument(format!("`{name}` is no time zone that this device knows"));
        DATABASE.get(name).map(Self).map_err(unknown)
    }
}

impl TryFrom<String> for Zone {
    type Error = Error;

    fn try_from(name: String) -> Result<Self> {
        name.parse()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}
