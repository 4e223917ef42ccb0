//! What a client is opened with.

use std::path::PathBuf;
use std::sync::Arc;

use ifilm_core::Catalog;

use crate::budget::Budget;
use crate::clock::{Clock, HostClock};
use crate::date::DateSettings;
use crate::error::IfilmError;
use crate::limits::Limits;
use crate::periods::Periods;
use crate::proxy::Proxy;
use crate::retention::Retention;
use crate::transport::{HostTransport, Hosted};

// Text in Kotlin and Swift; in Python a path, too: see `uniffi.toml`.
uniffi::custom_type!(PathBuf, String, {
    remote,
    lower: |path| path.to_string_lossy().into_owned(),
    try_lift: |text| Ok(text.into()),
});

/// What a client is opened with. Only the directory must be given, unless `in_memory` is set.
#[derive(Clone, uniffi::Record)]
pub struct Config {
    /// The directory of the files. The first write creates it if it does not exist.
    #[uniffi(default)]
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
    /// How much the cache keeps; the core's defaults if left out.
    #[uniffi(default = None)]
    pub retention: Option<Retention>,
    /// Whether everything stays in the memory of this process and no file is made: for tests and previews.
    /// Then `data_dir` is not used, no picture is kept, and the end of the client is the end of all that it
    /// stored. Reads wait for the end of a write, other than with files.
    #[uniffi(default = false)]
    pub in_memory: bool,
    /// Whether the certificates of `extra_roots_pem` alone are trusted. Then there must be at least one.
    #[uniffi(default = false)]
    pub only_extra_roots: bool,
    /// The proxy of all requests; if left out, the one that the environment names, if it names one. No
    /// setting turns that one off; `NO_PROXY` in the environment does. A proxy looks up the names itself, so
    /// private addresses behind a public name are found by it and not by the core.
    ///
    /// If the proxy refuses the password, requests over https and all through SOCKS end as `Offline`, those
    /// over http as `Refused` with the status 407. Other answers of a proxy to a request over http cannot be
    /// told from those of the site.
    #[uniffi(default = None)]
    pub proxy: Option<Arc<Proxy>>,
    /// The value of `User-Agent`, with which requests tell the publisher who asks: a line of ASCII letters.
    /// Name your application and an address where its makers can be reached. The core's own if left out.
    #[uniffi(default = None)]
    pub user_agent: Option<String>,
    /// How many requests may run at once over all hosts, from 1 to 1,000; the core's default if left out.
    #[uniffi(default = None)]
    pub requests_at_once: Option<u32>,
    /// The HTTP stack of the host, through which all requests go; the core's own if left out. It has a proxy
    /// and a trust of its own, so `proxy` and the extra roots must be left out. Names of certificates in the
    /// catalogue have no effect on it. Kotlin and Python take a `Transport` when they open a client.
    #[uniffi(default = None)]
    pub transport: Option<Arc<dyn HostTransport>>,
    /// How much data may be used on each day, in the person's time zone, for syncs, fetched articles and
    /// pictures together; without a limit if left out. Beyond it, what a person asks for fails as
    /// `OverBudget`.
    #[uniffi(default = None)]
    pub day_budget: Option<Budget>,
    /// How often sections are requested in the background; between 15 minutes and 12 hours if left out.
    #[uniffi(default = None)]
    pub periods: Option<Periods>,
    /// Where this device's requests lie among those of all devices. For tests and simulations, which give the
    /// same times for the same number. If left out, a number that was chosen at random when the cache was
    /// made.
    #[uniffi(default = None)]
    pub device_seed: Option<u64>,
    /// A sync fetches the pictures of so many newest items of each section that were never fetched, after all
    /// texts, if the line is neither metered nor roaming. 0 means none; the core's default, 30, if left out.
    /// A client in memory keeps no pictures.
    #[uniffi(default = None)]
    pub lead_pictures: Option<u32>,
}

impl TryFrom<Config> for ifilm_core::Config {
    type Error = IfilmError;

    #[rustfmt::skip]
    fn try_from(config: Config) -> Result<Self, IfilmError> {
        let Config {
            data_dir, catalog_json, extra_roots_pem, limits, time_zone, dates, clock, retention, in_memory,
            only_extra_roots, proxy, user_agent, requests_at_once, transport, day_budget, periods, device_seed,
            lead_pictures,
        } = config;
        let mut core = Self::at(data_dir);
        core.in_memory = in_memory;
        core.catalog = catalog_json.map_or(Ok(core.catalog), |json| Catalog::from_json(&json))?;
        core.extra_roots_pem = extra_roots_pem;
        core.only_extra_roots = only_extra_roots;
        core.proxy = proxy.map(|proxy| proxy.core());
        core.user_agent = user_agent.unwrap_or(core.user_agent);
        core.requests_at_once = requests_at_once.unwrap_or(core.requests_at_once);
        core.transport = transport.map(Hosted::shared);
        core.periods = periods.map_or(core.periods, Into::into);
        core.device_seed = device_seed;
        core.limits = limits.map(Into::into).unwrap_or_default();
        core.retention = retention.map_or(Ok(core.retention), ifilm_core::Retention::try_from)?;
        core.day_budget = day_budget.map(Into::into).unwrap_or_default();
        core.lead_pictures = lead_pictures.unwrap_or(core.lead_pictures);
        core.time_zone = time_zone;
        core.dates = dates.map(Into::into).unwrap_or_default();
        core.clock = clock.map_or(core.clock, HostClock::shared);
        Ok(core)
    }
}
