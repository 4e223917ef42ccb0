//! TLS: which certificates are trusted, and for which name.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use super::scope::Scope;
use crate::error::{Error, Result};

/// The root certificates of Mozilla's programme, compiled in, and any extra ones. So every device trusts the
/// same certificates, even an old one. With `only_extra`, the extra ones alone.
pub(super) fn roots(extra_roots: &[String], only_extra: bool) -> Result<Arc<RootCertStore>> {
    let mut roots = match only_extra {
        true => RootCertStore::empty(),
        false => RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() },
    };
    add_roots(&mut roots, extra_roots)?;
    Ok(Arc::new(roots))
}

/// The configuration of rustls, with ring, for the hosts of a scope.
pub(super) fn config(roots: &Arc<RootCertStore>, scope: &Scope) -> Result<ClientConfig> {
    let failed = |cause: &dyn std::fmt::Display| Error::Internal(format!("no TLS: {cause}"));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let webpki = WebPkiServerVerifier::builder_with_provider(Arc::clone(roots), Arc::clone(&provider));
    let webpki = webpki.build().map_err(|cause| failed(&cause))?;
    let verifier = Verifier { webpki, names: expected_names(scope)? };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|cause| failed(&cause))?;
    let mut config =
        config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth();
    // reqwest leaves a configuration as it is, so without these names HTTP/2 is never spoken.
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// How many sessions of TLS a pool remembers. It asks few hosts.
const SESSIONS: usize = 32;

/// The same configuration, without the sessions of others: by a session a host knows who comes back.
pub(super) fn with_own_sessions(config: &ClientConfig) -> ClientConfig {
    let mut own = config.clone();
    own.resumption = Resumption::in_memory_sessions(SESSIONS);
    own
}

fn expected_names(scope: &Scope) -> Result<BTreeMap<String, ServerName<'static>>> {
    let named = |(host, name): (&str, &str)| {
        let invalid = |_| Error::bad_argument(format!("`{name}` is no name of a certificate"));
        Ok((host.to_owned(), ServerName::try_from(name.to_owned()).map_err(invalid)?))
    };
    scope.certificate_names().map(named).collect()
}

/// Verifies certificates as usual, but expects another name than the host's own for some hosts.
#[derive(Debug)]
struct Verifier {
    webpki: Arc<WebPkiServerVerifier>,
    names: BTreeMap<String, ServerName<'static>>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let expected = self.names.get(&*server_name.to_str()).unwrap_or(server_name);
        self.webpki.verify_server_cert(end_entity, intermediates, expected, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.webpki.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.webpki.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.webpki.supported_verify_schemes()
    }
}

/// Checks that each text is in PEM form and has certificates that can be used as roots.
pub(super) fn check_roots(extra_roots: &[String], only_extra: bool) -> Result<()> {
    if only_extra && extra_roots.is_empty() {
        return Err(Error::bad_argument("only the extra root certificates are to be trusted: there is none"));
    }
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
