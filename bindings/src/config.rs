//! What a client is opened with.

use std::path::PathBuf;
use std::sync::Arc;

use ifilm_core::Catalog;

use crate::clock::{Clock, HostClock};
use crate::date::DateSettings;
use crate::error::IfilmError;
use crate::limits::Limits;

// Text in Kotlin and Swift; in Python a path, too: see `uniffi.toml`.
uniffi::custom_type!(PathBuf, String, {
    remote,
    lower: |path| path.to_string_lossy().into_owned(),
    try_lift: |text| Ok(text.into()),
});

/// What a client is opened with. Only the directory must be given.
#[derive(Clone, uniffi::Record)]
pub struct Config {
    /// The directory of the files. The first write creates it if it does not exist.
    pub data_dir: PathBuf,
    /// The catalogue of a site as JSON; the embedded one of the four real editions if left out.
    #[uniffi(default = None)]
    pub catalog_json: Option<String>,
    /// Certificates in PEM form to trust besides the usual ones.
    #[uniffi(default = [])]
    pub extra_roots_pem: Vec<String>,
    /// The limits of each request; the core's defaults if left out.
    #[uniffi(default = None)]
    pub limits: Option<Limits>,
    /// The IANA name of the person's time zone, such as `Asia/Kabul`; the device's own if left out.
    #[uniffi(default = None)]
    pub time_zone: Option<String>,
    /// The person's settings for dates; the usual ones of each language if left out.
    #[uniffi(default = None)]
    pub dates: Option<DateSettings>,
    /// The clock; the device's own if left out.
    #[uniffi(default = None)]
    pub clock: Option<Arc<dyn Clock>>,
}

impl TryFrom<Config> for ifilm_core::Config {
    type Error = IfilmError;

    fn try_from(config: Config) -> Result<Self, IfilmError> {
        let Config { data_dir, catalog_json, extra_roots_pem, limits, time_zone, dates, clock } = config;
        let mut core = Self::at(data_dir);
        core.catalog = catalog_json.map_or(Ok(core.catalog), |json| Catalog::from_json(&json))?;
        core.extra_roots_pem = extra_roots_pem;
        core.limits = limits.map(Into::into).unwrap_or_default();
        core.time_zone = time_zone;
        core.dates = dates.map(Into::into).unwrap_or_default();
        core.clock = clock.map_or(core.clock, HostClock::shared);
        Ok(core)
    }
}
