//! What a run works with, and how it sends requests.

use std::sync::Arc;

use jiff::Timestamp;
use url::Url;

use super::base_order::host_of;
use super::data_use::Within;
use super::device::Device;
use super::due::is_of_network;
use super::failing_hosts::FailingHosts;
use super::inputs::Inputs;
use super::picture_source::LeadPictures;
use super::progress::SyncProgress;
use super::room::Room;
use super::stop::Stop;
use super::verdict::is_blocked;
use crate::catalog::EditionEntry;
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Conditions, DataKind, Validators};
use crate::source::{Allowance, Fetched, Request, Scope, Source, Wire};
use crate::store::{self, Store};

/// What a run works with.
pub(crate) struct Engine {
    pub(crate) store: Arc<Store>,
    pub(crate) source: Source,
    /// The hosts that requests for listings and pages may reach.
    pub(crate) pages: Scope,
    pub(crate) clock: SharedClock,
    pub(crate) device: Device,
    pub(crate) failing: FailingHosts,
    pub(crate) room: Room,
    /// What the run may use, as it was when it began.
    pub(crate) within: Within,
    /// What its requests may still cost.
    pub(crate) allowance: Allowance,
    /// Of so many newest items of a section, the pictures are fetched.
    pub(crate) lead_pictures: u32,
    /// What they are fetched with.
    pub(crate) pictures: Option<LeadPictures>,
    pub(crate) stop: Stop,
    pub(crate) progress: Arc<SyncProgress>,
}

/// The outcome of a request, and what it cost.
pub(super) struct Asked {
    pub(super) outcome: Result<Fetched>,
    pub(super) wire: Wire,
}

impl Engine {
    /// What a plan for this run depends on besides the stored state.
    pub(super) fn inputs(&self, now: Timestamp, conditions: Conditions) -> Inputs {
        let Self { within, device, lead_pictures, .. } = self;
        Inputs { now, conditions, within: *within, device: *device, lead_pictures: *lead_pictures }
    }

    /// Requests an address for an edition, unless the run was asked to end. If what comes is not the host's,
    /// requests it once more at an address at which the host answered before. If the host asks us to wait,
    /// this is stored at once, so that no plan and no other section sends it a request during the wait.
    pub(super) async fn fetch(
        &self,
        kind: DataKind,
        edition: &EditionEntry,
        address: &Url,
        known: &Validators,
    ) -> Asked {
        let mut wire = Wire::default();
        let (scope, allowance) = (&self.pages, &self.allowance);
        let request = Request { scope, edition: Some(edition), address, known, kind, allowance };
        let mut fetched = self.send(request, &mut wire).await;
        if self.may_come_from_elsewhere(&fetched) {
            let again = self.send(request, &mut wire).await;
            // If nobody is there, the first answer says more.
            if !again.as_ref().is_err_and(is_of_network) {
                fetched = again;
            }
        }
        self.progress.add_bytes(wire.whole_bytes());
        let noted = self.note(address, &fetched, wire.was_used()).await;
        Asked { outcome: noted.and(fetched), wire }
    }

    async fn send(&self, request: Request<'_>, wire: &mut Wire) -> Result<Fetched> {
        self.stop.or_cancelled(self.source.fetch(request, wire)).await
    }

    /// Whether somebody else answered in place of a host, and the host has another address that is known.
    fn may_come_from_elsewhere(&self, fetched: &Result<Fetched>) -> bool {
        match fetched {
            Err(Error::UntrustedCertificate { host, .. }) => self.source.distrust(host),
            Err(Error::Refused { address, .. }) => Url::parse(address).is_ok_and(|address| {
                let is_blocked = is_blocked(&self.source.signs_of(&address));
                is_blocked && address.host_str().is_some_and(|host| self.source.distrust(host))
            }),
            _ => false,
        }
    }

    /// Stores what an answer says about its host: that it asked us to wait, that it is down or well.
    async fn note(&self, address: &Url, fetched: &Result<Fetched>, was_sent: bool) -> Result<()> {
        let now = self.clock.now();
        if let (Err(error), true) = (fetched, was_sent) {
            note_wait(&self.store, error, now).await?;
        }
        self.failing.note(&self.store, address, fetched.as_ref().err(), now).await
    }
}

/// Stores that a host asked us to wait. The host is the one that answered. After a redirect it may be another
/// one than the requested host.
pub(super) async fn note_wait(store: &Store, error: &Error, now: Timestamp) -> Result<()> {
    let Error::Refused { address, status, retry_at: Some(until) } = error else { return Ok(()) };
    let (host, wait) = (host_of(address), (*until, *status));
    store.write(move |write| store::wait_until(write, &host, wait, now)).await.map(drop)
}
