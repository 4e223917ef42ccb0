//! An allowance: how many bytes the requests of one run may still cost together. Each request holds a share
//! of it while it runs. So requests to several hosts cannot go beyond it together.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::runtime::Handle;
use tokio::sync::{Mutex as AsyncMutex, Notify, OwnedMutexGuard};
use tokio::time::timeout;

use super::balance::{Balance, Drawing, Drawn, Over, Step};
use crate::error::{Error, Result};
use crate::model::{Budget, DataKind};

/// The share of one request. While less than two shares are left, requests run one at a time. A server may
/// have sent so many bytes of a body that is refused.
pub(super) const SHARE: u64 = 64 << 10;

/// No request begins with less: the usual size of the heads of a request and its answer together.
const LEAST: u64 = 1 << 10;

/// A body that does not fit waits so long for the shares of other requests. They may wait for its host.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Reserves bytes of a kind for today, and gives back what was drawn before and not used, by kind; below zero
/// for what was used without having been drawn.
pub(crate) type Draw = Box<dyn Fn(Drawing) -> BoxFuture<'static, Result<Drawn>> + Send + Sync>;

/// How many bytes the requests of one run may still cost together.
pub(crate) struct Allowance {
    account: Arc<Account>,
    /// Notified when a request ends.
    changed: Notify,
    /// One who draws holds it, and the others may find enough then.
    one_draws: Arc<AsyncMutex<()>>,
}

/// What is left, and where more is drawn. A drawing holds it, because it goes on if its request is dropped.
struct Account {
    balance: Mutex<Balance>,
    draw: Draw,
}

impl Allowance {
    pub(crate) fn of(budget: &Budget, draw: Draw) -> Self {
        let account = Arc::new(Account { balance: Mutex::new(Balance::of(budget)), draw });
        Self { account, changed: Notify::new(), one_draws: Arc::default() }
    }

    /// The share of a request that begins. Waits while other requests hold what is left.
    pub(super) async fn begin(&self, kind: DataKind) -> Result<Result<u64, Over>> {
        loop {
            let changed = self.changed.notified();
            let step = self.balance().step(kind, SHARE, LEAST, false);
            match step {
                Step::Take(bytes) => return Ok(Ok(bytes)),
                Step::Draw(wanted) => {
                    let _one = self.draw(kind, wanted).await?;
                    if let Step::Take(bytes) = self.balance().step(kind, SHARE, LEAST, false) {
                        return Ok(Ok(bytes));
                    }
                }
                Step::Wait => changed.await,
                Step::Over(over) => return Ok(Err(over)),
            }
        }
    }

    /// Whether the requests of the run may still cost so many bytes of a kind. The day may have less. While
    /// other requests run, they may give some back.
    pub(crate) fn may_have(&self, kind: DataKind, bytes: u64) -> bool {
        let balance = self.balance();
        balance.running > 0 || balance.room(kind) >= bytes
    }

    /// So many more bytes for a request that runs, or more. Waits while other requests may give some back.
    pub(super) async fn more(&self, kind: DataKind, bytes: u64) -> Result<Result<u64, Over>> {
        loop {
            let step = self.balance().step(kind, bytes.max(SHARE), bytes, true);
            match step {
                Step::Take(bytes) => return Ok(Ok(bytes)),
                Step::Draw(wanted) => {
                    let _one = self.draw(kind, wanted).await?;
                    if let Step::Take(bytes) = self.balance().step(kind, bytes.max(SHARE), bytes, true) {
                        return Ok(Ok(bytes));
                    }
                }
                Step::Wait if self.wait_for(kind, bytes).await => {}
                Step::Wait => return Ok(Err(Over { day_ends: self.balance().day_ends_of(kind) })),
                Step::Over(over) => return Ok(Err(over)),
            }
        }
    }

    /// Waits until another request ends. If all others wait, too, the caller is not here. Returns `false` if
    /// that takes too long.
    async fn wait_for(&self, kind: DataKind, bytes: u64) -> bool {
        let _waiting = WaitingNote::of(self);
        let changed = self.changed.notified();
        // Before this moment another request may have ended.
        self.balance().has(kind, bytes) || timeout(LONGEST_WAIT, changed).await.is_ok()
    }

    /// Draws until `wanted` bytes of a kind are drawn, unless somebody did meanwhile. Nobody else draws while
    /// the answer is kept. Seen: two requests of two kinds drew in turns for ever, because each drawing gave
    /// back what the other had not taken yet.
    async fn draw(&self, kind: DataKind, wanted: u64) -> Result<OwnedMutexGuard<()>> {
        self.book(move |balance| balance.drawing(kind, wanted)).await
    }

    /// Draws from the day, and gives back to it. Whoever waits for it may be dropped: what the day gave is
    /// booked nevertheless.
    async fn book(
        &self,
        drawing: impl FnOnce(&mut Balance) -> Option<Drawing>,
    ) -> Result<OwnedMutexGuard<()>> {
        let one = Arc::clone(&self.one_draws).lock_owned().await;
        let Some(drawing) = drawing(&mut self.balance()) else { return Ok(one) };
        let account = Arc::clone(&self.account);
        let booking = tokio::spawn(async move {
            let drawn = (account.draw)(drawing).await;
            account.balance().booked(drawing, drawn).map(|()| one)
        });
        booking.await.unwrap_or_else(|ended| Err(Error::Internal(format!("a drawing ended: {ended}"))))
    }

    /// Ends a request that held `held` bytes and cost `used`.
    pub(super) fn end(&self, kind: DataKind, held: u64, used: u64) {
        let mut balance = self.balance();
        balance.running = balance.running.saturating_sub(1);
        balance.give_back(kind, held, used);
        drop(balance);
        self.changed.notify_waiters();
    }

    /// Gives back to the day what was drawn and not used. If that fails, or a run does not come so far, the
    /// drop of the allowance does it.
    pub(crate) async fn settle(&self) {
        if let Err(error) = self.book(Balance::settlement).await {
            tracing::warn!(code = error.code().as_str(), %error, "the day counts more than was used");
        }
    }

    fn balance(&self) -> MutexGuard<'_, Balance> {
        self.account.balance()
    }
}

impl Account {
    fn balance(&self) -> MutexGuard<'_, Balance> {
        self.balance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        let Some(drawing) = self.balance().settlement() else { return };
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn((self.draw)(drawing));
        }
    }
}

/// A request that waits for others, as long as this lives.
struct WaitingNote<'a>(&'a Allowance);

impl<'a> WaitingNote<'a> {
    fn of(allowance: &'a Allowance) -> Self {
        allowance.balance().waiting += 1;
        Self(allowance)
    }
}

impl Drop for WaitingNote<'_> {
    fn drop(&mut self) {
        let mut balance = self.0.balance();
        balance.waiting = balance.waiting.saturating_sub(1);
    }
}

#[cfg(test)]
#[path = "allowance_tests.rs"]
mod tests;
