//! Signs: what a request that failed shows about the network.

use std::error::Error as StdError;
use std::io;

use jiff::Timestamp;
use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use url::Url;

use super::failure::{find, io_kind};
use super::known_addresses::NameFault;
use super::resolver::{NoName, NotPublic};
use crate::model::TransportError;

/// What a request that failed shows about the network or the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sign {
    /// The system knows no way to any address of the host.
    NoRoute,
    /// The name of the host could not be looked up.
    NoName,
    /// The name of the host leads to private addresses alone.
    PrivateName,
    /// The name of the host leads to somebody else: to no address at which the host answered before, and to a
    /// certificate that is not the host's.
    ForeignName,
    /// No connection to the host, or it was closed before the answer.
    NotConnected,
    /// No connection or no answer in time.
    Silent,
    /// Its certificate is not trusted.
    Certificate(CertificateFault),
    /// It redirects to a host outside the scope.
    LedAway {
        to: Url,
        /// Whether the host itself is at a private address.
        is_from_private: bool,
        /// Whether the redirect came through TLS, so that it is the host's own.
        is_secure: bool,
    },
    /// It answered with a status that is neither success nor redirect, and not 404 or 410.
    Refused {
        status: u16,
        /// The first bytes of the body.
        beginning: Vec<u8>,
        is_secure: bool,
    },
    /// It answered with something that is not what was asked for.
    Other {
        /// The first bytes of the body.
        beginning: Vec<u8>,
        is_secure: bool,
    },
}

/// Why a certificate is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CertificateFault {
    /// It ended at `until`, and the device says that it is `now`.
    Expired { now: Timestamp, until: Timestamp },
    /// It begins at `from`, and the device says that it is `now`.
    NotYetValid { now: Timestamp, from: Timestamp },
    /// Any other fault.
    Other,
}

/// The most bytes of a body that a sign keeps.
pub(super) const BEGINNING: usize = 16 << 10;

impl Sign {
    /// The sign of a request that failed without an answer. `has_route` says whether there is a way to the
    /// internet: without one to IPv6 alone, a connection fails in the same way.
    pub(super) fn of_request(error: &(dyn StdError + 'static), has_route: fn() -> bool) -> Self {
        if let Some(error) = find::<TransportError>(error) {
            return Self::of_transport(error);
        }
        use io::ErrorKind::{AddrNotAvailable, HostUnreachable, NetworkDown, NetworkUnreachable};
        if find::<NotPublic>(error).is_some() {
            return Self::PrivateName;
        }
        if let Some(no_name) = find::<NoName>(error) {
            return if no_name.is_without_route() { Self::NoRoute } else { Self::NoName };
        }
        if let Some(fault) = certificate_fault(error) {
            return Self::Certificate(fault);
        }
        match io_kind(error) {
            Some(NetworkUnreachable | HostUnreachable | NetworkDown | AddrNotAvailable) if !has_route() => {
                Self::NoRoute
            }
            _ if find::<reqwest::Error>(error).is_some_and(reqwest::Error::is_timeout) => Self::Silent,
            _ => Self::NotConnected,
        }
    }

    fn of_transport(error: &TransportError) -> Self {
        match error {
            TransportError::TimedOut(_) => Self::Silent,
            TransportError::UntrustedCertificate(_) => Self::Certificate(CertificateFault::Other),
            TransportError::NotConnected(_) | TransportError::Broken(_) => Self::NotConnected,
        }
    }

    /// What it shows that a remembered address had to be used.
    pub(super) fn of_name(fault: NameFault) -> Option<Self> {
        match fault {
            NameFault::NoRoute => Some(Self::NoRoute),
            NameFault::NoName => Some(Self::NoName),
            NameFault::PrivateName => Some(Self::PrivateName),
            NameFault::Late | NameFault::Distrusted => None,
        }
    }

    /// The sign of an answer that is not what was asked for.
    pub(super) fn of_other(address: &Url, body: &[u8]) -> Self {
        let beginning = body.get(..BEGINNING).unwrap_or(body).to_vec();
        Self::Other { beginning, is_secure: is_secure(address) }
    }
}

pub(super) fn is_secure(address: &Url) -> bool {
    address.scheme() == "https"
}

fn certificate_fault(error: &(dyn StdError + 'static)) -> Option<CertificateFault> {
    match find::<rustls::Error>(error)? {
        rustls::Error::InvalidCertificate(fault) => Some(CertificateFault::of(fault)),
        rustls::Error::NoCertificatesPresented => Some(CertificateFault::Other),
        _ => None,
    }
}

impl CertificateFault {
    fn of(fault: &CertificateError) -> Self {
        match fault {
            CertificateError::ExpiredContext { time, not_after } => {
                Self::Expired { now: moment(*time), until: moment(*not_after) }
            }
            CertificateError::NotValidYetContext { time, not_before } => {
                Self::NotYetValid { now: moment(*time), from: moment(*not_before) }
            }
            _ => Self::Other,
        }
    }
}

fn moment(time: UnixTime) -> Timestamp {
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_without_ipv6_has_a_network() {
        for kind in [io::ErrorKind::NetworkUnreachable, io::ErrorKind::HostUnreachable] {
            let error = io::Error::from(kind);

            assert_eq!(Sign::of_request(&error, || true), Sign::NotConnected);
            assert_eq!(Sign::of_request(&error, || false), Sign::NoRoute);
        }
    }

    #[test]
    fn what_a_transport_says_is_a_sign_like_any_other() {
        let certificate = Sign::Certificate(CertificateFault::Other);
        for (error, sign) in [
            (TransportError::NotConnected as fn(String) -> TransportError, Sign::NotConnected),
            (TransportError::Broken, Sign::NotConnected),
            (TransportError::TimedOut, Sign::Silent),
            (TransportError::UntrustedCertificate, certificate),
        ] {
            assert_eq!(Sign::of_request(&error("out".to_owned()), || true), sign);
        }
    }
}
