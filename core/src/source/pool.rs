//! Pools of connections: one for each edition and scope, so that nothing joins the listings and pages that a
//! person reads in two editions at one host. Pictures of all editions share one. No pool stores cookies.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::Client;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, USER_AGENT};
use rustls::{ClientConfig, RootCertStore};

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

/// So many pools are kept, each with its connections and its TLS sessions: those that were used last, and all
/// that are in use. A catalogue may have a thousand editions.
const MOST_POOLS: usize = 32;

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

/// The pools. The first request of an edition and scope makes theirs, and so does the first one after it was
/// dropped.
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

/// What was made since the last renewal of connections.
#[derive(Default)]
struct Made {
    renewals: u64,
    /// The one that was used last comes last.
    pools: Vec<Arc<Pool>>,
    /// What the pools of a scope share.
    tls: Vec<(Scope, ClientConfig)>,
}

impl Made {
    /// The pool of an edition and scope, if it is still there. It counts as used now.
    fn take_up(&mut self, scope: &Scope, edition: Option<&EditionId>) -> Option<Arc<Pool>> {
        let is_it = |pool: &Arc<Pool>| pool.edition.as_ref() == edition && pool.scope == *scope;
        let place = self.pools.iter().position(is_it)?;
        let pool = self.pools.remove(place);
        self.add(&pool);
        Some(pool)
    }

    /// Adds a pool. Drops those that nobody uses and that were used longest ago, beyond [`MOST_POOLS`].
    fn add(&mut self, pool: &Arc<Pool>) {
        self.pools.push(Arc::clone(pool));
        let mut beyond = self.pools.len().saturating_sub(MOST_POOLS);
        self.pools.retain(|pool| {
            let stays = beyond == 0 || Arc::strong_count(pool) > 1;
            beyond -= usize::from(!stays);
            stays
        });
    }

    /// The configuration of TLS for a scope, with sessions of its own.
    fn tls(&mut self, roots: &Arc<RootCertStore>, scope: &Scope) -> Result<ClientConfig> {
        if let Some((_, config)) = self.tls.iter().find(|(of, _)| of == scope) {
            return Ok(tls::with_own_sessions(config));
        }
        let config = tls::config(roots, scope)?;
        let own = tls::with_own_sessions(&config);
        self.tls.push((scope.clone(), config));
        Ok(own)
    }
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
            *made = Made { renewals, ..Made::default() };
        }
        if let Some(pool) = made.take_up(scope, id) {
            return Ok(pool);
        }
        let headers = self.headers(edition);
        let sender = self.sender(&mut made, scope, &headers)?;
        let pool = Arc::new(Pool { scope: scope.clone(), edition: id.cloned(), sender, headers });
        made.add(&pool);
        Ok(pool)
    }

    fn sender(&self, made: &mut Made, scope: &Scope, headers: &HeaderMap) -> Result<Sender> {
        Ok(match &self.transport {
            Some(transport) => Sender::Host(Arc::clone(transport)),
            None => Sender::Own(self.client(made.tls(&self.roots, scope)?, scope, headers.clone())?),
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
    fn client(&self, tls: ClientConfig, scope: &Scope, headers: HeaderMap) -> Result<Client> {
        let half_idle = (self.limits.idle / 2).clamp(SHORTEST_PING, LONGEST_PING);
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls)
            .dns_resolver(Resolver::new(scope.clone(), &self.names, &self.known, self.limits.connect))
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

#[cfg(test)]
mod tests {
    use super::super::SystemNames;
    use super::*;
    use crate::catalog::{Editions, Use};

    fn pools() -> Pools {
        let network = Network {
            user_agent: "test".to_owned(),
            proxy: None,
            extra_roots_pem: Vec::new(),
            only_extra_roots: false,
            transport: None,
            names: Arc::new(SystemNames),
            renewal: Renewal::default(),
        };
        Pools::new(&network, Limits::default(), 1, Arc::new(KnownAddresses::of(Vec::new()))).unwrap()
    }

    fn editions() -> Vec<EditionEntry> {
        let of = |number: usize| format!("e{number}").parse().unwrap();
        let language: crate::model::LanguageTag = "en".parse().unwrap();
        (0..40).map(|number| EditionEntry::of(of(number), language.clone(), "One of many")).collect()
    }

    fn kept(pools: &Pools) -> Vec<String> {
        let id = |pool: &Arc<Pool>| pool.edition.as_ref().map(ToString::to_string).unwrap_or_default();
        pools.made().pools.iter().map(id).collect()
    }

    #[test]
    fn the_pools_that_were_used_last_are_kept_and_those_that_are_in_use() {
        let (pools, editions) = (pools(), editions());
        let scope = Scope::of(&Editions::embedded(), Use::Pages);

        let in_use = pools.of(&scope, Some(&editions[1])).unwrap();
        for edition in &editions[..36] {
            pools.of(&scope, Some(edition)).unwrap();
            pools.of(&scope, Some(&editions[0])).unwrap();
        }
        let again = pools.of(&scope, Some(&editions[1])).unwrap();

        let newest = (6..36).map(|number| format!("e{number}"));
        let expected: Vec<String> = newest.chain(["e0".to_owned(), "e1".to_owned()]).collect();
        assert_eq!((kept(&pools), Arc::ptr_eq(&in_use, &again)), (expected, true));
        assert_eq!(pools.made().tls.len(), 1);
    }

    /// Seen: only a new pool dropped others, so those of a busy time were kept as long as none was made.
    #[test]
    fn after_a_busy_time_the_next_request_drops_the_pools_that_nobody_uses_any_more() {
        let (pools, editions) = (pools(), editions());
        let scope = Scope::of(&Editions::embedded(), Use::Pages);
        let in_use: Vec<_> = editions.iter().map(|one| pools.of(&scope, Some(one)).unwrap()).collect();
        assert_eq!(kept(&pools).len(), 40);

        drop(in_use);
        pools.of(&scope, Some(&editions[0])).unwrap();

        let newest: Vec<String> = (9..40).chain([0]).map(|number| format!("e{number}")).collect();
        assert_eq!(kept(&pools), newest);
    }
}
