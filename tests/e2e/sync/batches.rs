//! What several pages bring is stored in one transaction. It ends by its bytes and its age, and at a cancel:
//! nothing that came waits long, and nothing is asked for twice.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ifilm_core::{ArticleBody, Ended, Job, Progress, Stage, SyncRequest};
use ifilm_site::{FaultKind, Raw, Removal, SiteConfig};
use ifilm_tests::{Scenario, edition, english_fault};
use rusqlite::Connection;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::yield_now;
use tokio::time::timeout;

/// Longer than anything here takes, and shorter than a person waits for a test.
const LONG: Duration = Duration::from_secs(10);

fn of_items(items: u64) -> Scenario {
    Scenario::at(SiteConfig { items, ..SiteConfig::default() })
}

fn start(scenario: &Scenario) -> (Job, UnboundedReceiver<Progress>) {
    let (sender, steps) = unbounded_channel();
    let listener = move |step| sender.send(step).unwrap_or(());
    let request = SyncRequest::of([edition("en")]);
    (scenario.client.start_sync(request, listener).unwrap(), steps)
}

async fn ready(scenario: &Scenario) -> usize {
    let mut ready = 0;
    for item in scenario.list("en").await {
        let article = scenario.client.library().article(&item.key).await.unwrap();
        ready += usize::from(matches!(article.body, ArticleBody::Ready { .. }));
    }
    ready
}

/// How many transactions the write-ahead log of the cache has: the last frame of each says how long the file
/// is then.
fn commits(data: &Path) -> usize {
    let log = std::fs::read(data.join("cache.db-wal")).unwrap();
    let number = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().unwrap());
    let frame = 24 + number(8) as usize;
    let frames = (32..log.len()).step_by(frame).filter(|at| at + frame <= log.len());
    let frames = frames.take_while(|at| log[at + 8..at + 16] == log[16..24]);
    frames.filter(|at| number(at + 4) > 0).count()
}

/// Counts the transactions so far at the k-th request from now.
fn commits_at(scenario: &Scenario, k: u64) -> Arc<Mutex<usize>> {
    let (counted, data): (Arc<Mutex<usize>>, PathBuf) = (Arc::default(), scenario.data.path().to_owned());
    let count = Arc::clone(&counted);
    scenario.site.on_request(k, move || *count.lock().unwrap() = commits(&data));
    counted
}

/// The page of an item with a text of 140 kB.
fn long_page(scenario: &Scenario, id: u64) -> Raw {
    let title = scenario.site.truth("en", id).title;
    let text: String =
        (0..280).map(|number| format!("<p>{number} {}</p>", "rain fell. ".repeat(45))).collect();
    let content = format!("<!doctype html><html><body><h1>{title}</h1><div>{text}</div></body></html>");
    Raw { content: Some(content), ..Raw::new(200, ["ETag: \"long\""]) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_waits_for_no_others() {
    let scenario = of_items(6);
    let first = scenario.site.newest("en", 1)[0];
    let page = FaultKind::Raw(long_page(&scenario, first));
    scenario.site.fault(english_fault(&format!("/News/Content/{first}"), page));
    let (at_first_page, at_third_page) = (commits_at(&scenario, 2), commits_at(&scenario, 4));

    let report = scenario.sync_english().await;

    let (before, after) = (*at_first_page.lock().unwrap(), *at_third_page.lock().unwrap());
    assert_eq!((report.page_requests, report.pages_failed, after - before), (6, 0, 1), "{report:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_texts_that_came_can_be_read_while_the_next_page_takes_long() {
    let scenario = of_items(6);
    let third = scenario.site.newest("en", 3)[2];
    scenario.site.fault(english_fault(&format!("/News/Content/{third}"), FaultKind::Hold));
    let (job, _steps) = start(&scenario);
    assert!(scenario.site.held());

    let readable = timeout(LONG, async {
        while ready(&scenario).await < 2 {
            yield_now().await;
        }
    });
    let came = readable.await;
    scenario.site.clear_faults();
    job.wait().await.unwrap();

    assert!(came.is_ok(), "the two texts wait for the third page");
    assert_eq!(ready(&scenario).await, 6);
}

/// Seen: another process held the file when a run was cancelled. The third page was missing, which is stored
/// at once, so the run waited for the file with two texts in hand. They were lost, and asked for again.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_loses_no_text_although_the_run_waits_for_the_file_with_something_else() {
    let scenario = of_items(6);
    let [first, _, third] = scenario.site.newest("en", 3)[..] else { panic!("six items") };
    scenario.site.fault(english_fault(&format!("/News/Content/{first}"), FaultKind::Hold));
    let (job, mut steps) = start(&scenario);
    assert!(scenario.site.held());
    scenario.site.remove("en", third, Removal::NotFound);
    let other = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    scenario.site.clear_faults();
    while !steps.recv().await.is_some_and(|step| step.stage == Stage::Pages && step.done == 2) {}
    while scenario.site.requests().len() < 4 {
        yield_now().await;
    }

    job.cancel();
    let report = timeout(LONG, job.wait()).await.expect("it ends soon").unwrap();
    other.execute_batch("ROLLBACK").unwrap();
    let newest = scenario.list("en").await.remove(0);
    scenario.client.user().mark_read(&newest.key, true).await.unwrap(); // the writer is done with the texts
    let stored = ready(&scenario).await;
    scenario.site.clear_requests();
    let rest = scenario.sync_english().await;

    // The answers for further pages may have come before the cancel.
    assert!(report.ended == Ended::Cancelled && stored >= 2, "{stored} {report:?}");
    assert!(rest.page_requests as usize <= 6 - stored, "{:?}", scenario.site.requests());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_have_not_changed_are_confirmed_together_and_keep_their_validators() {
    let scenario = Scenario::synced().await;
    scenario.clock.advance(Duration::from_secs(3_600));
    let before = commits_at(&scenario, 1);

    let report = scenario.sync_english().await;
    let after = commits(scenario.data.path());
    scenario.clock.advance(Duration::from_secs(3_600));
    let next = scenario.sync_english().await;

    assert_eq!((report.revalidations, report.not_modified), (3, 4), "{report:?}");
    let commits = after - *before.lock().unwrap();
    assert_eq!(commits, 5, "with a commit for each page there would be seven");
    let asked = scenario.site.requests();
    let pages: Vec<_> = asked.iter().filter(|request| request.path.starts_with("/News/")).collect();
    assert!(
        pages.iter().all(|request| request.if_none_match.is_some() && request.status == 304),
        "{pages:?}"
    );
    let paths: std::collections::BTreeSet<_> = pages.iter().map(|request| &request.path).collect();
    assert_eq!((next.revalidations, paths.len()), (3, 6), "those of the first sync count as checked");
}
