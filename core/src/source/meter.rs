//! Counts the bytes of one request, and keeps them within its share of an allowance.

use std::net::IpAddr;

use url::Url;

use super::allowance::{Allowance, SHARE};
use super::balance::Over;
use super::wire::Wire;
use crate::error::{Error, Result};
use crate::model::DataKind;

/// Counts the bytes of one request, and keeps them within its share of an allowance. Dropping it gives back
/// what was not used.
pub(super) struct Meter<'a> {
    allowance: &'a Allowance,
    kind: DataKind,
    wire: &'a mut Wire,
    /// Whether it holds a share, and what the request may cost within it.
    runs: bool,
    held: u64,
    /// What was counted before the share began.
    before: u64,
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
        let mut meter = Self { allowance, kind, wire, runs: false, held: 0, before: 0, refused: 0 };
        meter.resume(address).await?;
        Ok(meter)
    }

    /// Gives back what was not used, while the request waits for something else. Nothing may be sent then.
    pub(super) fn pause(&mut self) {
        if std::mem::take(&mut self.runs) {
            self.allowance.end(self.kind, self.held, self.used());
        }
    }

    /// Takes a share after a pause.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) async fn resume(&mut self, address: &Url) -> Result<()> {
        let share = self.allowance.begin(self.kind).await?;
        self.held = share.map_err(|over| error(address, None, over))?;
        (self.runs, self.before) = (true, self.counted());
        Ok(())
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
        self.take_more(part).await?.map_err(|over| error(address, size, over))
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

    /// What was used of the share.
    fn used(&self) -> u64 {
        self.counted().saturating_sub(self.before)
    }

    fn counted(&self) -> u64 {
        self.wire.whole_bytes().saturating_add(self.refused)
    }
}

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        self.pause();
    }
}

fn error(address: &Url, size: Option<u64>, over: Over) -> Error {
    Error::OverBudget { what: address.to_string(), size, retry_at: over.day_ends }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::super::allowance::Draw;
    use super::super::balance::Drawn;
    use super::*;
    use crate::model::Budget;

    const TEXTS: DataKind = DataKind::Texts;

    /// An allowance, and what its day has used.
    fn allowance(bytes: u64) -> (Allowance, Arc<Mutex<i64>>) {
        let used = Arc::new(Mutex::new(0));
        let of_day = Arc::clone(&used);
        let draw: Draw = Box::new(move |drawing| {
            let bytes = drawing.bytes;
            *of_day.lock().unwrap() += i64::try_from(bytes).unwrap() - drawing.unused.iter().sum::<i64>();
            Box::pin(async move { Ok(Drawn { bytes, day_ends: None }) })
        });
        (Allowance::of(&Budget::of(bytes), draw), used)
    }

    /// Seen: a request that waited a minute for its host held what another host needed.
    #[tokio::test]
    async fn a_request_in_a_pause_holds_nothing_and_each_byte_counts_once() {
        let (allowance, used) = allowance(SHARE + 5_000);
        let address = Url::parse("http://site.example/a").unwrap();
        let (mut wire, mut other_wire) = (Wire::default(), Wire::default());

        let mut one = Meter::begin(&allowance, TEXTS, &address, &mut wire).await.unwrap();
        one.send(&address, 1_000).await.unwrap();
        one.pause();
        let other = Meter::begin(&allowance, TEXTS, &address, &mut other_wire).await.unwrap();
        let held = other.held;
        drop(other);
        one.resume(&address).await.unwrap();
        one.send(&address, 1_000).await.unwrap();
        drop(one);
        let mut again = Meter::begin(&allowance, TEXTS, &address, &mut wire).await.unwrap();
        again.send(&address, 1_000).await.unwrap();
        drop(again);
        allowance.settle().await;

        assert_eq!((held, *used.lock().unwrap()), (SHARE, 3_000));
    }
}
