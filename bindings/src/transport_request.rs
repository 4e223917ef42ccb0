//! What the HTTP stack of a host is asked to send, and how it says that it failed.

use std::time::Duration;

use crate::plan::Method;

/// One request, as the HTTP stack of a host sends it. It has no body.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TransportRequest {
    /// The number of the request, by which it is cancelled.
    pub id: i64,
    /// The method.
    pub method: Method,
    /// The address, with http or https. It has no user name and no password.
    pub address: String,
    /// All headers but `Host`. Among them is `Accept-Encoding`.
    pub headers: Vec<TransportHeader>,
    /// The longest wait for a connection, TLS included, in milliseconds. The core cannot see when there is
    /// one, so the transport ends this wait itself.
    pub connect_ms: u32,
    /// The longest wait for the head, and between two pieces of the body, in milliseconds. The core ends it.
    pub idle_ms: u32,
    /// The longest that head and body may take together, in milliseconds. The core ends it.
    pub total_ms: u32,
}

/// One line of a head.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TransportHeader {
    /// The name, in any case.
    pub name: String,
    /// The value. Each letter up to U+00FF is one byte, as HTTP reads them (ISO 8859-1). A value with other
    /// letters is taken as UTF-8.
    pub value: String,
}

/// Why the HTTP stack of a host has no answer, or not all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum TransportFailure {
    /// No connection could be made: no network, no such name, nobody listens. Nothing was sent. It becomes
    /// `Offline`.
    NotConnected,
    /// No connection could be made in time. It becomes `TimedOut`. The head of the request counts as sent,
    /// because not every stack tells this apart from a late answer.
    TimedOut,
    /// The certificate of the host, or its name, cannot be trusted. Nothing was sent. It becomes
    /// `UntrustedCertificate`.
    UntrustedCertificate,
    /// The connection broke, or the transport failed in another way, after the request may have been sent. It
    /// becomes `Offline`.
    Broken,
}

impl TransportRequest {
    pub(crate) fn of(id: i64, request: ifilm_core::TransportRequest) -> Self {
        let ifilm_core::TransportRequest { method, address, headers, connect, idle, total } = request;
        Self {
            id,
            method: method.into(),
            address: address.into(),
            headers: headers.into_iter().map(Into::into).collect(),
            connect_ms: millis(connect),
            idle_ms: millis(idle),
            total_ms: millis(total),
        }
    }
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

impl From<ifilm_core::TransportHeader> for TransportHeader {
    fn from(header: ifilm_core::TransportHeader) -> Self {
        let ifilm_core::TransportHeader { name, value } = header;
        Self { name, value: value.into_iter().map(char::from).collect() }
    }
}

impl From<TransportHeader> for ifilm_core::TransportHeader {
    fn from(header: TransportHeader) -> Self {
        let TransportHeader { name, value } = header;
        let bytes: Option<Vec<u8>> = value.chars().map(|letter| u8::try_from(letter).ok()).collect();
        Self::new(name, bytes.unwrap_or_else(|| value.into_bytes()))
    }
}

impl TransportFailure {
    pub(crate) fn for_reason(self, reason: String) -> ifilm_core::TransportError {
        match self {
            Self::NotConnected => ifilm_core::TransportError::NotConnected(reason),
            Self::TimedOut => ifilm_core::TransportError::TimedOut(reason),
            Self::UntrustedCertificate => ifilm_core::TransportError::UntrustedCertificate(reason),
            Self::Broken => ifilm_core::TransportError::Broken(reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_value_survive_the_way_to_the_host_and_back() {
        let bytes: Vec<u8> = (0x20..=0xff).collect();

        let at_host = TransportHeader::from(ifilm_core::TransportHeader::new("ETag", bytes.clone()));

        assert_eq!(ifilm_core::TransportHeader::from(at_host).value, bytes);
    }

    #[test]
    fn a_value_with_other_letters_is_utf_8() {
        let header = TransportHeader { name: "Location".to_owned(), value: "/باران".to_owned() };

        assert_eq!(ifilm_core::TransportHeader::from(header).value, "/باران".as_bytes());
    }
}
