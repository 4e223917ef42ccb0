//! Sends one request: takes an address and its validators, and gives the changed bytes, or that nothing
//! changed.
//!
//! Each request is polite: the number of connections to a host is limited, to one unless the catalogue says
//! more. Each request keeps the limits, and reaches only the hosts of its scope. Each kind of failure has its
//! own error. A request is retried in three cases only: a reused connection was closed, a server of HTTP/2
//! said that it did not process the request, or the host refused the validators.

mod allowance;
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
mod freshness;
mod gates;
#[cfg(test)]
mod gates_property;
mod gunzip;
mod head;
mod hosted;
mod inflate;
mod lookup;
mod meter;
mod network;
mod politeness;
mod pool;
mod public;
mod redirect;
mod refusals;
mod resolver;
mod retry_after;
mod scope;
mod sender;
mod tls;
mod validators;
mod wire;

use url::Url;

use crate::catalog::EditionEntry;
use crate::clock::SharedClock;
use crate::error::Result;
use crate::model::{DataKind, Limits, Validators};
use exchange::{Exchange, Tools};
use meter::Meter;
use politeness::Politeness;
use pool::Pools;

pub(crate) use allowance::{Allowance, Draw, Drawing, Drawn};
pub(crate) use answer::{Answer, Fetched, ForNext};
pub(crate) use freshness::LONGEST_FRESH;
pub(crate) use gates::{Gates, Pace};
pub(crate) use network::Network;
pub(crate) use scope::Scope;
pub(crate) use wire::Wire;

/// Sends requests.
pub(crate) struct Source {
    pools: Pools,
    limits: Limits,
    politeness: Politeness,
    clock: SharedClock,
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
}

impl Source {
    /// A source that has not sent anything yet. Sources with the same gates keep together to the number of
    /// requests at once and to the spacing.
    pub(crate) fn new(network: &Network, gates: &Gates, limits: Limits, clock: SharedClock) -> Result<Self> {
        let pools = Pools::new(network, limits.clone(), gates.connections_per_host())?;
        Ok(Self { pools, limits, politeness: Politeness::new(gates.clone()), clock })
    }

    /// Sends a request. Waits for a turn at each host. `wire` counts requests and bytes, even if the request
    /// fails or is dropped.
    ///
    /// # Errors
    /// [`Error::OverBudget`](crate::Error::OverBudget) if the allowance has no room for it, and those of any
    /// request.
    pub(crate) async fn fetch(&self, request: Request<'_>, wire: &mut Wire) -> Result<Fetched> {
        let Request { scope, edition, address, known, kind, allowance } = request;
        scope.check(address)?;
        let Self { pools, limits, politeness, clock } = self;
        let tools = Tools { pool: pools.of(scope, edition)?, scope, limits, politeness, clock };
        let meter = Meter::begin(allowance, kind, address, wire).await?;
        Exchange::new(tools, meter).run(address, known).await
    }
}
