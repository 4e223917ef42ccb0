//! A certificate authority made at each start, with a good certificate and three bad ones.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::SiteError;
use crate::fault::FaultKind;

const OUR_NAMES: [&str; 2] = ["127.0.0.1", "localhost"];
const ANOTHER_NAME: [&str; 1] = ["elsewhere.example"];
/// The names of the protocols in a handshake (ALPN).
pub(crate) const HTTP_2: &[u8] = b"h2";
const HTTP_1: &[u8] = b"http/1.1";

/// The certificates that the site shows in a handshake.
pub(crate) struct Authority {
    /// The root that a client must trust, as PEM.
    pub(crate) pem: String,
    good: Arc<ServerConfig>,
    /// The same certificate, without HTTP/2.
    good_http1: Arc<ServerConfig>,
    expired: Arc<ServerConfig>,
    self_signed: Arc<ServerConfig>,
    wrong_name: Arc<ServerConfig>,
}

impl Authority {
    pub(crate) fn new() -> Result<Self, SiteError> {
        let (root, issuer) = root()?;
        let good = signed(leaf(&OUR_NAMES, 2100)?, &issuer)?;
        Ok(Self {
            pem: root.pem(),
            good_http1: without_http2(&good),
            good,
            expired: signed(leaf(&OUR_NAMES, 2020)?, &issuer)?,
            self_signed: self_signed(leaf(&OUR_NAMES, 2100)?)?,
            wrong_name: signed(leaf(&ANOTHER_NAME, 2100)?, &issuer)?,
        })
    }

    /// The configuration for a handshake, with the certificate of a fault if there is one. HTTP/2 is offered
    /// unless a fault needs HTTP/1.1.
    pub(crate) fn shown(&self, fault: Option<FaultKind>, needs_http1: bool) -> Arc<ServerConfig> {
        let config = match fault {
            Some(FaultKind::ExpiredCertificate) => &self.expired,
            Some(FaultKind::SelfSigned) => &self.self_signed,
            Some(FaultKind::WrongName) => &self.wrong_name,
            _ if needs_http1 => &self.good_http1,
            _ => &self.good,
        };
        Arc::clone(config)
    }
}

fn root() -> Result<(Certificate, Issuer<'static, KeyPair>), SiteError> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, "iFilm practice site");
    params.key_usages =
        vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign, KeyUsagePurpose::DigitalSignature];
    params.not_before = date_time_ymd(2018, 1, 1);
    params.not_after = date_time_ymd(2100, 1, 1);
    let key = KeyPair::generate().map_err(SiteError::certificate)?;
    let root = params.self_signed(&key).map_err(SiteError::certificate)?;
    Ok((root, Issuer::new(params, key)))
}

fn leaf(names: &[&str], ends: i32) -> Result<CertificateParams, SiteError> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).map_err(SiteError::certificate)?;
    params.distinguished_name.push(DnType::CommonName, "iFilm practice edition");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2019, 1, 1);
    params.not_after = date_time_ymd(ends, 1, 1);
    Ok(params)
}

fn signed(params: CertificateParams, issuer: &Issuer<'_, KeyPair>) -> Result<Arc<ServerConfig>, SiteError> {
    let key = KeyPair::generate().map_err(SiteError::certificate)?;
    let certificate = params.signed_by(&key, issuer).map_err(SiteError::certificate)?;
    config(&certificate, &key)
}

fn self_signed(params: CertificateParams) -> Result<Arc<ServerConfig>, SiteError> {
    let key = KeyPair::generate().map_err(SiteError::certificate)?;
    let certificate = params.self_signed(&key).map_err(SiteError::certificate)?;
    config(&certificate, &key)
}

/// No session is resumed, so the site sends its certificate on each connection.
fn config(certificate: &Certificate, key: &KeyPair) -> Result<Arc<ServerConfig>, SiteError> {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(SiteError::certificate)?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .map_err(SiteError::certificate)?;
    config.alpn_protocols = vec![HTTP_2.to_vec(), HTTP_1.to_vec()];
    config.send_tls13_tickets = 0;
    config.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
    Ok(Arc::new(config))
}

fn without_http2(config: &ServerConfig) -> Arc<ServerConfig> {
    let mut config = config.clone();
    config.alpn_protocols = vec![HTTP_1.to_vec()];
    Arc::new(config)
}
