//! `ifilm plan`, and a sync by its token.

use ifilm_site::{Edition, Fault, FaultKind};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{json, run, said, site};

// A page that was absent was planned as missing.
#[test]
fn a_plan_says_in_words_and_in_json_why_each_request_is_sent() {
    let (site, data) = site();
    let id = site.newest("en", 1)[0].to_string();
    let absent = FaultKind::Status { status: 404, retry_after: None };
    site.fault(Fault::new(absent).edition(Edition::En).path("/News/"));
    run(data.path(), &["--edition", "en", "sync"]);

    let (_, words, _) = said(&run(data.path(), &["--edition", "en", "plan"]));
    let plan = json(data.path(), &["--edition", "en", "plan"]);

    let is_of_page = |line: &&str| line.contains(&format!("/{id}"));
    assert!(words.lines().next().unwrap().starts_with("en   listing "), "{words}");
    assert!(words.lines().find(is_of_page).unwrap().contains("no such page last time"), "{words}");
    let reasons: Vec<&Value> = plan["requests"].as_array().unwrap().iter().map(|at| &at["reason"]).collect();
    assert_eq!(*reasons[0], json!({"reason": "listing", "section": "news"}));
    let key = json!({"edition": "en", "kind": "article", "id": id});
    assert!(reasons.contains(&&json!({"reason": "absent_page", "key": key})), "{reasons:?}");
}

#[test]
fn a_plan_is_run_by_its_token_and_is_stale_then() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let plan = json(data.path(), &["--edition", "en", "plan"]);
    let token = plan["token"].as_str().unwrap();
    site.clear_requests();

    let (_, words, _) = said(&run(data.path(), &["--edition", "en", "plan"]));
    let first = said(&run(data.path(), &["sync", "--plan", token]));
    let asked = site.requests().len();
    let again = said(&run(data.path(), &["sync", "--plan", token]));
    let nonsense = said(&run(data.path(), &["sync", "--plan", "tomorrow"]));
    let both = said(&run(data.path(), &["sync", "--plan", token, "--metered"]));

    assert!(words.contains("\n4 requests, "), "{words}");
    assert_eq!((first.0, asked, &plan["totals"]["requests"]), (Some(0), 4, &json!(4)));
    assert_eq!([again.0, nonsense.0, both.0], [Some(2); 3]);
    assert!(again.2.contains("(stale_plan)"), "{}", again.2);
    assert_eq!(site.requests().len(), asked);
}

#[test]
fn a_background_plan_on_a_costly_line_says_what_it_leaves_out_and_why() {
    let (_site, data) = site();
    let metered = ["--edition", "en", "--background", "--metered"];
    let synced = json(data.path(), &[&["sync"], &metered[..]].concat());

    let tomorrow = (Timestamp::now() + SignedDuration::from_hours(24)).to_string(); // it is due again
    let later = ["--now", &tomorrow, "plan"];
    let (_, words, _) = said(&run(data.path(), &[&later[..], &metered[..]].concat()));
    let plan = json(data.path(), &[&later[..], &metered[..]].concat());
    let person = json(data.path(), &["--edition", "en", "plan", "--metered"]);

    assert_eq!(synced["sources"][0]["page_requests"], 10);
    assert!(words.contains(", the line is metered, until that ends or a person asks\n"), "{words}");
    assert!(words.contains(" left out\n"), "{words}");
    assert!(words.contains(" left out: pictures, the line is metered, "), "{words}");
    let skip = &plan["skipped"][0];
    assert_eq!((&skip["reason"], &skip["until"]), (&json!("metered"), &Value::Null));
    assert_eq!(skip["key"]["edition"], "en");
    let of_person: Vec<_> = person["skipped"].as_array().unwrap().iter().map(|skip| &skip["kind"]).collect();
    assert_eq!(of_person, ["pictures"], "a person gets all texts");
}
