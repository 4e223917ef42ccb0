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

impl Refusal {
    /// Whether it still counts. A time further away than the wait was noted by a clock that was ahead.
    fn lasts(&self, now: Timestamp) -> bool {
        now < self.until && self.until.duration_since(now) <= self.wait
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
        let mut last_start = gate.last_start.lock().await;
        self.wait_after(*last_start).await;
        let everywhere = permit(&self.0.everywhere).await?;
        *last_start = Some(Instant::now());
        drop(last_start);
        Ok(Turn { gates: self.clone(), gate, _at_host: at_host, _everywhere: everywhere })
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
    _at_host: OwnedSemaphorePermit,
    _everywhere: OwnedSemaphorePermit,
}

impl Turn {
    /// Waits until another request may begin within this turn.
    pub(super) async fn begin_again(&self) {
        let mut last_start = self.gate.last_start.lock().await;
        self.gates.wait_after(*last_start).await;
        *last_start = Some(Instant::now());
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
        let refusal = self.refusals().get(address.authority()).cloned();
        match refusal.filter(|refusal| refusal.lasts(now())) {
            Some(refusal) => Err(refusal.error),
            None => Ok(turn),
        }
    }

    /// Remembers the answer of a host if it has a `Retry-After`.
    pub(super) fn note(&self, host: &str, error: &Error, now: Timestamp) {
        if let Some(until) = error.retry_at() {
            let refusal = Refusal { error: error.clone(), until, wait: until.duration_since(now) };
            self.refusals().insert(host.to_owned(), refusal);
        }
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

        turn.begin_again().await;
        let again = began.elapsed();
        drop(turn);
        let _next = gates.turn("a").await.unwrap();

        assert!(again >= 5 * SECOND && began.elapsed() >= 10 * SECOND);
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
        let code_at = async |now| other.turn(&address, || now).await.err().map(|error| error.code());

        let turn = one.turn(&address, || NOW).await.unwrap();
        let waiting = code_at(NOW);
        one.note("site.example", &refused, NOW);
        drop(turn);

        let hour = SignedDuration::from_hours(1);
        assert_eq!(waiting.await, Some(refused.code()));
        assert_eq!(code_at(until).await, None);
        assert_eq!(code_at(NOW - hour).await, None, "noted while the clock was ahead");
    }
}
