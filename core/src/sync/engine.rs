//! What a run works with, and how it asks.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use url::Url;

use super::meter::Meter;
use super::plan::host_of;
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::Validators;
use crate::source::{Fetched, Scope, Source, Wire};
use crate::store::{self, Store};

/// What a run works with.
pub(crate) struct Engine {
    pub(crate) store: Arc<Store>,
    pub(crate) source: Source,
    /// Whom the requests for listings and pages may reach.
    pub(crate) pages: Scope,
    pub(crate) clock: SharedClock,
    pub(crate) cancel: CancellationToken,
    pub(crate) meter: Arc<Meter>,
}

/// What came of asking, and what it cost.
pub(super) struct Asked {
    pub(super) outcome: Result<Fetched>,
    pub(super) wire: Wire,
}

impl Engine {
    /// Asks for an address, unless the sync was cancelled. A wait that the host asks for is stored at once,
    /// so that no plan and no other section asks it meanwhile.
    pub(super) async fn fetch(&self, address: &Url, known: &Validators) -> Asked {
        let mut wire = Wire::default();
        let fetched = tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(Error::Cancelled),
            fetched = self.source.fetch(&self.pages, address, known, &mut wire) => fetched,
        };
        let noted = match &fetched {
            Err(error) if wire.was_used() => self.note_wait(error).await,
            _ => Ok(()),
        };
        Asked { outcome: noted.and(fetched), wire }
    }

    /// Remembers that a host asked to wait: the one that said so, whichever base it is.
    async fn note_wait(&self, error: &Error) -> Result<()> {
        let Error::Refused { address, retry_at: Some(until), .. } = error else { return Ok(()) };
        let (host, until) = (host_of(address), *until);
        self.store.write(move |write| store::wait_until(write, &host, until)).await.map(drop)
    }
}
