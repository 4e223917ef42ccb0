//! Trust: which addresses may be asked, and which certificates are believed.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

use crate::catalog::Catalog;
use crate::error::{Error, Result};

/// What the catalogue allows.
pub(super) struct Trust {
    hosts: BTreeSet<String>,
    allow_plain_http: bool,
    allow_private: bool,
}

impl Trust {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let bases = catalog.editions.iter().flat_map(|edition| &edition.bases);
        let hosts = bases.filter_map(|base| Url::parse(base).ok()).map(|base| host_of(&base)).collect();
        Self { hosts, allow_plain_http: catalog.allow_plain_http, allow_private: catalog.allow_private }
    }

    /// Refuses an address outside what the catalogue allows, before a byte is sent.
    pub(super) fn check(&self, address: &Url) -> Result<()> {
        let forbidden = |reason| Err(Error::ForbiddenAddress { address: address.to_string(), reason });
        match address.scheme() {
            "https" => {}
            "http" if self.allow_plain_http => {}
            "http" => return forbidden("the catalogue does not allow plain http"),
            _ => return forbidden("it is neither http nor https"),
        }
        if !self.allows(literal_ip(address)) {
            return forbidden("the catalogue does not allow private addresses");
        }
        if !self.hosts.contains(&host_of(address)) {
            return forbidden("its host is not in the catalogue");
        }
        Ok(())
    }

    /// Refuses a redirect that leaves the catalogue's hosts or goes down to plain http.
    pub(super) fn check_redirect(&self, from: &Url, to: &Url) -> Result<()> {
        if from.scheme() == "https" && to.scheme() == "http" {
            let reason = "it redirects from https to http";
            return Err(Error::ForbiddenAddress { address: to.to_string(), reason });
        }
        self.check(to)
    }

    /// Whether an address may be connected to; a name is judged when it is resolved.
    pub(super) fn allows(&self, ip: Option<IpAddr>) -> bool {
        self.allow_private || ip.is_none_or(is_public)
    }
}

/// The host with its port where that is not the usual one.
pub(super) fn authority(address: &Url) -> String {
    host_of(address)
}

fn host_of(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default();
    match address.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn literal_ip(address: &Url) -> Option<IpAddr> {
    match address.host()? {
        Host::Ipv4(ip) => Some(ip.into()),
        Host::Ipv6(ip) => Some(ip.into()),
        Host::Domain(_) => None,
    }
}

/// Whether an address belongs to the public internet (the special ranges of RFC 6890 do not).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let benchmark = a == 198 && (b == 18 || b == 19);
            let special = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_documentation();
            !(special || shared || benchmark || a == 0 || a >= 224)
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_public(ip.into()),
            None => {
                let special = ip.is_loopback() || ip.is_unspecified() || ip.is_multicast();
                !(special || ip.is_unique_local() || ip.is_unicast_link_local())
            }
        },
    }
}

/// TLS by rustls and ring, with the roots of Mozilla's programme compiled in and any extra ones beside them:
/// the same trust on every device, whatever its age.
pub(super) fn tls_config(extra_roots: &[String]) -> Result<ClientConfig> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    add_roots(&mut roots, extra_roots)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|cause| Error::Internal(format!("no TLS: {cause}")))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Checks that each text holds certificates that can be trusted, in PEM form.
pub(crate) fn check_roots(extra_roots: &[String]) -> Result<()> {
    add_roots(&mut RootCertStore::empty(), extra_roots)
}

fn add_roots(roots: &mut RootCertStore, extra_roots: &[String]) -> Result<()> {
    for certificate in certificates(extra_roots)? {
        roots.add(certificate).map_err(|cause| bad_root(&cause.to_string()))?;
    }
    Ok(())
}

fn certificates(pems: &[String]) -> Result<Vec<CertificateDer<'static>>> {
    let mut all = Vec::new();
    for pem in pems {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
        let read = read.map_err(|cause| bad_root(&cause.to_string()))?;
        if read.is_empty() {
            return Err(bad_root("there is none in it"));
        }
        all.extend(read);
    }
    Ok(all)
}

fn bad_root(reason: &str) -> Error {
    Error::bad_argument(format!("an extra root certificate cannot be read: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.9",
            "169.254.1.1",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fd00::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["8.8.8.8", "2606:4700::1111"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn a_host_outside_the_catalogue_is_forbidden() {
        let trust = Trust::of(&Catalog::embedded());

        let check =
            |address: &str| trust.check(&Url::parse(address).unwrap()).map_err(|error| error.to_string());

        assert!(check("https://en.ifilmtv.ir/News").is_ok());
        assert!(check("https://example.org/").unwrap_err().contains("not in the catalogue"));
        assert!(check("http://en.ifilmtv.ir/").unwrap_err().contains("plain http"));
        assert!(check("https://127.0.0.1/").unwrap_err().contains("private"));
    }
}
