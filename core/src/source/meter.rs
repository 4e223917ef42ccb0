//! Counts the bytes of one request, and keeps them within its share of an allowance.

use std::net::IpAddr;

use url::Url;

use super::allowance::{Allowance, Over, SHARE};
use super::wire::Wire;
use crate::error::{Error, Result};
use crate::model::DataKind;

/// Counts the bytes of one request, and keeps them within its share of an allowance. Dropping it gives back
/// what was not used.
pub(super) struct Meter<'a> {
    allowance: &'a Allowance,
    kind: DataKind,
    wire: &'a mut Wire,
    /// What the request may cost so far.
    held: u64,
    /// What was on its way when a body was refused.
    refused: u64,
}

impl<'a> Meter<'a> {
    /// Takes a share for a request that begins. Waits while other requests hold what is left.
    ///
    /// # Errors
    /// [`Error::OverBudget`] if nothing is left.
    pub(super) async fn begin(
        allowance: &'a Allowance,
        kind: DataKind,
        address: &Url,
        wire: &'a mut Wire,
    ) -> Result<Self> {
        match allowance.begin(kind).await? {
            Ok(held) => Ok(Self { allowance, kind, wire, held, refused: 0 }),
            Err(over) => Err(error(address, None, over)),
        }
    }

    /// The bytes of all bodies so far.
    pub(super) fn body_bytes(&self) -> u64 {
        self.wire.bytes()
    }

    /// Counts a request with a head of this size, before it is sent.
    ///
    /// # Errors
    /// [`Error::OverBudget`] if the head does not fit.
    pub(super) async fn send(&mut self, address: &Url, head: u64) -> Result<()> {
        if !self.has_room(head) {
            self.take_more(head).await?.map_err(|over| error(address, None, over))?;
        }
        self.wire.sent(head);
        Ok(())
    }

    /// Takes back the head of a request, because no connection was made for it.
    pub(super) fn never_sent(&mut self, head: u64) {
        self.wire.never_sent(head);
    }

    pub(super) fn received_head(&mut self, head: u64) {
        self.wire.received_head(head);
    }

    pub(super) fn note_blocked_by(&mut self, ip: IpAddr) {
        self.wire.note_blocked_by(ip);
    }

    pub(super) fn received(&mut self, piece: &[u8]) {
        self.wire.received(piece);
    }

    /// Makes room for a part of a body that comes next. `size` is the length of the body, if it is known.
    ///
    /// # Errors
    /// [`Error::OverBudget`] if it does not fit. Then the body must not be read.
    pub(super) async fn make_room(&mut self, address: &Url, part: u64, size: Option<u64>) -> Result<()> {
        if self.has_room(part) {
            return Ok(());
        }
        let more = self.take_more(part).await?;
        more.map_err(|over| {
            self.refuse(size);
            error(address, size, over)
        })
    }

    /// Whether so many bytes more are within the share.
    pub(super) fn has_room(&self, bytes: u64) -> bool {
        self.used().saturating_add(bytes) <= self.held
    }

    /// Counts what is on its way of a body that is not read, or not to its end.
    pub(super) fn refuse(&mut self, size: Option<u64>) {
        self.refused = self.refused.saturating_add(size.unwrap_or(SHARE).min(SHARE));
    }

    async fn take_more(&mut self, bytes: u64) -> Result<Result<(), Over>> {
        let missing = self.used().saturating_add(bytes).saturating_sub(self.held);
        Ok(self
            .allowance
            .more(self.kind, missing)
            .await?
            .map(|more| self.held = self.held.saturating_add(more)))
    }

    fn used(&self) -> u64 {
        self.wire.whole_bytes().saturating_add(self.refused)
    }
}

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        self.allowance.end(self.kind, self.held, self.used());
    }
}

fn error(address: &Url, size: Option<u64>, over: Over) -> Error {
    Error::OverBudget { what: address.to_string(), size, retry_at: over.day_ends }
}
