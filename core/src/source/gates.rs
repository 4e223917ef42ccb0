//! Gates: how many requests may run at once, and how far apart they begin at one host.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Mutex as AsyncMutex, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use super::refusals::Refusals;
use crate::error::{Error, Result};

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

/// A gate for each host, and one for all hosts. Each lets some requests through at a time. With them go the
/// refusals of the hosts. Clones share all.
#[derive(Clone)]
pub(crate) struct Gates(Arc<AllGates>);

struct AllGates {
    pace: Pace,
    everywhere: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Gate>>>,
    refusals: Refusals,
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
        let (hosts, refusals) = (Mutex::default(), Refusals::default());
        Self(Arc::new(AllGates { pace, everywhere, hosts, refusals }))
    }

    pub(super) fn connections_per_host(&self) -> u32 {
        self.0.pace.connections_per_host
    }

    pub(super) fn requests_at_once(&self) -> usize {
        self.0.pace.requests_at_once as usize
    }

    /// Remembers that a host asked to wait, before this process began.
    pub(crate) fn refuse(&self, host: &str, status: u16, until: Timestamp, now: Timestamp) {
        self.0.refusals.refuse(host, status, until, now);
    }

    pub(super) fn refusals(&self) -> &Refusals {
        &self.0.refusals
    }

    /// Waits for a turn at a host. Who waits for the host takes no turn from other hosts.
    pub(super) async fn turn(&self, host: &str) -> Result<Turn> {
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
    pub(super) async fn begin_again(self) -> Result<Self> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
