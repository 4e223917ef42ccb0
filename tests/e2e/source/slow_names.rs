//! Reading and closing during a sync whose name lookups are slow.
//!
//! The system's resolver is replaced in a separate process: this suite starts itself again with
//! `tests/fixtures/slow_names.c` preloaded.

#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use ifilm_core::{Client, Config, ListQuery, SyncRequest};
use ifilm_tests::edition;

/// Seen: a list took 11.7 s, and so did closing, because readers and lookups shared the runtime's four
/// threads.
#[test]
fn lists_and_a_close_do_not_wait_for_the_names_that_a_sync_looks_up() {
    let folder = tempfile::tempdir().unwrap();
    let Some(resolver) = slow_resolver(folder.path()) else { return };

    let mut this = Command::new(std::env::current_exe().unwrap());
    this.args(["--exact", "slow_names::beside_slow_names", "--ignored", "--nocapture"]);
    let ended = this.env("LD_PRELOAD", resolver).env("SLOW_NAMES", "12").output().unwrap();

    let said = String::from_utf8_lossy(&ended.stdout) + String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

/// Compiles the resolver as a library. Prints a message and returns `None` if there is no compiler.
fn slow_resolver(folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/slow_names.c");
    let library = folder.join("slow_names.so");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).status();
    if !built.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no C compiler");
        return None;
    }
    Some(library)
}

#[ignore = "run by the test above, with names that are slow"]
#[test]
fn beside_slow_names() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(4) // as the bindings do
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let client = Client::open(Config::at(folder.path())).unwrap();
        client.prepare().await.unwrap();
        let (alone, _) = lists(&client).await;
        let sync = client.start_sync(SyncRequest::all(), |_| ()).unwrap();

        let (beside, slowest) = lists(&client).await;
        assert!(!sync.is_finished(), "it still waits for names");
        let start = Instant::now();
        client.close().await.unwrap();
        let closing = start.elapsed();

        assert!(beside <= alone + Duration::from_millis(50), "{beside:?} beside, {alone:?} alone");
        assert!(slowest <= Duration::from_secs(1), "{slowest:?}");
        assert!(closing <= Duration::from_secs(3), "{closing:?}");
        assert!(sync.wait().await.unwrap().cancelled);
    });
    let start = Instant::now();
    drop(runtime);
    assert!(start.elapsed() <= Duration::from_secs(3), "the runtime waits for the look-ups");
}

/// The median and the longest time of a list.
async fn lists(client: &Client) -> (Duration, Duration) {
    let mut times = Vec::new();
    for _ in 0..500 {
        let start = Instant::now();
        client.library().list(ListQuery::news(edition("fa"))).await.unwrap();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    (times[250], times[499])
}
