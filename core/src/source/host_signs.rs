//! The signs of all hosts that a source asked.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use url::Url;

use super::sign::Sign;

/// What the requests to one host showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HostSigns {
    /// Whether any answer came that was a success or a 304.
    pub(crate) came: bool,
    /// The `Date` of its last answer, whatever the status.
    pub(crate) date: Option<Timestamp>,
    /// What failed since the last success, and what came that was something else.
    pub(crate) signs: Vec<Sign>,
}

/// The most signs of a host. More of them show nothing new.
const MOST: usize = 8;

/// The signs of all hosts, by host with its port.
#[derive(Default)]
pub(super) struct Signs(Mutex<BTreeMap<String, HostSigns>>);

impl Signs {
    pub(super) fn note(&self, address: &Url, sign: Sign) {
        self.of(address, |host| {
            if host.signs.len() < MOST && !host.signs.contains(&sign) {
                host.signs.push(sign);
            }
        });
    }

    /// Notes a success or a 304. Failures before it show nothing any more.
    pub(super) fn came(&self, address: &Url) {
        self.of(address, |host| {
            host.came = true;
            host.signs.retain(|sign| matches!(sign, Sign::Other { .. }));
        });
    }

    pub(super) fn note_date(&self, address: &Url, date: Option<Timestamp>) {
        if date.is_some() {
            self.of(address, |host| host.date = date);
        }
    }

    pub(super) fn all(&self) -> Vec<HostSigns> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn of(&self, address: &Url, change: impl FnOnce(&mut HostSigns)) {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(hosts.entry(address.authority().to_owned()).or_default());
    }
}
