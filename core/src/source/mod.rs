//! Sends one request: takes an address and its validators, and gives the changed bytes, or that nothing
//! changed.
//!
//! Each request is polite: the number of connections to a host is limited, to one unless the catalogue says
//! more. Each request keeps the limits, and reaches only the hosts of its scope. Each kind of failure has its
//! own error. A request is retried in three cases only: a reused connection was closed, a server of HTTP/2
//! said that it did not process the request, or the host refused the validators. It is also sent again if the
//! connections are renewed meanwhile, because the network has changed.

mod allowance;
mod answer;
mod balance;
mod body;
mod capped;
mod charset;
mod coding;
mod connection;
mod cookie;
mod date;
mod deadline;
mod enough;
mod exchange;
mod failure;
mod freshness;
mod gates;
#[cfg(test)]
mod gates_property;
mod gunzip;
mod head;
mod host_signs;
mod hosted;
mod inflate;
mod known_addresses;
mod lookup;
mod meter;
mod names;
mod network;
mod politeness;
mod pool;
mod public;
mod redirect;
mod refusals;
mod renewal;
mod resolver;
mod retry_after;
mod scope;
mod sender;
mod sign;
mod tls;
mod validators;
mod wire;

use std::net::IpAddr;
use std::sync::Arc;

use url::Url;

use crate::catalog::EditionEntry;
use crate::clock::SharedClock;
use crate::error::Result;
use crate::model::{DataKind, Limits, Validators};
use enough::Enough;
use exchange::{Exchange, Tools};
use host_signs::Signs;
use known_addresses::KnownAddresses;
use meter::Meter;
use politeness::Politeness;
use pool::Pools;

pub(crate) use allowance::{Allowance, Draw};
pub(crate) use answer::{Answer, Fetched, ForNext};
pub(crate) use balance::{Drawing, Drawn};
pub(crate) use freshness::LONGEST_FRESH;
pub(crate) use gates::{Gates, Pace};
pub(crate) use host_signs::HostSigns;
pub(crate) use known_addresses::AddressOutcome;
pub use names::Names;
pub(crate) use names::SystemNames;
pub(crate) use network::Network;
pub(crate) use public::is_at_private;
pub(crate) use renewal::Renewal;
pub(crate) use scope::Scope;
pub(crate) use sign::{CertificateFault, Sign};
pub(crate) use wire::Wire;

/// Sends requests.
pub(crate) struct Source {
    pools: Pools,
    limits: Limits,
    politeness: Politeness,
    clock: SharedClock,
    renewal: Renewal,
    signs: Signs,
    known: Arc<KnownAddresses>,
    is_block_page: fn(&[u8]) -> bool,
}

/// What is requested.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The address and all its redirects must be inside the scope.
    pub(crate) scope: &'a Scope,
    /// The edition that the request is for. It has connections of its own, and its language is sent. `None`
    /// for pictures, which share connections and ask for no language.
    pub(crate) edition: Option<&'a EditionEntry>,
    pub(crate) address: &'a Url,
    /// The validators, if there are any.
    pub(crate) known: &'a Validators,
    /// What the request is for, and what it may cost.
    pub(crate) kind: DataKind,
    pub(crate) allowance: &'a Allowance,
    /// Whether what came of the body is enough, so that the rest is not read; `None` reads all of it. Not
    /// asked for a compressed body.
    pub(crate) enough: Option<Enough>,
}

impl Source {
    /// A source that has not sent anything yet. Sources with the same gates keep together to the number of
    /// requests at once and to the spacing. `remembered` are addresses of hosts that worked before, best
    /// first. `is_block_page` reads the beginning of a body.
    pub(crate) fn new(
        network: &Network,
        gates: &Gates,
        limits: Limits,
        clock: SharedClock,
        remembered: Vec<(String, IpAddr)>,
        is_block_page: fn(&[u8]) -> bool,
    ) -> Result<Self> {
        let known = Arc::new(KnownAddresses::of(remembered));
        let pools = Pools::new(network, limits.clone(), gates.connections_per_host(), Arc::clone(&known))?;
        let (politeness, renewal) = (Politeness::new(gates.clone()), network.renewal.clone());
        let signs = Signs::default();
        Ok(Self { pools, limits, politeness, clock, renewal, signs, known, is_block_page })
    }

    /// Sends a request. Waits for a turn at each host. `wire` counts requests and bytes, even if the request
    /// fails or is dropped. Each time that connections are renewed before the answer is whole, sends it anew.
    ///
    /// # Errors
    /// [`Error::OverBudget`](crate::Error::OverBudget) if the allowance has no room for it, and those of any
    /// request.
    pub(crate) async fn fetch(&self, request: Request<'_>, wire: &mut Wire) -> Result<Fetched> {
        request.scope.check(request.address)?;
        loop {
            let renewed = self.renewal.next();
            tokio::select! {
                biased;
                fetched = self.send(request, wire) => return fetched,
                () = renewed => {}
            }
        }
    }

    async fn send(&self, request: Request<'_>, wire: &mut Wire) -> Result<Fetched> {
        let Request { scope, edition, address, known, kind, allowance, enough } = request;
        let Self { pools, limits, politeness, clock, signs, known: addresses, is_block_page, renewal: _ } =
            self;
        let is_block_page = *is_block_page;
        let tools = Tools {
            pools,
            scope,
            edition,
            limits,
            politeness,
            clock,
            signs,
            addresses,
            is_block_page,
            enough,
        };
        let meter = Meter::begin(allowance, kind, address, wire).await?;
        Exchange::new(tools, meter).run(address, known).await
    }

    /// Notes that an answer is not what was asked for.
    pub(crate) fn note_other(&self, answer: &Answer) {
        self.signs.note(&answer.address, Sign::of_other(&answer.address, &answer.bytes));
    }

    /// How many requests may run at once over all hosts.
    pub(crate) fn requests_at_once(&self) -> usize {
        self.politeness.requests_at_once()
    }

    /// What the requests so far showed about the hosts.
    pub(crate) fn signs(&self) -> Vec<HostSigns> {
        self.signs.all()
    }

    /// Distrusts the address from which something came that is not the host's, or without one, all those that
    /// were tried last. Returns whether a request would be sent to another address now.
    pub(crate) fn distrust(&self, host: &str, from: Option<IpAddr>) -> bool {
        let has_other = self.known.distrust(host, from);
        if has_other {
            self.pools.drop_connections();
        }
        has_other
    }

    /// If nobody answered at the remembered addresses of a host, which were used because the name server was
    /// late, waits for the name server from now on. Returns whether that is so.
    pub(crate) fn wait_for_name(&self, host: &str) -> bool {
        self.known.wait_for_name(host)
    }

    /// If nobody answered at the addresses of the system, and none of them answered before, distrusts them.
    /// Returns whether a request would be sent to another address now.
    pub(crate) fn distrust_silent(&self, host: &str) -> bool {
        let has_other = self.known.distrust_silent(host);
        if has_other {
            self.pools.drop_connections();
        }
        has_other
    }

    /// Trusts the addresses of a host again at which nobody answered, because the others do no better.
    pub(crate) fn trust_silent(&self, host: &str) {
        self.known.trust_silent(host);
    }

    /// How the addresses of hosts fared so far.
    pub(crate) fn address_outcomes(&self) -> Vec<AddressOutcome> {
        self.known.outcomes()
    }
}
