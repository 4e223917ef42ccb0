//! What a run works with, and how it sends requests.

use std::sync::Arc;

use jiff::Timestamp;
use url::Url;

use super::base_order::host_of;
use super::data_use::Within;
use super::device::Device;
use super::due::is_of_network;
use super::failing_hosts::FailingHosts;
use super::head_start::HeadStart;
use super::inputs::Inputs;
use super::parsing::Parsing;
use super::picture_source::LeadPictures;
use super::progress::SyncProgress;
use super::room::Room;
use super::stop::Stop;
use crate::catalog::EditionEntry;
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Conditions, DataKind, Validators};
use crate::source::{Allowance, Fetched, Request, Scope, Source, Wire};
use crate::store::{self, CommitPoint, Store};

/// What a run works with.
pub(crate) struct Engine {
    pub(crate) store: Arc<Store>,
    pub(crate) source: Source,
    /// The hosts that requests for listings and pages may reach.
    pub(crate) pages: Scope,
    pub(crate) clock: SharedClock,
    pub(crate) device: Device,
    pub(crate) failing: FailingHosts,
    pub(crate) head_start: HeadStart,
    pub(crate) room: Room,
    /// What the run may use, as it was when it began.
    pub(crate) within: Within,
    /// What its requests may still cost.
    pub(crate) allowance: Allowance,
    /// Of so many newest items of a section, the pictures are fetched.
    pub(crate) lead_pictures: u32,
    /// What they are fetched with.
    pub(crate) pictures: Option<LeadPictures>,
    pub(crate) parsing: Parsing,
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
    /// requests it once more at an address at which the host answered before. If nobody answers there and the
    /// name server was late, waits for the name server and requests it once more. If the host asks us to
    /// wait, this is stored at once, so that no plan and no other section sends it a request during the wait.
    pub(super) async fn fetch(
        &self,
        kind: DataKind,
        edition: &EditionEntry,
        address: &Url,
        known: &Validators,
    ) -> Asked {
        let mut wire = Wire::default();
        let (scope, allowance) = (&self.pages, &self.allowance);
        let request =
            Request { scope, edition: Some(edition), address, known, kind, allowance, enough: None };
        let mut fetched = self.send(request, &mut wire).await;
        if self.may_do_better_elsewhere(address, &fetched, &mut wire) {
            let again = self.send(request, &mut wire).await;
            let is_nobody_there = again.as_ref().is_err_and(is_of_network);
            // One lost connection must not keep all later requests at addresses that are dead by now.
            let is_no_better = is_nobody_there || matches!(again, Err(Error::UntrustedCertificate { .. }));
            if let Some(host) = silent_host(&fetched).filter(|_| is_no_better) {
                self.source.trust_silent(&host);
            }
            // If nobody is there, the first answer says more.
            if !is_nobody_there {
                fetched = again;
            }
        }
        self.progress.add_bytes(wire.whole_bytes());
        self.head_start.note(&edition.id, &fetched);
        let noted = self.note(address, &fetched, wire.was_used()).await;
        Asked { outcome: noted.and(fetched), wire }
    }

    /// The request is on the heap. It is large, and each of the futures around it would be moved with it:
    /// that was a third of the instructions of a 304.
    async fn send(&self, request: Request<'_>, wire: &mut Wire) -> Result<Fetched> {
        let fetching = async {
            self.parsing.has_room().await;
            self.source.fetch(request, wire).await
        };
        self.stop.or_cancelled(Box::pin(fetching)).await
    }

    /// Whether another address of a host may do better: somebody else answered in its place and an address is
    /// remembered, or nobody answered at an address that is not remembered, or nobody answered at a
    /// remembered one and the name server was late.
    fn may_do_better_elsewhere(&self, asked: &Url, fetched: &Result<Fetched>, wire: &mut Wire) -> bool {
        let blocked_by = wire.take_blocked_by();
        let distrust = |host: Option<String>| {
            blocked_by.zip(host).is_some_and(|(ip, host)| self.source.distrust(&host, Some(ip)))
        };
        let nobody_answered =
            |host: &str| self.source.wait_for_name(host) || self.source.distrust_silent(host);
        match fetched {
            Ok(Fetched::Changed(answer)) => distrust(answer.address.host_str().map(str::to_owned)),
            Err(Error::Refused { address, .. }) => distrust(name_in(address)),
            Err(Error::UntrustedCertificate { host, .. }) => self.source.distrust(host, None),
            Err(Error::ForbiddenAddress { .. }) => distrust(asked.host_str().map(str::to_owned)),
            _ => silent_host(fetched).is_some_and(|host| nobody_answered(&host)),
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

/// The host at which nobody answered.
fn silent_host(fetched: &Result<Fetched>) -> Option<String> {
    match fetched {
        Err(Error::Offline { host, .. }) => Some(host.clone()),
        Err(Error::TimedOut { address, .. }) => name_in(address),
        _ => None,
    }
}

/// The host in an address, without its port.
fn name_in(address: &str) -> Option<String> {
    Some(Url::parse(address).ok()?.host_str()?.to_owned())
}

/// Stores that a host asked us to wait. The host is the one that answered. After a redirect it may be another
/// one than the requested host.
pub(super) async fn note_wait(store: &Store, error: &Error, now: Timestamp) -> Result<()> {
    let Error::Refused { address, status, retry_at: Some(until) } = error else { return Ok(()) };
    let (host, wait) = (host_of(address), (*until, *status));
    store
        .write(CommitPoint::HostWait, move |write| store::wait_until(write, &host, wait, now))
        .await
        .map(drop)
}
