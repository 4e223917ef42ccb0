//! The configuration of a client.

use std::path::PathBuf;
use std::sync::Arc;

use ifilm_language::time::DateSettings;

use crate::catalog::Catalog;
use crate::clock::{Clock, SystemClock};
use crate::model::{Budget, Limits, Periods, Proxy, Retention, Transport};
use crate::source::{Names, SystemNames};

/// The name of this library, and the address of the project once its manifest names one.
const USER_AGENT: &str = match env!("CARGO_PKG_HOMEPAGE").as_bytes() {
    [] => concat!("ifilm/", env!("CARGO_PKG_VERSION")),
    _ => concat!("ifilm/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_HOMEPAGE"), ")"),
};

/// The configuration of a client. Start from [`Config::at`] and change the fields that you want to differ.
#[derive(Clone)]
#[non_exhaustive]
pub struct Config {
    /// The directory of both files. The first write creates it if it does not exist.
    pub data_dir: PathBuf,
    /// Whether everything stays in the memory of this process and no file is made. Then `data_dir` is not
    /// used, and the end of the client is the end of all that it stored.
    pub in_memory: bool,
    /// The site. The default is the embedded catalogue of the four real editions.
    pub catalog: Catalog,
    /// Certificates in PEM form to trust besides the usual ones.
    pub extra_roots_pem: Vec<String>,
    /// Whether the certificates of `extra_roots_pem` alone are trusted. Then there must be at least one.
    pub only_extra_roots: bool,
    /// The proxy of all requests. `None` means the one that the environment names, if it names one, as
    /// `HTTPS_PROXY` does. No setting turns that one off; `NO_PROXY` in the environment does. A proxy looks
    /// up the names itself, so private addresses behind a public name are found by it and not by us.
    ///
    /// If the proxy refuses the password, requests over https and all through SOCKS end as
    /// [`Offline`](crate::Error::Offline), requests over http as [`Refused`](crate::Error::Refused) with the
    /// status 407. Other answers of a proxy to a request over http cannot be told from those of the site.
    pub proxy: Option<Proxy>,
    /// The HTTP stack of the host. All requests go through it; `None` for the core's own. It has a proxy and
    /// a trust of its own, so `proxy` and the extra roots must be left out. Names of certificates in the
    /// catalogue have no effect on it. See [`Transport`].
    pub transport: Option<Arc<dyn Transport>>,
    /// The value of `User-Agent`, with which requests tell the publisher who asks: a line of ASCII letters.
    /// Name your application and an address where its makers can be reached, such as
    /// `reader/2.1 (+https://reader.example.org)`.
    pub user_agent: String,
    /// How many requests may run at once over all hosts; from 1 to 1,000. How many at one host, the catalogue
    /// says.
    pub requests_at_once: u32,
    /// The bounds of each request.
    pub limits: Limits,
    /// How much the cache keeps.
    pub retention: Retention,
    /// How much data may be used on each day, in the person's time zone, for syncs, fetched articles and
    /// pictures together. Beyond it, what a person asks for fails as
    /// [`OverBudget`](crate::Error::OverBudget).
    pub day_budget: Budget,
    /// How often sections are requested in the background.
    pub periods: Periods,
    /// Where this device's requests lie among those of all devices. `None` means a number that was chosen at
    /// random when the cache was made. For tests and simulations, which give the same times for the same one.
    pub device_seed: Option<u64>,
    /// A sync fetches the pictures of so many newest items of each section that were never fetched, after all
    /// texts, if the line is neither metered nor roaming. 0 means none. A client in memory keeps no pictures.
    pub lead_pictures: u32,
    /// The IANA name of the person's time zone. `None` means the device's own.
    pub time_zone: Option<String>,
    /// The person's settings for dates: the names of months, and the calendar.
    pub dates: DateSettings,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// What knows the addresses of names, for tests. Hosts leave it as it is: the system's resolver.
    #[doc(hidden)]
    pub names: Arc<dyn Names>,
}

impl Config {
    /// The defaults, with the files in this directory.
    pub fn at(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            in_memory: false,
            catalog: Catalog::embedded(),
            extra_roots_pem: Vec::new(),
            only_extra_roots: false,
            proxy: None,
            transport: None,
            user_agent: USER_AGENT.to_owned(),
            requests_at_once: 6,
            limits: Limits::default(),
            retention: Retention::default(),
            day_budget: Budget::none(),
            periods: Periods::default(),
            device_seed: None,
            lead_pictures: 30,
            time_zone: None,
            dates: DateSettings::default(),
            clock: Arc::new(SystemClock),
            names: Arc::new(SystemNames),
        }
    }

    /// The defaults, without files: for tests and previews. Each client has databases of its own. Reads wait
    /// for the end of a write, other than with files.
    pub fn in_memory() -> Self {
        Self { in_memory: true, ..Self::at(":memory:") }
    }
}
