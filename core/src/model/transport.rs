//! A transport: the HTTP stack of a host, which sends the requests of the core in place of the core's own.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use url::Url;

use super::Method;

/// The HTTP stack of a host ([`Config::transport`](crate::Config::transport)). Every request of a client goes
/// through it, one call for each, also for each hop of a redirect.
///
/// The core decides what is requested and when. It follows redirects within the catalogue's hosts, keeps the
/// pace, the cookies of one chain of redirects, the [`Limits`](crate::Limits) and the budget, decompresses,
/// and counts the bytes. What it cannot see, the transport must keep to:
///
/// - It sends the request as it is: its method, its address, and all its headers, in any order. It adds
///   `Host`, and what its connections need. It adds no other language, name, cookie, password or cache rule.
/// - It follows no redirect, answers nothing from a cache, keeps no cookies, and repeats nothing. One
///   exception: if a connection that was used before turns out to be closed, it may repeat on a new one.
///   The core cannot see that a redirect was followed. It would go to any host, also to one outside the
///   catalogue, and what comes from there would be stored as what was asked for. Many stacks follow unless
///   told not to.
/// - It verifies certificates and their names, in https as strictly as the system can, and never goes on
///   without. The core refuses an address outside the catalogue before it calls, but sees neither
///   certificates nor to which address a name leads.
/// - It looks names up itself. The core's own stack refuses a public name that leads to a private address;
///   with a transport nobody does, unless the transport does it.
/// - It leaves a body compressed, or says that it did not ([`TransportAnswer::decompressed`]). Then the core
///   counts more bytes than came.
///
/// A lie in an answer is an error of that request alone, as is a panic.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, and waits for the head of its answer. If the core drops the future or the body, it no
    /// longer wants the answer: then the transport ends the connection, or keeps it for another request.
    fn send(&self, request: TransportRequest) -> TransportFuture<'static, TransportAnswer>;
}

/// The body of an answer. Dropping it ends the request.
pub trait TransportBody: Send + 'static {
    /// The next bytes as they came over the wire, or `None` at the end. 16 to 64 KiB at once are best.
    fn next(&mut self) -> TransportFuture<'_, Option<Vec<u8>>>;
}

/// What a transport has later.
pub type TransportFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, TransportError>> + Send + 'a>>;

/// One request, as a transport sends it. It has no body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportRequest {
    /// The method.
    pub method: Method,
    /// The address, with http or https. It has no user name and no password.
    pub address: Url,
    /// All headers but `Host`. Among them is `Accept-Encoding`.
    pub headers: Vec<TransportHeader>,
    /// The longest wait for a connection, TLS included. The core cannot see when there is one, so the
    /// transport ends this wait itself, with [`TransportError::TimedOut`].
    pub connect: Duration,
    /// The longest wait for the head, and between two pieces of the body. The core ends it.
    pub idle: Duration,
    /// The longest that head and body may take together. The core ends it.
    pub total: Duration,
}

/// One line of a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportHeader {
    /// The name, in any case.
    pub name: String,
    /// The bytes of the value, in whatever encoding.
    pub value: Vec<u8>,
}

impl TransportHeader {
    /// A line of a head.
    pub fn new(name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// The answer to a request.
#[non_exhaustive]
pub struct TransportAnswer {
    /// The HTTP status.
    pub status: u16,
    /// All lines of the head, one entry for each, as the server sent them. A line that HTTP does not allow is
    /// ignored, as with the core's own stack.
    pub headers: Vec<TransportHeader>,
    /// The body.
    pub body: Box<dyn TransportBody>,
    /// Whether the transport has decompressed the body, so that `Content-Encoding` and `Content-Length` say
    /// nothing about it.
    pub is_decompressed: bool,
}

impl TransportAnswer {
    /// An answer whose body is as it came over the wire.
    pub fn new(status: u16, headers: Vec<TransportHeader>, body: impl TransportBody) -> Self {
        Self { status, headers, body: Box::new(body), is_decompressed: false }
    }

    /// The same answer with a body that the transport has decompressed. The core counts the bytes of this
    /// body, because nobody tells it those of the wire.
    pub fn decompressed(self) -> Self {
        Self { is_decompressed: true, ..self }
    }
}

/// Why a transport has no answer, or not all of it. The text is for logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// No connection could be made: no network, no such name, nobody listens. Nothing was sent. It becomes
    /// [`Error::Offline`](crate::Error::Offline).
    #[error("{0}")]
    NotConnected(String),
    /// No connection could be made in time. It becomes [`Error::TimedOut`](crate::Error::TimedOut). The head
    /// of the request counts as sent, because not every stack tells this apart from a late answer.
    #[error("{0}")]
    TimedOut(String),
    /// The certificate of the host, or its name, cannot be trusted. Nothing was sent. It becomes
    /// [`Error::UntrustedCertificate`](crate::Error::UntrustedCertificate).
    #[error("{0}")]
    UntrustedCertificate(String),
    /// The connection broke, or the transport failed in another way, after the request may have been sent. It
    /// becomes [`Error::Offline`](crate::Error::Offline).
    #[error("{0}")]
    Broken(String),
}

impl TransportError {
    /// Whether it says that nothing of the request was sent.
    pub(crate) fn is_before_sending(&self) -> bool {
        matches!(self, Self::NotConnected(_) | Self::UntrustedCertificate(_))
    }
}
