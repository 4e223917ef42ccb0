//! What a run works with, and how it asks.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use url::Url;

use super::meter::Meter;
use super::plan::host_of;
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::Validators;
use crate::source::{Fetched, Scope, Source};
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

impl Engine {
    /// Asks for an address, unless the sync was cancelled.
    pub(super) async fn fetch(&self, address: &Url, known: &Validators) -> Result<Fetched> {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(Error::Cancelled),
            fetched = self.source.fetch(&self.pages, address, known) => fetched,
        }
    }

    /// Remembers that a host asked to wait: the one that said so, whichever base it is.
    pub(super) async fn note_wait(&self, error: &Error) -> Result<()> {
        let Error::Refused { address, retry_at: Some(until), .. } = error else { return Ok(()) };
        let (host, until) = (host_of(address), *until);
        self.store.write(move |write| store::wait_until(write, &host, until)).await.map(drop)
    }
}

/// Whether a request was sent at all.
pub(super) fn is_worth_counting(fetched: &Result<Fetched>) -> bool {
    !matches!(fetched, Err(Error::Cancelled | Error::ForbiddenAddress { .. }))
}
