//! Sends one request: takes an address and its validators, and gives the changed bytes, or that nothing
//! changed.
//!
//! Each request is polite: the number of connections to a host is limited, to one unless the catalogue says
//! more. Each request keeps the limits, and reaches only the hosts of its scope. Each kind of failure has its
//! own error. A request is retried in two cases only: a reused connection was closed, or the host refused the
//! validators.

mod answer;
mod body;
mod capped;
mod charset;
mod coding;
mod connection;
mod cookie;
mod date;
mod deadline;
mod exchange;
mod failure;
mod gunzip;
mod inflate;
mod lookup;
mod politeness;
mod public;
mod redirect;
mod resolver;
mod retry_after;
mod scope;
mod tls;
mod validators;
mod wire;

use std::sync::{Arc, Mutex, PoisonError};

use rustls::RootCertStore;
use url::Url;

use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Limits, Validators};
use exchange::{Exchange, Tools};
use politeness::Politeness;

pub(crate) use answer::{Answer, Fetched};
pub(crate) use politeness::Gates;
pub(crate) use scope::Scope;
pub(crate) use tls::check_roots;
pub(crate) use wire::Wire;

const USER_AGENT: &str = concat!("ifilm/", env!("CARGO_PKG_VERSION"));
/// Some servers send more headers than hyper's default of 100. Hyper's buffer limits their total size.
const MOST_HEADERS: usize = 1000;
const MOST_HEADER_BYTES: u32 = 256 << 10;

/// Sends requests.
pub(crate) struct Source {
    /// One client for each scope, so that scopes share no connections.
    clients: Mutex<Vec<(Scope, reqwest::Client)>>,
    roots: Arc<RootCertStore>,
    connections_per_host: u32,
    limits: Limits,
    politeness: Politeness,
    clock: SharedClock,
}

impl Source {
    /// A source that has not sent anything yet. Sources with the same gates keep together to the number of
    /// connections.
    pub(crate) fn new(
        connections_per_host: u32,
        gates: &Gates,
        extra_roots: &[String],
        limits: Limits,
        clock: SharedClock,
    ) -> Result<Self> {
        let politeness = Politeness::new(connections_per_host, gates.clone());
        let roots = tls::roots(extra_roots)?;
        Ok(Self { clients: Mutex::default(), roots, connections_per_host, limits, politeness, clock })
    }

    /// Requests an address, with its validators if it has any. The address and all its redirects must be
    /// inside the scope. Waits for a turn at each host. `wire` counts requests and bytes, even if the request
    /// fails or is dropped.
    pub(crate) async fn fetch(
        &self,
        scope: &Scope,
        address: &Url,
        known: &Validators,
        wire: &mut Wire,
    ) -> Result<Fetched> {
        scope.check(address)?;
        let Self { limits, politeness, clock, .. } = self;
        let tools = Tools { http: self.client(scope)?, scope, limits, politeness, clock };
        Exchange::new(tools, wire).run(address, known).await
    }

    /// The client for a scope. The first request of a scope creates it.
    fn client(&self, scope: &Scope) -> Result<reqwest::Client> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, client)) = clients.iter().find(|(known, _)| known == scope) {
            return Ok(client.clone());
        }
        let client = self.new_client(scope)?;
        clients.push((scope.clone(), client.clone()));
        Ok(client)
    }

    fn new_client(&self, scope: &Scope) -> Result<reqwest::Client> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(&self.roots, scope)?)
            .dns_resolver(resolver::PublicOnly::new(scope.clone()))
            .connector_layer(connection::layer())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .user_agent(USER_AGENT)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_max_headers(MOST_HEADERS)
            .http2_max_header_list_size(MOST_HEADER_BYTES)
            .connect_timeout(self.limits.connect)
            .pool_idle_timeout(std::time::Duration::from_secs(20))
            .pool_max_idle_per_host(self.connections_per_host as usize);
        client.build().map_err(|cause| Error::Internal(format!("no HTTP client: {cause}")))
    }
}
