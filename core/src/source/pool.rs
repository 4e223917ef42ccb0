//! Pools of connections: one for each edition and scope, so that nothing joins the listings and pages that a
//! person reads in two editions at one host. Pictures of all editions share one. No pool stores cookies.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::Client;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, USER_AGENT};
use rustls::RootCertStore;

use super::known_addresses::KnownAddresses;
use super::names::Names;
use super::renewal::Renewal;
use super::resolver::Resolver;
use super::scope::Scope;
use super::sender::Sender;
use super::{Network, connection, tls};
use crate::catalog::EditionEntry;
use crate::error::{Error, Result};
use crate::model::{EditionId, Limits, Transport};

/// An unused connection is closed after this time.
const LONGEST_UNUSED: Duration = Duration::from_secs(20);

/// The most bytes of a body that a server of HTTP/2 may send before they are read.
const MOST_UNREAD: u32 = 256 << 10;

/// A server of HTTP/2 that does not answer is asked for a sign of life after a time between these.
const SHORTEST_PING: Duration = Duration::from_secs(1);
const LONGEST_PING: Duration = Duration::from_secs(60);

/// The connections for one edition and scope, and the headers that all their requests have.
pub(super) struct Pool {
    scope: Scope,
    /// `None` for requests that belong to no edition, such as those for pictures.
    edition: Option<EditionId>,
    pub(super) sender: Sender,
    pub(super) headers: HeaderMap,
}

/// All pools. The first request of an edition and scope makes theirs.
pub(super) struct Pools {
    pools: Mutex<Made>,
    roots: Arc<RootCertStore>,
    agent: HeaderValue,
    proxy: Option<reqwest::Proxy>,
    transport: Option<Arc<dyn Transport>>,
    limits: Limits,
    connections_per_host: u32,
    names: Arc<dyn Names>,
    known: Arc<KnownAddresses>,
    renewal: Renewal,
}

/// The pools that were made since the last renewal of connections.
#[derive(Default)]
struct Made {
    renewals: u64,
    pools: Vec<Arc<Pool>>,
}

impl Pools {
    pub(super) fn new(
        network: &Network,
        limits: Limits,
        connections_per_host: u32,
        known: Arc<KnownAddresses>,
    ) -> Result<Self> {
        Ok(Self {
            pools: Mutex::default(),
            roots: tls::roots(&network.extra_roots_pem, network.only_extra_roots)?,
            agent: network.agent()?,
            proxy: network.proxy()?,
            transport: network.transport.clone(),
            limits,
            connections_per_host,
            names: Arc::clone(&network.names),
            known,
            renewal: network.renewal.clone(),
        })
    }

    /// From now on, requests make new connections.
    pub(super) fn drop_connections(&self) {
        self.made().pools.clear();
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn of(&self, scope: &Scope, edition: Option<&EditionEntry>) -> Result<Arc<Pool>> {
        let id = edition.map(|edition| &edition.id);
        let (mut made, renewals) = (self.made(), self.renewal.times());
        if made.renewals != renewals {
            *made = Made { renewals, pools: Vec::new() };
        }
        let pools = &mut made.pools;
        if let Some(pool) = pools.iter().find(|pool| pool.scope == *scope && pool.edition.as_ref() == id) {
            return Ok(Arc::clone(pool));
        }
        let headers = self.headers(edition);
        let sender = self.sender(scope, &headers)?;
        let pool = Arc::new(Pool { scope: scope.clone(), edition: id.cloned(), sender, headers });
        pools.push(Arc::clone(&pool));
        Ok(pool)
    }

    fn sender(&self, scope: &Scope, headers: &HeaderMap) -> Result<Sender> {
        Ok(match &self.transport {
            Some(transport) => Sender::Host(Arc::clone(transport)),
            None => Sender::Own(self.client(scope, headers.clone())?),
        })
    }

    fn headers(&self, edition: Option<&EditionEntry>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        headers.insert(USER_AGENT, self.agent.clone());
        let language = edition.and_then(|edition| HeaderValue::from_str(edition.language.as_str()).ok());
        if let Some(language) = language {
            headers.insert(ACCEPT_LANGUAGE, language);
        }
        headers
    }

    /// HTTP/2 gets four times the size, because it counts more for each line, and a refusal by its library is
    /// no `TooLarge`. `head.rs` checks the limits themselves. reqwest repeats no request, because it keeps no
    /// spacing and counts no repeats: `exchange.rs` does. A dead connection of HTTP/2 is found by pings, and
    /// little of a body that nobody reads comes before the server must wait.
    fn client(&self, scope: &Scope, headers: HeaderMap) -> Result<Client> {
        let half_idle = (self.limits.idle / 2).clamp(SHORTEST_PING, LONGEST_PING);
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls::config(&self.roots, scope)?)
            .dns_resolver(Resolver::new(scope.clone(), &self.names, &self.known))
            .connector_layer(connection::layer())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .default_headers(headers)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_max_headers(self.limits.headers as usize)
            .http2_initial_stream_window_size(MOST_UNREAD)
            .http2_keep_alive_interval(half_idle)
            .http2_keep_alive_timeout(half_idle)
            .http2_max_header_list_size(self.limits.header_bytes.saturating_mul(4))
            .connect_timeout(self.limits.connect)
            .pool_idle_timeout(LONGEST_UNUSED)
            .pool_max_idle_per_host(self.connections_per_host as usize);
        if let Some(proxy) = &self.proxy {
            client = client.proxy(proxy.clone());
        }
        client.build().map_err(|cause| Error::Internal(format!("no HTTP client: {cause}")))
    }
}
