//! Resolves names to addresses that the scope allows: those of the system, or else those that worked before.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::time::timeout;

use super::known_addresses::{KnownAddresses, NameFault};
use super::lookup;
use super::names::Names;
use super::scope::Scope;

/// If addresses are known that worked before, the system's resolver is waited for no longer than this, and no
/// longer than a fifth of the time that a connection may take: the rest is for connecting to those.
const SLOW: Duration = Duration::from_secs(2);

/// Resolves the names of one scope. A name that has only private addresses is refused before a connection is
/// made.
pub(super) struct Resolver {
    scope: Scope,
    names: Arc<dyn Names>,
    known: Arc<KnownAddresses>,
    /// How long the system's resolver is waited for, if addresses are known that worked before.
    patience: Duration,
}

impl Resolver {
    /// `connect` is the longest that a connection may take, with the lookup of its name.
    pub(super) fn new(
        scope: Scope,
        names: &Arc<dyn Names>,
        known: &Arc<KnownAddresses>,
        connect: Duration,
    ) -> Arc<Self> {
        let (names, known, patience) = (Arc::clone(names), Arc::clone(known), SLOW.min(connect / 5));
        Arc::new(Self { scope, names, known, patience })
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (scope, names, known, patience) =
            (self.scope.clone(), Arc::clone(&self.names), Arc::clone(&self.known), self.patience);
        Box::pin(async move {
            let name = name.as_str();
            let is_allowed = |ip: &IpAddr| scope.allows(name, *ip);
            let remembered = known.remembered(name);
            let remembered: Vec<IpAddr> = remembered.into_iter().filter(is_allowed).collect();
            let is_waited_for = remembered.is_empty() || known.waits_for_name(name);
            let found = found(names, name, (!is_waited_for).then_some(patience)).await;
            let found = found.map(|found| found.into_iter().filter(is_allowed).collect::<Vec<_>>());
            let chosen = known.chosen(name, outcome(&found), &remembered);
            if chosen.is_empty() {
                return Err(found.err().map_or_else(|| NotPublic.into(), |cause| NoName(cause).into()));
            }
            Ok(Box::new(chosen.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs)
        })
    }
}

/// What the system knows of a name, within a time if there is one.
async fn found(names: Arc<dyn Names>, name: &str, within: Option<Duration>) -> io::Result<Vec<IpAddr>> {
    let found = lookup::addresses(names, name.to_owned());
    match within {
        None => found.await,
        Some(within) => timeout(within, found).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())),
    }
}

/// The allowed addresses that were found, or why there are none.
fn outcome(found: &io::Result<Vec<IpAddr>>) -> Result<&[IpAddr], NameFault> {
    match found {
        Ok(found) if found.is_empty() => Err(NameFault::PrivateName),
        Ok(found) => Ok(found),
        Err(error) if error.kind() == io::ErrorKind::NetworkUnreachable => Err(NameFault::NoRoute),
        Err(error) if error.kind() == io::ErrorKind::TimedOut => Err(NameFault::Late),
        Err(_) => Err(NameFault::NoName),
    }
}

/// The error for a name that has only private addresses, which the catalogue does not allow.
#[derive(Debug)]
pub(super) struct NotPublic;

impl NotPublic {
    pub(super) const REASON: &str = "its name leads to a private address";
}

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::REASON)
    }
}

impl std::error::Error for NotPublic {}

/// The error for a name that could not be looked up.
#[derive(Debug)]
pub(super) struct NoName(io::Error);

impl NoName {
    /// Whether there is no network at all.
    pub(super) fn is_without_route(&self) -> bool {
        self.0.kind() == io::ErrorKind::NetworkUnreachable
    }
}

impl fmt::Display for NoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NoName {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
