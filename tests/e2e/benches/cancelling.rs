//! How long a job takes to end after a cancel and after its deadline, in real time. Prints rows of a table,
//! and fails if one is above the bound.

#![allow(clippy::print_stdout, reason = "its output is the table")]
#![allow(clippy::unwrap_used, reason = "a broken scenario ends the bench")]

use std::time::{Duration, Instant};

use ifilm_core::{Client, Ended, Job, Stage, SyncRequest};
use ifilm_site::{FaultKind, SiteConfig};
use ifilm_tests::{PlainAnswer, PlainScenario, Scenario, edition, english_fault};
use rusqlite::Connection;
use tokio::runtime::Runtime;

/// A job ends within this time. The median of five counts, because the machine may do something else.
const BOUND: Duration = Duration::from_millis(100);

fn main() {
    println!("| a job after its cancel | median of five, slowest | bound |");
    println!("| --- | --- | --- |");
    Runtime::new().expect("a runtime").block_on(async {
        measure("no answer", async || at_a_page(FaultKind::Silence).await).await;
        measure("a dripping body", async || at_a_page(FaultKind::Drip { interval_ms: 20 }).await).await;
        let page = page_of(6 << 20);
        measure("6 MiB that are parsed", async || while_parsing(&page).await).await;
        measure("texts that cannot be stored", while_storing).await;
        measure("the pictures", at_the_pictures).await;
        measure("after a deadline", at_a_deadline).await;
    });
}

async fn measure(what: &str, measured: impl AsyncFn() -> Duration) {
    let mut times = Vec::new();
    for _ in 0..5 {
        times.push(measured().await);
    }
    times.sort();
    println!("| {what} | {:.1?}, {:.1?} | {BOUND:?} |", times[2], times[4]);
    assert!(times[2] <= BOUND, "{what}: {times:?}");
}

async fn after_cancel(job: &Job) -> Duration {
    let began = Instant::now();
    job.cancel();
    let report = job.wait().await.unwrap();
    assert_eq!(report.ended, Ended::Cancelled);
    began.elapsed()
}

/// A cancel while this fault holds up the fourth page.
async fn at_a_page(kind: FaultKind) -> Duration {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", kind).after(3));
    let mut sync = scenario.start_english();
    sync.until(Stage::Pages, 3).await;
    after_cancel(&sync.job).await
}

/// A page of many short paragraphs.
fn page_of(bytes: usize) -> PlainAnswer {
    let paragraph = "It was said in the town on the river, to all who came to hear it.";
    PlainAnswer::page("Story of the river town", &vec![paragraph; bytes / (paragraph.len() + 7)])
}

/// Seen: a page of more than 2 MiB was parsed on a thread of the runtime, and a cancel waited up to 0.3 s.
async fn while_parsing(page: &PlainAnswer) -> Duration {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", "Story of the river town")]);
    scenario.site.answer_page("1", page.clone());
    let read = scenario.site.when_read("/News/Content/1");
    let job = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    tokio::task::spawn_blocking(move || read.recv()).await.unwrap().unwrap();
    after_cancel(&job).await
}

/// Another process holds the file, so the texts that have come cannot be stored.
async fn while_storing() -> Duration {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let mut sync = scenario.start_english();
    assert!(scenario.site.held());
    let other = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    scenario.site.clear_faults();
    sync.until(Stage::Pages, 1).await;
    let time = after_cancel(&sync.job).await;
    other.execute_batch("ROLLBACK").unwrap();
    time
}

async fn at_the_pictures() -> Duration {
    let config = SiteConfig { items: 12, ..SiteConfig::default() };
    let scenario = Scenario::with(config, |config| config.lead_pictures = 5);
    scenario.site.fault(english_fault("/UploadedFiles/", FaultKind::Drip { interval_ms: 20 }));
    let mut sync = scenario.start_english();
    sync.until(Stage::Pictures, 0).await;
    after_cancel(&sync.job).await
}

/// How long after its deadline a job ends.
async fn at_a_deadline() -> Duration {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Silence));
    after_deadline(&scenario.client, SyncRequest::of([edition("en")])).await
}

async fn after_deadline(client: &Client, request: SyncRequest) -> Duration {
    let (began, limit) = (Instant::now(), Duration::from_millis(300));
    let report = client.sync(request.with_deadline(limit)).await.unwrap();
    assert_eq!(report.ended, Ended::Deadline);
    began.elapsed() - limit
}
