//! How a sync ends before it is done.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use ifilm_site::{Edition, Fault, FaultKind, Site};
use serde_json::{Value, json};

use super::{command, json, run, said, site};

/// A process that was asked to end by a signal while the site holds a page.
#[cfg(unix)]
fn interrupted(site: &Site, data: &Path) -> (Output, Duration) {
    site.fault(Fault::new(FaultKind::Hold).edition(Edition::En).path("/News/").after(3));
    let mut syncing = command(data, &["--edition", "en", "sync"]);
    let syncing = syncing.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    assert!(site.held());
    let began = Instant::now();
    let kill = Command::new("kill").args(["-INT", &syncing.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let output = syncing.wait_with_output().unwrap();
    (output, began.elapsed())
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_sync_with_its_report_and_what_came_stays() {
    let (site, data) = site();

    let (output, took) = interrupted(&site, data.path());
    site.clear_faults();
    let rest = json(data.path(), &["--edition", "en", "sync"]);

    let (status, report, complaint) = said(&output);
    assert_eq!((status, report.lines().count()), (Some(1), 1), "{report}");
    assert!(complaint.ends_with("\nifilm: cancelled; what was stored stays\n"), "{complaint}");
    assert!(report.starts_with("en   cancelled: 12 new"), "{report}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert_eq!(rest["sources"][0]["page_requests"], 9);
}

#[test]
fn every_job_ends_at_its_deadline_with_a_report_that_says_so() {
    let (site, data) = site();
    site.fault(Fault::new(FaultKind::Hold).edition(Edition::En).path("/News/"));

    let plan = json(data.path(), &["--edition", "en", "plan"]);
    let token = plan["token"].as_str().unwrap();
    for job in
        [&["sync", "--plan", token][..], &["sync", "--edition", "en"], &["prefetch", "--edition", "en"]]
    {
        let output = run(data.path(), &[job, &["--json", "--deadline", "1"]].concat());

        let (status, report, complaint) = said(&output);
        let report: Value = serde_json::from_str(&report).unwrap();
        let ended = (status, &report["ended"], &report["cancelled"]);
        assert_eq!(ended, (Some(1), &json!("deadline"), &json!(false)), "{job:?}");
        assert!(complaint.contains("the deadline came before the end"), "{complaint}");
    }
}

#[test]
fn a_sync_within_a_budget_says_what_it_left_and_storage_what_today_has_used() {
    let (_site, data) = site();

    let synced = json(data.path(), &["--edition", "en", "sync", "--budget", "20k"]);
    let again = said(&run(data.path(), &["--edition", "en", "sync", "--budget-texts", "4k"]));
    let none = said(&run(data.path(), &["--edition", "en", "sync", "--budget", "0"]));
    let plan = said(&run(data.path(), &["--edition", "en", "plan", "--budget-listings", "0"]));
    let nonsense = run(data.path(), &["sync", "--budget", "much"]).status.code();
    let used = json(data.path(), &["storage"])["data_used"].clone();
    let day = json(data.path(), &["--edition", "en", "plan", "--day-budget", "10k"])["skipped"][0].clone();

    let source = &synced["sources"][0];
    assert!(source["wire_bytes"].as_u64().unwrap() < 21_000, "{source}");
    assert!(source["left"]["texts"].as_u64().unwrap() > 0, "{source}");
    assert!(again.0 == Some(0) && again.2.contains("no data left for 0 listings, "), "{again:?}");
    assert!(none.0 == Some(0) && none.2.contains("not asked: there is no data left\n"), "{none:?}");
    assert!(plan.1.contains("skipped: there is no data left for it, "), "{plan:?}");
    assert_eq!(nonsense, Some(2));
    assert!(used["listings"].as_u64().unwrap() > 0 && used["texts"].as_u64().unwrap() > 0, "{used}");
    assert_eq!((&day["reason"], &day["until"]), (&json!("budget"), &used["ends_at"]));
}
