//! The errors for a status or a failed request.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use url::Url;

use super::resolver::NotPublic;
use super::retry_after::retry_at;
use crate::error::Error;
use crate::model::{Limits, TransportError};

/// The error for a status that is neither success nor redirect.
pub(super) fn of_status(address: &Url, status: StatusCode, headers: &HeaderMap, now: Timestamp) -> Error {
    match status {
        StatusCode::NOT_FOUND => Error::NotFound(address.to_string()),
        StatusCode::GONE => Error::Gone(address.to_string()),
        _ => Error::Refused {
            address: address.to_string(),
            status: status.as_u16(),
            retry_at: retry_at(headers, now),
        },
    }
}

/// The error for a request that failed without an answer.
pub(super) fn of_request(address: &Url, limits: &Limits, error: &(dyn StdError + 'static)) -> Error {
    if let Some(error) = find::<TransportError>(error) {
        return of_transport(address, limits, error);
    }
    if find::<NotPublic>(error).is_some() {
        return Error::ForbiddenAddress { address: address.to_string(), reason: NotPublic::REASON };
    }
    if let Some(tls) = find::<rustls::Error>(error).filter(|tls| is_about_trust(tls)) {
        return Error::UntrustedCertificate { host: host(address), reason: tls.to_string() };
    }
    if find::<hyper::Error>(error).is_some_and(hyper::Error::is_parse_too_large) {
        return Error::TooLarge { address: address.to_string(), limit: limits.header_bytes.into() };
    }
    if find::<reqwest::Error>(error).is_some_and(reqwest::Error::is_timeout) {
        return Error::TimedOut { address: address.to_string(), limit: limits.connect };
    }
    let cause = Arc::from(deepest(error).to_string().into_boxed_str());
    Error::Offline { host: host(address), cause }
}

fn of_transport(address: &Url, limits: &Limits, error: &TransportError) -> Error {
    match error {
        TransportError::TimedOut(_) => {
            Error::TimedOut { address: address.to_string(), limit: limits.connect }
        }
        TransportError::UntrustedCertificate(reason) => {
            Error::UntrustedCertificate { host: host(address), reason: reason.clone() }
        }
        TransportError::NotConnected(reason) | TransportError::Broken(reason) => {
            Error::Offline { host: host(address), cause: Arc::from(reason.as_str()) }
        }
    }
}

/// Whether a request failed before anything of it was sent.
pub(super) fn is_before_sending(error: &(dyn StdError + 'static)) -> bool {
    find::<reqwest::Error>(error).is_some_and(reqwest::Error::is_connect)
        || find::<TransportError>(error).is_some_and(TransportError::is_before_sending)
}

/// Whether the host's certificate is not trusted. Any other TLS error counts as a broken connection.
fn is_about_trust(tls: &rustls::Error) -> bool {
    matches!(tls, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
}

fn host(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_owned()
}

/// The first error of a type in a chain of causes. It also looks inside I/O errors, whose `source` skips the
/// error that they carry.
pub(super) fn find<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        let carried = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let carried = carried.and_then(|carried| find::<T>(carried as &(dyn StdError + 'static)));
        if let Some(found) = error.downcast_ref::<T>().or(carried) {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// The kind of the I/O error in a chain of causes.
pub(super) fn io_kind(error: &(dyn StdError + 'static)) -> Option<io::ErrorKind> {
    find::<io::Error>(error).map(io::Error::kind)
}

fn deepest<'a>(error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    let mut error = error;
    while let Some(cause) = error.source() {
        error = cause;
    }
    error
}
