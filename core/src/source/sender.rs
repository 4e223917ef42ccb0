//! What sends the requests: our own HTTP stack, or the transport of the host.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response};
use url::Url;

use super::hosted;
use crate::error::Result;
use crate::model::{Limits, Method, Transport, TransportHeader, TransportRequest};

/// What sends the requests of a pool.
pub(super) enum Sender {
    /// Our own stack. It adds the headers that all requests of the pool have.
    Own(Client),
    /// The transport of the host.
    Host(Arc<dyn Transport>),
}

/// A request without a body.
pub(super) struct Outgoing<'a> {
    pub(super) address: &'a Url,
    /// The headers that all requests of the pool have.
    pub(super) shared: &'a HeaderMap,
    /// The headers of this one alone.
    pub(super) headers: HeaderMap,
    pub(super) limits: &'a Limits,
    /// The time that is left for the answer.
    pub(super) left: Duration,
}

/// Why a request has no answer.
pub(super) type Cause = Box<dyn StdError + Send + Sync>;

impl Sender {
    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    /// If the head that the host gives breaks a limit or a rule. All other failures are in the inner result.
    pub(super) async fn send(&self, request: Outgoing<'_>) -> Result<Result<Response, Cause>> {
        match self {
            Self::Own(client) => {
                let request = client.get(request.address.clone()).headers(request.headers);
                Ok(request.send().await.map_err(Cause::from))
            }
            Self::Host(transport) => {
                let limits = request.limits;
                let sent = hosted::send(&**transport, for_host(request), limits).await?;
                Ok(sent.map_err(Cause::from))
            }
        }
    }
}

fn for_host(request: Outgoing<'_>) -> TransportRequest {
    let Outgoing { address, shared, headers, limits, left } = request;
    let line =
        |(name, value): (&HeaderName, &HeaderValue)| TransportHeader::new(name.as_str(), value.as_bytes());
    let mut address = address.clone();
    address.set_fragment(None); // no part of a request
    TransportRequest {
        method: Method::Get,
        address,
        headers: shared.iter().chain(&headers).map(line).collect(),
        connect: limits.connect,
        idle: limits.idle,
        total: left,
    }
}
