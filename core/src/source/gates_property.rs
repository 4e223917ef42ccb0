//! The spacing as a property: whatever requests take, however they end and at however many hosts they are,
//! two to one host begin no closer than allowed, and no more run at once than allowed.

use std::sync::Mutex;
use std::time::Duration;

use futures_util::future::join_all;
use proptest::prelude::*;
use tokio::runtime::Builder;
use tokio::time::{Instant, sleep};

use super::gates::{Gates, Pace};

/// One request: its host, when somebody wants to send it, how long it takes, and whether it is sent again
/// within its turn, as after a connection that was closed.
#[derive(Debug, Clone)]
struct Request {
    host: usize,
    wanted_ms: u64,
    takes_ms: u64,
    is_sent_again: bool,
}

const HOSTS: [&str; 3] = ["a", "b", "c"];

fn requests() -> impl Strategy<Value = Vec<Request>> {
    let request = (0..HOSTS.len(), 0..2_000_u64, 0..900_u64, any::<bool>());
    let request = request.prop_map(|(host, wanted_ms, takes_ms, is_sent_again)| Request {
        host,
        wanted_ms,
        takes_ms,
        is_sent_again,
    });
    prop::collection::vec(request, 1..25)
}

/// When each request to each host began and ended.
#[derive(Default)]
struct Log(Mutex<Vec<(usize, Duration, Duration)>>);

async fn send(gates: &Gates, request: Request, zero: Instant, log: &Log) {
    let Request { host, wanted_ms, takes_ms, is_sent_again } = request;
    sleep(Duration::from_millis(wanted_ms)).await;
    let mut turn = gates.turn(HOSTS[host]).await.unwrap();
    for again in [is_sent_again, false] {
        let began = zero.elapsed();
        sleep(Duration::from_millis(takes_ms)).await;
        log.0.lock().unwrap().push((host, began, zero.elapsed()));
        if !again {
            return;
        }
        turn = turn.begin_again().await.unwrap();
    }
}

proptest! {
    #[test]
    fn requests_to_a_host_begin_no_closer_than_allowed(
        requests in requests(),
        connections_per_host in 1..4_u32,
        requests_at_once in 1..4_u32,
        spacing_ms in 0..700_u64,
    ) {
        let spacing = Duration::from_millis(spacing_ms);
        let log = Log::default();
        Builder::new_current_thread().enable_time().start_paused(true).build().unwrap().block_on(async {
            let gates = Gates::of(Pace { connections_per_host, requests_at_once, spacing });
            let zero = Instant::now();
            join_all(requests.into_iter().map(|request| send(&gates, request, zero, &log))).await;
        });

        let log = log.0.into_inner().unwrap();
        for host in 0..HOSTS.len() {
            let mut starts: Vec<_> = log.iter().filter(|one| one.0 == host).map(|one| one.1).collect();
            starts.sort();
            prop_assert!(starts.windows(2).all(|pair| pair[1] - pair[0] >= spacing), "{starts:?}");
        }
        for (_, began, _) in &log {
            let running = log.iter().filter(|(_, from, to)| from <= began && began < to);
            prop_assert!(running.count() <= requests_at_once as usize, "{log:?}");
        }
    }
}
