//! An allowance: how many bytes the requests of one run may still cost together. Each request holds a share
//! of it while it runs. So requests to several hosts cannot go beyond it together.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::{Mutex as AsyncMutex, Notify, OwnedMutexGuard};
use tokio::time::timeout;

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

/// What is reserved, and what is given back, in the order of [`DataKind::ALL`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawing {
    pub(crate) kind: DataKind,
    pub(crate) bytes: u64,
    pub(crate) unused: [i64; 3],
}

/// The bytes that the day had left for a drawing. If they are fewer than asked for, when the day ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawn {
    pub(crate) bytes: u64,
    pub(crate) day_ends: Option<Timestamp>,
}

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
    state: Mutex<State>,
    draw: Draw,
}

/// What is left, without the shares of requests that run.
#[derive(Debug)]
struct State {
    left: u64,
    left_of: [u64; 3],
    /// Drawn from the day, and in no share.
    drawn: [i64; 3],
    /// By kind, when the day ends whose ceiling gave less of it than it was asked for. The day may have a
    /// limit for one kind alone.
    day_ends: [Option<Timestamp>; 3],
    running: u32,
    /// How many of them wait for others.
    waiting: u32,
}

/// The next step of a request that wants bytes.
enum Step {
    Take(u64),
    /// Draws until so many bytes are drawn.
    Draw(u64),
    Wait,
    Over(Over),
}

/// There are no bytes left. `day_ends` if that is due to the day's ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Over {
    pub(super) day_ends: Option<Timestamp>,
}

impl Allowance {
    pub(crate) fn of(budget: &Budget, draw: Draw) -> Self {
        let limit = |bytes: Option<u64>| bytes.unwrap_or(u64::MAX);
        let state = State {
            left: limit(budget.bytes),
            left_of: DataKind::ALL.map(|kind| limit(budget.of_kind(kind))),
            drawn: [0; 3],
            day_ends: [None; 3],
            running: 0,
            waiting: 0,
        };
        let account = Arc::new(Account { state: Mutex::new(state), draw });
        Self { account, changed: Notify::new(), one_draws: Arc::default() }
    }

    /// The share of a request that begins. Waits while other requests hold what is left.
    pub(super) async fn begin(&self, kind: DataKind) -> Result<Result<u64, Over>> {
        loop {
            let changed = self.changed.notified();
            let step = self.state().step(kind, SHARE, LEAST, false);
            match step {
                Step::Take(bytes) => return Ok(Ok(bytes)),
                Step::Draw(wanted) => {
                    let _one = self.draw(kind, wanted).await?;
                    if let Step::Take(bytes) = self.state().step(kind, SHARE, LEAST, false) {
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
        let state = self.state();
        state.running > 0 || state.room(kind) >= bytes
    }

    /// So many more bytes for a request that runs, or more. Waits while other requests may give some back.
    pub(super) async fn more(&self, kind: DataKind, bytes: u64) -> Result<Result<u64, Over>> {
        loop {
            let step = self.state().step(kind, bytes.max(SHARE), bytes, true);
            match step {
                Step::Take(bytes) => return Ok(Ok(bytes)),
                Step::Draw(wanted) => {
                    let _one = self.draw(kind, wanted).await?;
                    if let Step::Take(bytes) = self.state().step(kind, bytes.max(SHARE), bytes, true) {
                        return Ok(Ok(bytes));
                    }
                }
                Step::Wait if self.wait_for(kind, bytes).await => {}
                Step::Wait => return Ok(Err(Over { day_ends: self.state().day_ends_of(kind) })),
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
        self.state().has(kind, bytes) || timeout(LONGEST_WAIT, changed).await.is_ok()
    }

    /// Draws until `wanted` bytes of a kind are drawn, unless somebody did meanwhile. Nobody else draws while
    /// the answer is kept. Seen: two requests of two kinds drew in turns for ever, because each drawing gave
    /// back what the other had not taken yet.
    async fn draw(&self, kind: DataKind, wanted: u64) -> Result<OwnedMutexGuard<()>> {
        self.book(move |state| state.drawing(kind, wanted)).await
    }

    /// Draws from the day, and gives back to it. Whoever waits for it may be dropped: what the day gave is
    /// booked nevertheless.
    async fn book(&self, drawing: impl FnOnce(&mut State) -> Option<Drawing>) -> Result<OwnedMutexGuard<()>> {
        let one = Arc::clone(&self.one_draws).lock_owned().await;
        let Some(drawing) = drawing(&mut self.state()) else { return Ok(one) };
        let account = Arc::clone(&self.account);
        let booking = tokio::spawn(async move {
            let drawn = (account.draw)(drawing).await;
            account.state().booked(drawing, drawn).map(|()| one)
        });
        booking.await.unwrap_or_else(|ended| Err(Error::Internal(format!("a drawing ended: {ended}"))))
    }

    /// Ends a request that held `held` bytes and cost `used`.
    pub(super) fn end(&self, kind: DataKind, held: u64, used: u64) {
        let mut state = self.state();
        state.running = state.running.saturating_sub(1);
        state.give_back(kind, held, used);
        drop(state);
        self.changed.notify_waiters();
    }

    /// Gives back to the day what was drawn and not used. If that fails, or a run does not come so far, the
    /// drop of the allowance does it.
    pub(crate) async fn settle(&self) {
        if let Err(error) = self.book(State::settlement).await {
            tracing::warn!(code = error.code().as_str(), %error, "the day counts more than was used");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.account.state()
    }
}

impl Account {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        let Some(drawing) = self.state().settlement() else { return };
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn((self.draw)(drawing));
        }
    }
}

/// A request that waits for others, as long as this lives.
struct WaitingNote<'a>(&'a Allowance);

impl<'a> WaitingNote<'a> {
    fn of(allowance: &'a Allowance) -> Self {
        allowance.state().waiting += 1;
        Self(allowance)
    }
}

impl Drop for WaitingNote<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.waiting = state.waiting.saturating_sub(1);
    }
}

impl State {
    /// What a request does next that wants these bytes of a kind, and that can do with `least` if no other
    /// request can give some back. A request that begins is noted as running with its first bytes.
    fn step(&mut self, kind: DataKind, bytes: u64, least: u64, runs: bool) -> Step {
        let others = self.running.saturating_sub(self.waiting).saturating_sub(u32::from(runs));
        let least = if others == 0 || runs { least } else { bytes };
        let room = self.room(kind);
        if room < least {
            return if others == 0 { Step::Over(Over { day_ends: None }) } else { Step::Wait };
        }
        let wanted = bytes.min(room);
        let drawn = u64::try_from(*self.drawn_of(kind)).unwrap_or(0);
        if drawn < wanted && self.may_draw(kind) {
            return Step::Draw(wanted);
        }
        match wanted.min(drawn) {
            taken if taken >= least => {
                self.take(kind, taken, runs);
                Step::Take(taken)
            }
            _ if others == 0 => Step::Over(Over { day_ends: self.day_ends_of(kind) }),
            _ => Step::Wait,
        }
    }

    /// Whether so many bytes can be taken, or drawn and taken.
    fn has(&mut self, kind: DataKind, bytes: u64) -> bool {
        let is_drawn = *self.drawn_of(kind) >= as_signed(bytes);
        self.room(kind) >= bytes && (is_drawn || self.may_draw(kind))
    }

    /// Whether the day may have more: it gave all that it was asked for, or another kind can give some back.
    fn may_draw(&mut self, kind: DataKind) -> bool {
        let own = *self.drawn_of(kind);
        let all: i64 = self.drawn.iter().fold(0, |sum, drawn| sum.saturating_add(*drawn));
        self.day_ends_of(kind).is_none() || all > own
    }

    fn room(&self, kind: DataKind) -> u64 {
        let of_kind = self.left_of.get(place(kind)).copied();
        self.left.min(of_kind.unwrap_or(u64::MAX))
    }

    fn drawn_of(&mut self, kind: DataKind) -> &mut i64 {
        let [listings, texts, pictures] = &mut self.drawn;
        match kind {
            DataKind::Listings => listings,
            DataKind::Texts => texts,
            DataKind::Pictures => pictures,
        }
    }

    /// The drawing that makes `wanted` bytes of a kind, and gives back what the other kinds have left. `None`
    /// if so many are drawn.
    fn drawing(&mut self, kind: DataKind, wanted: u64) -> Option<Drawing> {
        let own = *self.drawn_of(kind);
        let missing = as_signed(wanted).saturating_sub(own);
        let bytes = u64::try_from(missing).ok().filter(|bytes| *bytes > 0)?;
        *self.drawn_of(kind) = 0;
        let unused = std::mem::take(&mut self.drawn);
        *self.drawn_of(kind) = own;
        Some(Drawing { kind, bytes, unused })
    }

    /// Notes what the day gave. If it failed, what should have been given back is as it was before.
    fn booked(&mut self, drawing: Drawing, drawn: Result<Drawn>) -> Result<()> {
        let Drawing { kind, bytes: _, unused } = drawing;
        let drawn = drawn.inspect_err(|_| {
            for (drawn, unused) in self.drawn.iter_mut().zip(unused) {
                *drawn = drawn.saturating_add(unused);
            }
        })?;
        let own = self.drawn_of(kind);
        *own = own.saturating_add(as_signed(drawn.bytes));
        if let Some(day_ends) = self.day_ends.get_mut(place(kind)) {
            *day_ends = drawn.day_ends;
        }
        Ok(())
    }

    fn day_ends_of(&self, kind: DataKind) -> Option<Timestamp> {
        self.day_ends.get(place(kind)).copied().flatten()
    }

    /// Gives back all that is drawn and in no share; `None` if there is nothing.
    fn settlement(&mut self) -> Option<Drawing> {
        let unused = std::mem::take(&mut self.drawn);
        let is_needed = unused.iter().any(|bytes| *bytes != 0);
        is_needed.then_some(Drawing { kind: DataKind::Listings, bytes: 0, unused })
    }

    fn take(&mut self, kind: DataKind, bytes: u64, runs: bool) {
        self.running += u32::from(!runs);
        self.give_back(kind, 0, bytes);
    }

    /// Gives back what was held, and takes what was used.
    fn give_back(&mut self, kind: DataKind, held: u64, used: u64) {
        let after =
            |left: u64| if left == u64::MAX { left } else { left.saturating_add(held).saturating_sub(used) };
        self.left = after(self.left);
        if let Some(left) = self.left_of.get_mut(place(kind)) {
            *left = after(*left);
        }
        let drawn = self.drawn_of(kind);
        *drawn = drawn.saturating_add(as_signed(held)).saturating_sub(as_signed(used));
    }
}

fn place(kind: DataKind) -> usize {
    match kind {
        DataKind::Listings => 0,
        DataKind::Texts => 1,
        DataKind::Pictures => 2,
    }
}

fn as_signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const TEXTS: DataKind = DataKind::Texts;

    /// An allowance on a day that has this many bytes left, and what the day has left.
    fn allowance(budget: Budget, day: u64) -> (Arc<Allowance>, Arc<Mutex<i64>>) {
        let left = Arc::new(Mutex::new(as_signed(day)));
        let of_day = Arc::clone(&left);
        let draw: Draw = Box::new(move |drawing| {
            let mut left = of_day.lock().unwrap();
            *left += drawing.unused.iter().sum::<i64>();
            let bytes = drawing.bytes.min(u64::try_from(*left).unwrap_or(0));
            *left -= as_signed(bytes);
            let day_ends = (bytes < drawing.bytes).then_some(Timestamp::UNIX_EPOCH);
            Box::pin(async move { Ok(Drawn { bytes, day_ends }) })
        });
        (Arc::new(Allowance::of(&budget, draw)), left)
    }

    async fn begun(allowance: &Allowance) -> Result<u64, Over> {
        allowance.begin(TEXTS).await.unwrap()
    }

    #[tokio::test]
    async fn a_request_begins_with_what_is_left_if_it_is_alone() {
        let (allowance, day) = allowance(Budget::of(SHARE + 5_000), u64::MAX / 4);
        let before = *day.lock().unwrap();

        let first = begun(&allowance).await;
        allowance.end(TEXTS, SHARE, SHARE);
        let second = begun(&allowance).await;
        allowance.end(TEXTS, 5_000, 4_500);
        let third = begun(&allowance).await;
        allowance.settle().await;

        assert_eq!((first, second), (Ok(SHARE), Ok(5_000)));
        assert_eq!(third, Err(Over { day_ends: None }));
        assert_eq!(before - *day.lock().unwrap(), as_signed(SHARE + 4_500));
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_waits_while_another_one_holds_what_is_left() {
        let (allowance, _) = allowance(Budget::of(SHARE + 5_000), u64::MAX / 4);
        begun(&allowance).await.unwrap();
        let waiting = tokio::spawn({
            let allowance = Arc::clone(&allowance);
            async move { begun(&allowance).await }
        });
        tokio::task::yield_now().await;

        let waits = !waiting.is_finished();
        allowance.end(TEXTS, SHARE, 100);

        assert!(waits);
        assert_eq!(waiting.await.unwrap(), Ok(SHARE));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_does_not_fit_waits_for_the_shares_of_others_and_no_longer_than_a_while() {
        let (allowance, _) = allowance(Budget::of(3 * SHARE), u64::MAX / 4);
        begun(&allowance).await.unwrap();
        begun(&allowance).await.unwrap();
        let more = |bytes| {
            let allowance = Arc::clone(&allowance);
            tokio::spawn(async move { allowance.more(TEXTS, bytes).await.unwrap() })
        };

        let never = more(2 * SHARE).await.unwrap();
        let later = more(2 * SHARE);
        tokio::task::yield_now().await;
        allowance.end(TEXTS, SHARE, 0);

        assert_eq!((never, later.await.unwrap()), (Err(Over { day_ends: None }), Ok(2 * SHARE)));
    }

    #[tokio::test(start_paused = true)]
    async fn of_two_bodies_that_wait_for_each_other_one_is_refused_at_once() {
        let (allowance, _) = allowance(Budget::of(2 * SHARE), u64::MAX / 4);
        begun(&allowance).await.unwrap();
        begun(&allowance).await.unwrap();
        let more = |bytes| {
            let allowance = Arc::clone(&allowance);
            tokio::spawn(async move {
                let more = allowance.more(TEXTS, bytes).await.unwrap();
                allowance.end(TEXTS, SHARE + more.unwrap_or(0), 100);
                more
            })
        };
        let began = tokio::time::Instant::now();

        let (one, other) = (more(SHARE / 2), more(SHARE / 2));
        let ended = [one.await.unwrap(), other.await.unwrap()];

        assert!(began.elapsed() < LONGEST_WAIT);
        assert_eq!(ended.iter().filter(|more| more.is_err()).count(), 1, "{ended:?}");
    }

    #[tokio::test]
    async fn the_ceiling_of_a_day_counts_and_says_when_the_day_ends() {
        let (allowance, day) = allowance(Budget::none(), SHARE + 500);

        let first = begun(&allowance).await;
        allowance.end(TEXTS, SHARE, SHARE);
        let second = begun(&allowance).await;
        drop(allowance);
        tokio::task::yield_now().await;

        assert_eq!((first, second), (Ok(SHARE), Err(Over { day_ends: Some(Timestamp::UNIX_EPOCH) })));
        assert_eq!(*day.lock().unwrap(), 500);
    }

    /// Seen: the listings had drawn all that the day had left, and no text came.
    #[tokio::test]
    async fn what_one_kind_has_drawn_and_not_used_is_there_for_the_next_kind() {
        let (allowance, day) = allowance(Budget::none(), 40_000);

        let listing = allowance.begin(DataKind::Listings).await.unwrap();
        allowance.end(DataKind::Listings, 40_000, 1_000);
        let text = begun(&allowance).await;
        allowance.end(TEXTS, 39_000, 2_000);
        allowance.settle().await;

        assert_eq!((listing, text), (Ok(40_000), Ok(39_000)));
        assert_eq!(*day.lock().unwrap(), 37_000);
    }

    /// Seen: a text that was refused used more than the day had for texts, and no picture came.
    #[tokio::test]
    async fn the_days_limit_of_a_kind_ends_that_kind_alone() {
        let day_ends = Some(Timestamp::UNIX_EPOCH);
        let draw: Draw = Box::new(move |drawing| {
            let has_less = drawing.kind == TEXTS;
            let bytes = if has_less { 1_500 } else { drawing.bytes };
            Box::pin(async move { Ok(Drawn { bytes, day_ends: day_ends.filter(|_| has_less) }) })
        });
        let allowance = Allowance::of(&Budget::none(), draw);

        let text = begun(&allowance).await;
        allowance.end(TEXTS, 1_500, SHARE);
        let picture = allowance.begin(DataKind::Pictures).await.unwrap();

        assert_eq!((text, picture), (Ok(1_500), Ok(SHARE)));
    }

    /// Seen: a run was cancelled while another process held the file, and the day lost what it reserved.
    #[tokio::test]
    async fn a_request_that_is_dropped_while_it_draws_and_a_drawing_that_fails_cost_the_day_nothing() {
        let (gate, left) = (Arc::new(tokio::sync::Semaphore::new(0)), Arc::new(Mutex::new(0)));
        let (waits, of_day) = (Arc::clone(&gate), Arc::clone(&left));
        let draw: Draw = Box::new(move |drawing| {
            let (waits, of_day) = (Arc::clone(&waits), Arc::clone(&of_day));
            Box::pin(async move {
                waits.acquire().await.unwrap().forget();
                if drawing.bytes == 7 * SHARE {
                    return Err(Error::Busy { file: String::new() });
                }
                *of_day.lock().unwrap() += drawing.unused.iter().sum::<i64>() - as_signed(drawing.bytes);
                Ok(Drawn { bytes: drawing.bytes, day_ends: None })
            })
        });
        let allowance = Allowance::of(&Budget::none(), draw);

        let dropped = timeout(Duration::from_millis(1), allowance.begin(TEXTS)).await;
        gate.add_permits(1);
        tokio::task::yield_now().await;
        let reserved = *left.lock().unwrap();
        gate.add_permits(9);
        allowance.draw(DataKind::Pictures, 7 * SHARE).await.unwrap_err();
        allowance.settle().await;

        assert!(dropped.is_err());
        assert_eq!((reserved, *left.lock().unwrap()), (-as_signed(SHARE), 0));
    }

    #[tokio::test]
    async fn the_limit_of_a_kind_ends_that_kind_alone() {
        let (allowance, _) = allowance(Budget::of(10 * SHARE).with_texts(500), u64::MAX / 4);

        let text = begun(&allowance).await;
        let listing = allowance.begin(DataKind::Listings).await.unwrap();

        assert_eq!((text, listing), (Err(Over { day_ends: None }), Ok(SHARE)));
    }
}
