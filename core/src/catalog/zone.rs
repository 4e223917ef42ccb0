//! The time zone of an edition.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::error::{Error, Result};

/// Compiled in, because some devices have no zone files.
static TEHRAN: TimeZone = jiff::tz::get!("Asia/Tehran");

/// The time zone in which an edition prints its dates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of iFilm. Catalogues of form 1 cannot name a zone, so it is theirs, too.
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
        TimeZone::get(name).map(Self).map_err(unknown)
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
