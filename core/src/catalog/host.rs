//! What the catalogue allows for a host, besides https to its public addresses.

use std::collections::BTreeSet;

use serde::Deserialize;

/// What is allowed for one host. A host of a base needs no entry for pages over https. An entry adds another
/// host, or allows more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HostEntry {
    /// Its name, with its port if that is not the default port: `live.example.org`, `127.0.0.1:8080`.
    pub host: String,
    /// What may be requested from it.
    #[serde(default = "pages")]
    pub uses: BTreeSet<Use>,
    /// Whether it may be reached by plain http.
    #[serde(default)]
    pub plain_http: bool,
    /// Whether it may have a loopback or private address.
    #[serde(default)]
    pub private: bool,
    /// The name that its certificate must have, if that is not its own.
    #[serde(default)]
    pub certificate_name: Option<String>,
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Listings and pages.
    Pages,
    /// Sound and moving pictures.
    Media,
    /// Pictures.
    Pictures,
}

fn pages() -> BTreeSet<Use> {
    BTreeSet::from([Use::Pages])
}

impl HostEntry {
    /// A host that may be requested for pages over https, at its public addresses.
    pub fn of(host: impl Into<String>) -> Self {
        Self { host: host.into(), uses: pages(), plain_http: false, private: false, certificate_name: None }
    }

    /// Its name without its port.
    pub fn name(&self) -> &str {
        let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        self.host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(&self.host, |(name, _)| name)
    }

    /// What is wrong with it, and at which field.
    pub(super) fn fault(&self) -> Option<(&'static str, String)> {
        let url = url::Url::parse(&format!("https://{}", self.host)).ok();
        if url.is_none_or(|url| url.authority() != self.host) {
            let host = &self.host;
            return Some((
                "host",
                format!("`{host}` is no name of a host, in small letters, with a port or without"),
            ));
        }
        if let Some(name) = self.certificate_name.as_deref().filter(|name| url::Host::parse(name).is_err()) {
            return Some(("certificate_name", format!("`{name}` is no name of a host")));
        }
        if self.uses.is_empty() {
            return Some(("uses", "must hold one or more of pages, media, pictures".to_owned()));
        }
        None
    }
}
