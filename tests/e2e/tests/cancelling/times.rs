//! How long a job takes to end after a cancel and after its deadline, in real time.

use std::time::{Duration, Instant};

use ifilm_core::{Client, Ended, Job, Stage, SyncRequest};
use ifilm_site::{FaultKind, SiteConfig};
use ifilm_tests::{PlainAnswer, PlainScenario, Scenario, english_fault};
use rusqlite::Connection;

use super::{english, start, until};

/// A job ends within this time. The median of five counts, because the machine may do something else.
const BOUND: Duration = Duration::from_millis(100);

async fn after_cancel(job: &Job) -> Duration {
    let began = Instant::now();
    job.cancel();
    let report = job.wait().await.unwrap();
    assert_eq!(report.ended, Ended::Cancelled);
    began.elapsed()
}

async fn assert_soon(what: &str, measured: impl AsyncFn() -> Duration) {
    let mut times = Vec::new();
    for _ in 0..5 {
        times.push(measured().await);
    }
    times.sort();
    println!("{what}: {times:?}"); // for docs/performance.md
    assert!(times[2] <= BOUND, "{what}: {times:?}");
}

/// A cancel while this fault holds up the fourth page.
async fn at_a_page(kind: FaultKind) -> Duration {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", kind).after(3));
    let (job, mut steps) = start(&scenario);
    until(&mut steps, Stage::Pages, 3).await;
    after_cancel(&job).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_ends_a_job_that_waits_for_an_answer() {
    assert_soon("no answer", async || at_a_page(FaultKind::Silence).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_ends_a_job_that_reads_a_dripping_body() {
    assert_soon("a dripping body", async || at_a_page(FaultKind::Drip { interval_ms: 20 }).await).await;
}

/// A page of many short paragraphs.
fn page_of(bytes: usize) -> PlainAnswer {
    let paragraph = "It was told in the town on the river, to all who came to hear it.";
    PlainAnswer::page("Story of the river town", &vec![paragraph; bytes / (paragraph.len() + 7)])
}

/// Seen: a page of more than 2 MiB was parsed on a thread of the runtime, and a cancel waited up to 0.3 s.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_ends_a_job_that_parses_a_document_of_six_mebibytes() {
    let page = page_of(6 << 20);
    let measured = async || {
        let scenario = PlainScenario::begin();
        scenario.site.list(&[("1", "Story of the river town")]);
        scenario.site.answer_page("1", page.clone());
        let read = scenario.site.when_read("/News/Content/1");
        let job = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
        tokio::task::spawn_blocking(move || read.recv()).await.unwrap().unwrap();
        after_cancel(&job).await
    };
    assert_soon("a document of 6 MiB", measured).await;
}

/// Another process holds the file, so the texts that have come cannot be stored.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_ends_a_job_that_stores_texts() {
    let measured = async || {
        let scenario = Scenario::begin();
        scenario.site.fault(english_fault("/News/", FaultKind::Hold));
        let (job, mut steps) = start(&scenario);
        assert!(scenario.site.held());
        let other = Connection::open(scenario.data.path().join("cache.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        scenario.site.clear_faults();
        until(&mut steps, Stage::Pages, 1).await;
        let time = after_cancel(&job).await;
        other.execute_batch("ROLLBACK").unwrap();
        time
    };
    assert_soon("a batch that is stored", measured).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_ends_a_job_that_fetches_pictures() {
    let measured = async || {
        let config = SiteConfig { items: 12, ..SiteConfig::default() };
        let scenario = Scenario::with(config, |config| config.lead_pictures = 5);
        scenario.site.fault(english_fault("/UploadedFiles/", FaultKind::Drip { interval_ms: 20 }));
        let (job, mut steps) = start(&scenario);
        until(&mut steps, Stage::Pictures, 0).await;
        after_cancel(&job).await
    };
    assert_soon("the pictures", measured).await;
}

/// How long after its deadline a job ends.
async fn after_deadline(client: &Client, request: SyncRequest) -> Duration {
    let (began, limit) = (Instant::now(), Duration::from_millis(300));
    let report = client.sync(request.with_deadline(limit)).await.unwrap();
    assert_eq!(report.ended, Ended::Deadline);
    began.elapsed() - limit
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_ends_a_job_as_soon_as_a_cancel() {
    let measured = async || {
        let scenario = Scenario::begin();
        scenario.site.fault(english_fault("/News/", FaultKind::Silence));
        after_deadline(&scenario.client, english()).await
    };
    assert_soon("a deadline", measured).await;
}
