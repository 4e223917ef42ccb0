//! Politeness: how many requests may run at once, how far apart they begin at one host, and which hosts asked
//! us to wait.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Mutex as AsyncMutex, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};
use url::Url;

use crate::error::{Error, Result};

/// Gives each request its turn at a host. While the `Retry-After` of a host lasts, no request is sent to it.
pub(super) struct Politeness {
    gates: Gates,
}

/// How many requests may run at once, and how far apart they begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// At one host.
    pub(crate) connections_per_host: u32,
    /// At all hosts together.
    pub(crate) requests_at_once: u32,
    /// The least time between the beginnings of two requests to one host.
    pub(crate) spacing: Duration,
}

/// A gate for each host, and one for all hosts. Each lets some requests through at a time, and that of a host
/// none while its `Retry-After` lasts. Clones share the gates.
#[derive(Clone)]
pub(crate) struct Gates(Arc<AllGates>);

struct AllGates {
    pace: Pace,
    everywhere: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Gate>>>,
    refusals: Mutex<HashMap<String, Refusal>>,
}

/// The last answer of a host with a `Retry-After`.
#[derive(Debug, Clone)]
struct Refusal {
    error: Error,
    until: Timestamp,
    wait: SignedDuration,
}

/// A clock that is set back by less than this ends no wait.
const CORRECTION: SignedDuration = SignedDuration::from_mins(1);

impl Refusal {
    /// `None` if the answer has no `Retry-After`.
    fn of(error: &Error, now: Timestamp) -> Option<Self> {
        let until = error.retry_at()?;
        Some(Self { error: error.clone(), until, wait: until.duration_since(now) })
    }

    /// Whether it still counts. A time much further away than the wait was noted by a clock that was ahead.
    /// Then the wait that is stored counts, which begins anew.
    fn lasts(&self, now: Timestamp) -> bool {
        now < self.until && self.until.duration_since(now) <= self.wait.saturating_add(CORRECTION)
    }
}

/// The gate of one host.
struct Gate {
    turns: Arc<Semaphore>,
    /// When its last request began. The next one to begin holds the lock while it waits.
    last_start: AsyncMutex<Option<Instant>>,
}

impl Gates {
    pub(crate) fn of(pace: Pace) -> Self {
        let everywhere = Arc::new(Semaphore::new(pace.requests_at_once as usize));
        let (hosts, refusals) = (Mutex::default(), Mutex::default());
        Self(Arc::new(AllGates { pace, everywhere, hosts, refusals }))
    }

    pub(super) fn connections_per_host(&self) -> u32 {
        self.0.pace.connections_per_host
    }

    /// Waits for a turn at a host. Who waits for the host takes no turn from other hosts.
    async fn turn(&self, host: &str) -> Result<Turn> {
        let gate = self.of_host(host);
        let at_host = permit(&gate.turns).await?;
        self.begin(gate, at_host).await
    }

    /// Waits for the spacing of the host, and then for one of the requests at once.
    async fn begin(&self, gate: Arc<Gate>, at_host: OwnedSemaphorePermit) -> Result<Turn> {
        let mut last_start = gate.last_start.lock().await;
        self.wait_after(*last_start).await;
        let everywhere = permit(&self.0.everywhere).await?;
        *last_start = Some(Instant::now());
        drop(last_start);
        Ok(Turn { gates: self.clone(), gate, at_host, everywhere })
    }

    async fn wait_after(&self, start: Option<Instant>) {
        if let Some(next) = start.and_then(|start| start.checked_add(self.0.pace.spacing)) {
            sleep_until(next).await;
        }
    }

    fn of_host(&self, host: &str) -> Arc<Gate> {
        let mut hosts = self.0.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let gate = || {
            let turns = Arc::new(Semaphore::new(self.0.pace.connections_per_host as usize));
            Arc::new(Gate { turns, last_start: AsyncMutex::default() })
        };
        Arc::clone(hosts.entry(host.to_owned()).or_insert_with(gate))
    }
}

async fn permit(semaphore: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
    let closed = |_| Error::Internal("a gate was closed".to_owned());
    Arc::clone(semaphore).acquire_owned().await.map_err(closed)
}

/// A turn at a host. Dropping it ends the turn.
pub(super) struct Turn {
    gates: Gates,
    gate: Arc<Gate>,
    at_host: OwnedSemaphorePermit,
    everywhere: OwnedSemaphorePermit,
}

impl Turn {
    /// Waits until another request may begin at the host. Meanwhile other hosts may have the place among the
    /// requests at once. Whoever waits for that place holds the lock of the host, so keeping it could make
    /// both wait for ever.
    async fn begin_again(self) -> Result<Self> {
        let Self { gates, gate, at_host, everywhere } = self;
        drop(everywhere);
        gates.begin(gate, at_host).await
    }

    /// Counts the spacing from now, because a connection had to be made before the request was sent. If
    /// another request waits for the spacing already, it began to count before.
    pub(super) fn began_now(&self) {
        if let Ok(mut last_start) = self.gate.last_start.try_lock() {
            *last_start = Some(Instant::now());
        }
    }
}

impl Politeness {
    pub(super) fn new(gates: Gates) -> Self {
        Self { gates }
    }

    /// Waits for a turn at the host of an address. `now` is called when the wait is over.
    ///
    /// # Errors
    /// [`Error::Refused`] with the host's last answer, while its `Retry-After` is not over. Nothing is sent
    /// to the host then.
    pub(super) async fn turn(&self, address: &Url, now: impl Fn() -> Timestamp) -> Result<Turn> {
        let turn = self.gates.turn(address.authority()).await?;
        self.unless_refused(turn, address, now)
    }

    /// Waits until another request to the host may begin within a turn.
    ///
    /// # Errors
    /// As [`turn`](Self::turn).
    pub(super) async fn turn_again(
        &self,
        turn: Turn,
        address: &Url,
        now: impl Fn() -> Timestamp,
    ) -> Result<Turn> {
        let turn = turn.begin_again().await?;
        self.unless_refused(turn, address, now)
    }

    fn unless_refused(&self, turn: Turn, address: &Url, now: impl Fn() -> Timestamp) -> Result<Turn> {
        match self.refusal(address.authority(), now()) {
            Some(refusal) => Err(refusal.error),
            None => Ok(turn),
        }
    }

    /// Remembers the answer of a host if it has a `Retry-After`. Answers to requests that were sent at the
    /// same time may ask for different waits. The longer one holds.
    pub(super) fn note(&self, host: &str, error: &Error, now: Timestamp) {
        let Some(refusal) = Refusal::of(error, now) else { return };
        let known = self.refusal(host, now).filter(|known| known.until > refusal.until);
        self.refusals().insert(host.to_owned(), known.unwrap_or(refusal));
    }

    /// The refusal of a host that counts now.
    fn refusal(&self, host: &str, now: Timestamp) -> Option<Refusal> {
        self.refusals().get(host).filter(|refusal| refusal.lasts(now)).cloned()
    }

    fn refusals(&self) -> MutexGuard<'_, HashMap<String, Refusal>> {
        self.gates.0.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const SECOND: Duration = Duration::from_secs(1);

    fn gates(connections_per_host: u32, requests_at_once: u32, spacing: Duration) -> Gates {
        Gates::of(Pace { connections_per_host, requests_at_once, spacing })
    }

    /// When each of these requests began, if one that runs takes this long. The moments are in order.
    async fn starts(gates: &Gates, hosts: &[&str], takes: Duration) -> Vec<Duration> {
        let zero = Instant::now();
        let requests = hosts.iter().map(|host| async move {
            let turn = gates.turn(host).await.unwrap();
            let began = zero.elapsed();
            tokio::time::sleep(takes).await;
            drop(turn);
            began
        });
        let mut starts = futures_util::future::join_all(requests).await;
        starts.sort();
        starts
    }

    #[tokio::test(start_paused = true)]
    async fn two_requests_to_a_host_begin_no_closer_than_the_spacing() {
        for connections in [1, 3] {
            let gates = gates(connections, 6, 5 * SECOND);

            let starts = starts(&gates, &["a"; 4], SECOND).await;

            for pair in starts.windows(2) {
                assert!(pair[1] - pair[0] >= 5 * SECOND, "{starts:?}");
            }
            assert!(starts[3] < 16 * SECOND, "{starts:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_second_request_within_a_turn_keeps_the_spacing() {
        let gates = gates(1, 6, 5 * SECOND);
        let began = Instant::now();
        let turn = gates.turn("a").await.unwrap();

        let turn = turn.begin_again().await.unwrap();
        let again = began.elapsed();
        drop(turn);
        let _next = gates.turn("a").await.unwrap();

        assert!(again >= 5 * SECOND && began.elapsed() >= 10 * SECOND);
    }

    /// Seen: one request waited for the place of the other, which waited for the host, so neither went on.
    #[tokio::test(start_paused = true)]
    async fn a_retry_and_the_next_request_to_its_host_do_not_wait_for_each_other() {
        let gates = gates(2, 1, Duration::ZERO);
        let turn = gates.turn("a").await.unwrap();
        let next = tokio::spawn({
            let gates = gates.clone();
            async move { gates.turn("a").await.map(drop) }
        });
        tokio::task::yield_now().await;

        let again = tokio::time::timeout(SECOND, turn.begin_again()).await;

        drop(again.unwrap().unwrap());
        next.await.unwrap().unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn a_retry_that_waits_for_its_host_holds_up_no_other_host() {
        let gates = gates(1, 1, 60 * SECOND);
        let turn = gates.turn("slow").await.unwrap();
        let again = tokio::spawn(turn.begin_again());
        tokio::task::yield_now().await;

        let quick = tokio::time::timeout(SECOND, gates.turn("quick")).await;

        assert!(quick.unwrap().is_ok());
        again.abort();
    }

    /// Seen: a handshake of 3 s used up the spacing, so the site got two requests close together.
    #[tokio::test(start_paused = true)]
    async fn the_spacing_counts_from_the_moment_at_which_a_connection_was_made() {
        let gates = gates(1, 6, 5 * SECOND);
        let turn = gates.turn("a").await.unwrap();
        tokio::time::sleep(3 * SECOND).await;
        turn.began_now();
        let began = Instant::now();
        drop(turn);

        let _next = gates.turn("a").await.unwrap();

        assert!(began.elapsed() >= 5 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_spacing_nobody_waits() {
        let starts = starts(&gates(1, 6, Duration::ZERO), &["a", "b"], SECOND).await;

        assert!(starts[1] < SECOND, "{starts:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_requests_run_at_once_than_allowed_over_all_hosts() {
        let gates = gates(1, 2, Duration::ZERO);

        let starts = starts(&gates, &["a", "b", "c", "d", "e"], 10 * SECOND).await;

        let rounds: Vec<u64> = starts.iter().map(|start| start.as_secs() / 10).collect();
        assert_eq!(rounds, [0, 0, 1, 1, 2]);
    }

    /// A host that lets one request through each minute leaves the other turns to other hosts.
    #[tokio::test(start_paused = true)]
    async fn who_waits_for_its_host_holds_up_no_other_host() {
        let gates = gates(2, 1, 60 * SECOND);
        drop(gates.turn("slow").await.unwrap());
        let waiting = tokio::spawn({
            let gates = gates.clone();
            async move { gates.turn("slow").await.map(drop) }
        });
        tokio::task::yield_now().await;
        let began = Instant::now();

        let _turn = gates.turn("quick").await.unwrap();

        assert!(began.elapsed() < SECOND);
        waiting.abort();
    }

    #[tokio::test]
    async fn a_host_that_asked_one_source_to_wait_is_left_alone_by_all_that_share_its_gate() {
        let (gates, address) = (gates(1, 6, Duration::ZERO), Url::parse("http://site.example/a").unwrap());
        let (one, other) = (Politeness::new(gates.clone()), Politeness::new(gates));
        let until = NOW + SignedDuration::from_mins(2);
        let refused = Error::Refused { address: address.to_string(), status: 503, retry_at: Some(until) };
        let refusal_at = async |now| other.turn(&address, || now).await.err().map(|error| error.to_string());

        let turn = one.turn(&address, || NOW).await.unwrap();
        let waiting = refusal_at(NOW);
        one.note("site.example", &refused, NOW);
        drop(turn);

        assert_eq!(waiting.await, Some(refused.to_string()));
        assert_eq!(refusal_at(until).await, None);
    }

    fn refused(minutes: i64) -> Error {
        let retry_at = Some(NOW + SignedDuration::from_mins(minutes));
        Error::Refused { address: "http://site.example/a".to_owned(), status: 429, retry_at }
    }

    #[tokio::test]
    async fn of_two_waits_the_longer_one_holds() {
        let politeness = Politeness::new(gates(1, 6, Duration::ZERO));
        for minutes in [60, 1] {
            politeness.note("site.example", &refused(minutes), NOW);
        }

        let address = Url::parse("http://site.example/b").unwrap();
        let error = politeness.turn(&address, || NOW + SignedDuration::from_mins(5)).await.err();

        assert_eq!(error.and_then(|error| error.retry_at()), refused(60).retry_at());
    }

    #[tokio::test]
    async fn a_wait_outlasts_a_correction_of_the_clock_but_not_a_clock_that_was_far_ahead() {
        let address = Url::parse("http://site.example/a").unwrap();
        for (back_minutes, end) in [(1, Some(120)), (60, None)] {
            let politeness = Politeness::new(gates(1, 6, Duration::ZERO));
            politeness.note("site.example", &refused(120), NOW);
            let at = NOW - SignedDuration::from_mins(back_minutes);

            let error = politeness.turn(&address, || at).await.err();

            let end = end.map(|minutes| NOW + SignedDuration::from_mins(minutes));
            assert_eq!(error.and_then(|error| error.retry_at()), end, "{back_minutes}");
        }
    }
}
