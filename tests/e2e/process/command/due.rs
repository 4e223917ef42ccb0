//! `ifilm due` and `ifilm hint`.

use serde_json::{Value, json};

use super::{json, run, said, site};

#[test]
fn due_says_when_a_background_sync_has_something_to_do_and_a_hint_makes_one_due_sooner() {
    let (_site, data) = site();
    let news = |due: &Value| due["sections"][0].clone();
    let due = || json(data.path(), &["due", "--edition", "en"]);

    let before = due();
    run(data.path(), &["sync", "--edition", "en"]);
    let after = due();
    let skipped = run(data.path(), &["sync", "--background", "--edition", "en"]);
    let hinted = json(data.path(), &["hint", "--edition", "en"]);
    let at = news(&hinted)["at"].as_str().unwrap().to_owned();
    let then = json(data.path(), &["--now", &at, "due", "--edition", "en"]);
    let (status, text, _) = said(&run(data.path(), &["--now", &at, "due", "--edition", "en"]));

    assert_eq!((&before["now"], &news(&before)["reason"]), (&json!(true), &json!("never_requested")));
    assert_eq!((&after["now"], &news(&after)["reason"]), (&json!(false), &json!("schedule")));
    assert_eq!((said(&skipped).0, said(&skipped).1.starts_with("en   not due:")), (Some(0), true));
    assert_eq!((&news(&hinted)["reason"], &news(&then)["reason"]), (&json!("hint"), &json!("hint")));
    assert!(status == Some(0) && text.contains("a push named it"), "{text}");
}

/// The schedule, as an embedder may set it: by periods, by the device, and by who asks on which line.
#[test]
fn due_follows_the_periods_the_device_and_who_asks() {
    let (_site, data) = site();
    run(data.path(), &["sync", "--edition", "en"]);
    let due = |arguments: &[&str]| {
        let due = json(data.path(), &[&["due", "--edition", "en"], arguments].concat());
        let at: jiff::Timestamp = due["sections"][0]["at"].as_str().unwrap().parse().unwrap();
        (due["sections"][0]["reason"].as_str().unwrap().to_owned(), at)
    };

    let (reason, usual) = due(&["--metered", "--roaming", "--charging", "--battery-saver"]);
    let (_, seldom) = due(&["--shortest-period", "1440", "--longest-period", "2880"]);
    let (one, other) = (due(&["--device-seed", "1"]).1, due(&["--device-seed", "2"]).1);
    let (person, _) = due(&["--person"]);
    let bad = said(&run(data.path(), &["due", "--edition", "en", "--shortest-period", "1"]));

    assert_eq!((reason.as_str(), person.as_str()), ("schedule", "person"));
    assert_eq!((due(&[]).1, due(&["--device-seed", "1"]).1), (usual, one), "the stored seed stays");
    assert!(seldom > usual && one != other, "{usual} {seldom} {one} {other}");
    assert_eq!(bad.0, Some(2));
}
