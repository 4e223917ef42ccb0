//! Names to addresses, without those that the catalogue does not allow.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::trust::Trust;

/// The system's resolver; a name that leads only to private addresses is refused before a connection is made.
pub(super) struct PublicOnly {
    trust: Arc<Trust>,
}

impl PublicOnly {
    pub(super) fn new(trust: &Arc<Trust>) -> Arc<Self> {
        Arc::new(Self { trust: Arc::clone(trust) })
    }
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let trust = Arc::clone(&self.trust);
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| trust.allows(Some(address.ip()))).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// A name leads only to private addresses, and the catalogue does not allow them.
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
