//! Resolves names to addresses, without addresses that the scope does not allow.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::lookup;
use super::scope::Scope;

/// The system's resolver, with a filter: a name that has only private addresses is refused before a
/// connection is made.
pub(super) struct PublicOnly {
    scope: Arc<Scope>,
}

impl PublicOnly {
    pub(super) fn new(scope: Scope) -> Arc<Self> {
        Arc::new(Self { scope: Arc::new(scope) })
    }
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let scope = Arc::clone(&self.scope);
        Box::pin(async move {
            let found = lookup::addresses(name.as_str().to_owned()).await?;
            let is_allowed = |address: &SocketAddr| scope.allows(name.as_str(), address.ip());
            let allowed: Vec<SocketAddr> = found.into_iter().filter(is_allowed).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
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
