//! A scope: which hosts a request may reach, and how.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use url::{Host, Url};

use super::public::is_public;
use crate::catalog::{Editions, HostEntry, Use};
use crate::error::{Error, Result};

/// The hosts that requests for one use may reach, including redirects. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Scope {
    /// By host, with its port if it is not the default one.
    hosts: Arc<BTreeMap<String, Allowed>>,
}

/// What is allowed for one host, besides https to its public addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Allowed {
    /// The host without port and brackets, as for name lookups and certificates: `::1` for `[::1]:8080`.
    name: String,
    plain_http: bool,
    private: bool,
    certificate_name: Option<String>,
}

impl Scope {
    /// The scope that the catalogue allows for a use.
    pub(crate) fn of(editions: &Editions, wanted: Use) -> Self {
        let hosts = editions.hosts(wanted).map(|entry| (entry.host.clone(), Allowed::of(entry)));
        Self { hosts: Arc::new(hosts.collect()) }
    }

    /// Refuses an address outside the scope, before anything is sent.
    pub(super) fn check(&self, address: &Url) -> Result<()> {
        let forbidden = |reason| Err(Error::ForbiddenAddress { address: address.to_string(), reason });
        let host = self.hosts.get(address.authority());
        let is_allowed = |what: fn(&Allowed) -> bool| host.is_some_and(what);
        match address.scheme() {
            "https" => {}
            "http" if is_allowed(|host| host.plain_http) => {}
            "http" => return forbidden("the catalogue does not allow plain http"),
            _ => return forbidden("it is neither http nor https"),
        }
        if literal_ip(address).is_some_and(|ip| !is_public(ip)) && !is_allowed(|host| host.private) {
            return forbidden("the catalogue does not allow private addresses");
        }
        match host {
            Some(_) => Ok(()),
            None => forbidden("its host is not in the catalogue"),
        }
    }

    /// Refuses a redirect that leaves the scope, or goes from https to plain http.
    pub(super) fn check_redirect(&self, from: &Url, to: &Url) -> Result<()> {
        if from.scheme() == "https" && to.scheme() == "http" {
            let reason = "it redirects from https to http";
            return Err(Error::ForbiddenAddress { address: to.to_string(), reason });
        }
        self.check(to)
    }

    /// Whether a connection to `ip`, an address of `name`, is allowed. A name outside the scope is always
    /// allowed, because it can only be the person's own proxy. Requests to other hosts are refused before
    /// their names are looked up.
    pub(super) fn allows(&self, name: &str, ip: IpAddr) -> bool {
        let mut ports = self.hosts.values().filter(|allowed| allowed.name == name).peekable();
        is_public(ip) || ports.peek().is_none() || ports.any(|allowed| allowed.private)
    }

    /// The hosts whose certificate has another name, each with that name.
    pub(super) fn certificate_names(&self) -> impl Iterator<Item = (&str, &str)> {
        let hosts = self.hosts.values();
        hosts.filter_map(|host| Some((host.name.as_str(), host.certificate_name.as_deref()?)))
    }
}

impl Allowed {
    fn of(entry: HostEntry) -> Self {
        let name = entry.name().trim_matches(['[', ']']).to_owned();
        let HostEntry { host: _, uses: _, plain_http, private, certificate_name } = entry;
        Self { name, plain_http, private, certificate_name }
    }
}

fn literal_ip(address: &Url) -> Option<IpAddr> {
    match address.host()? {
        Host::Ipv4(ip) => Some(ip.into()),
        Host::Ipv6(ip) => Some(ip.into()),
        Host::Domain(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    /// The embedded catalogue with this host entry only.
    fn with_host(host: HostEntry) -> Editions {
        Editions::of(Catalog { hosts: vec![host], ..Catalog::embedded() }).unwrap()
    }

    fn refusal(scope: &Scope, address: &str) -> Option<String> {
        scope.check(&Url::parse(address).unwrap()).err().map(|error| error.to_string())
    }

    #[test]
    fn a_host_outside_the_catalogue_is_forbidden() {
        let scope = Scope::of(&Editions::embedded(), Use::Pages);

        assert_eq!(refusal(&scope, "https://en.ifilmtv.ir/News"), None);
        assert!(refusal(&scope, "https://example.org/").unwrap().contains("not in the catalogue"));
        assert!(refusal(&scope, "http://en.ifilmtv.ir/").unwrap().contains("plain http"));
        assert!(refusal(&scope, "https://127.0.0.1/").unwrap().contains("private"));
    }

    #[test]
    fn a_permission_applies_only_to_its_host_and_its_use() {
        let mut host = HostEntry::of("live.example.org");
        (host.uses, host.plain_http) = ([Use::Media].into(), true);
        let editions = with_host(host);
        let (pages, media) = (Scope::of(&editions, Use::Pages), Scope::of(&editions, Use::Media));

        assert_eq!(refusal(&media, "http://live.example.org/a.m3u8"), None);
        assert_eq!(refusal(&media, "https://fa.ifilmtv.ir/film/1.mp4"), None, "a base has recordings, too");
        assert!(refusal(&media, "https://example.org/a.m3u8").is_some());
        assert!(refusal(&pages, "https://live.example.org/a.m3u8").is_some());
        assert!(refusal(&pages, "http://en.ifilmtv.ir/News").is_some());
    }

    #[test]
    fn the_name_of_a_host_has_no_port_and_no_brackets() {
        for (host, expected) in [("a.example", "a.example"), ("a.example:1", "a.example"), ("[::1]:1", "::1")]
        {
            let certificate_name = Some("b.example".to_owned());
            let editions = with_host(HostEntry { certificate_name, ..HostEntry::of(host) });

            let scope = Scope::of(&editions, Use::Pages);

            assert_eq!(scope.certificate_names().collect::<Vec<_>>(), [(expected, "b.example")]);
        }
    }

    #[test]
    fn a_name_of_the_scope_must_lead_to_public_addresses_unless_its_host_may_be_private() {
        let editions = with_host(HostEntry { private: true, ..HostEntry::of("en.ifilmtv.ir:8080") });
        let scope = Scope::of(&editions, Use::Pages);
        let private = "10.0.0.7".parse().unwrap();

        assert!(scope.allows("en.ifilmtv.ir", private));
        assert!(!scope.allows("fa.ifilmtv.ir", private));
        assert!(scope.allows("fa.ifilmtv.ir", "8.8.8.8".parse().unwrap()));
        assert!(scope.allows("proxy.example", private));
    }
}
