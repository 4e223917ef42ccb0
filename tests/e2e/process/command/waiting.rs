//! Pages that wait or failed, in words.

use ifilm_site::{Edition, Fault, FaultKind};
use serde_json::Value;

use super::{json, run, said, site};

// Seen: "Nothing is stored yet: run `ifilm sync`" was printed right after a failed sync. "Its page is not
// here yet: run `ifilm sync`" was printed after every sync, and the article was marked as read.
#[test]
fn a_waiting_page_says_why_and_until_when_in_the_editions_words() {
    let (mut site, data) = site();
    let at = |now: &str, arguments: &[&str]| run(data.path(), &[&["--now", now], arguments].concat());
    let listed = |now: &str| said(&at(now, &["--edition", "en", "--time-zone", "Asia/Kabul", "list"])).1;

    let before = listed("2024-05-02T09:30:00Z");
    site.stop();
    at("2024-05-02T09:30:00Z", &["--edition", "en", "sync"]);
    let after = listed("2024-05-02T09:30:01Z");

    let never =
        "Nothing has been fetched yet. The next update will ask for it.\nRun `ifilm sync --edition en`.\n";
    assert_eq!(before, never);
    assert!(said(&run(data.path(), &["list"])).1.ends_with("\nRun `ifilm sync`.\n"));
    // The wait is random, and ten minutes at most.
    let times: Vec<_> = (0..=10).map(|minutes| format!("after May 2, 2024 at 14:{minutes:02}.\n")).collect();
    assert!(after.starts_with("The last attempt to fetch the list failed. It will be asked for "), "{after}");
    assert!(times.iter().any(|time| after.ends_with(time)), "{after}");
}

// Seen: "try again at 2024-05-02T09:40:00Z", in every language and zone.
#[test]
fn a_wait_of_the_site_is_in_the_editions_words_and_the_persons_zone() {
    let (site, data) = site();
    site.fault(Fault::new(FaultKind::Status { status: 503, retry_after: Some("600".to_owned()) }));
    let at = ["--now", "2024-05-02T09:30:00Z", "--time-zone", "Asia/Kabul", "--edition", "en"];
    let run = |command: &[&str]| said(&run(data.path(), &[&at, command].concat()));

    let (first, second, plan) = (run(&["sync"]).2, run(&["sync"]).2, run(&["plan"]).1);

    for output in [&first, &second, &plan] {
        assert!(output.contains("May 2, 2024 at 14:10") && !output.contains("09:40"), "{output}");
    }
    let plan: Value = serde_json::from_str(&run(&["plan", "--json"]).1).unwrap();
    assert_eq!(plan["skipped"][0]["until"], "2024-05-02T09:40:00Z");
}

#[test]
fn pages_that_failed_are_listed_with_their_reason_and_are_not_read() {
    let (site, data) = site();
    let id = site.newest("en", 1)[0];
    let page = format!("/News/Content/{id}");
    site.fault(
        Fault::new(FaultKind::Status { status: 500, retry_after: None }).edition(Edition::En).path(page),
    );

    let (status, _, complaint) = said(&run(data.path(), &["--edition", "en", "sync"]));
    let article = json(data.path(), &["read", &format!("en/{id}")]);

    assert_eq!(status, Some(1));
    assert!(complaint.contains("1 page failed (refused), such as: "), "{complaint}");
    assert_eq!((&article["state"], &article["read"]), (&"waiting".into(), &false.into()));
    assert_eq!(article["waiting"]["reason"], "failed");
    assert!(article["waiting"]["text"].as_str().unwrap().contains("could not be fetched"), "{article}");
}
