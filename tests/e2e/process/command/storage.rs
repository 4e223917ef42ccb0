//! `ifilm storage`.

use serde_json::json;

use super::{json, run, said, site};

#[test]
fn storage_shows_the_room_of_each_kind_and_makes_some() {
    let (_site, data) = site();
    run(data.path(), &["sync", "--all"]);

    let before = json(data.path(), &["storage"]);
    let after = json(data.path(), &["storage", "--limit", "0", "--compact"]);
    let (status, text, complaint) = said(&run(data.path(), &["storage"]));

    let number = |report: &serde_json::Value, kind: &str| report["storage"][kind].as_u64().unwrap();
    let kinds = ["rows", "index", "free", "wal", "pictures"];
    assert_eq!(kinds.map(|kind| number(&before, kind)).iter().sum::<u64>(), number(&before, "cache"));
    assert_eq!((&before["pruned"], &before["given_back"]), (&json!(null), &json!(null)));
    assert_eq!(number(&before, "limit"), 200 << 20);
    assert_eq!(after["pruned"]["items"], 4 * 12);
    assert!(number(&after, "cache") < number(&before, "cache"), "{after}");
    assert_eq!((status, complaint.as_str()), (Some(0), ""));
    assert!(text.contains("cache") && text.contains("of 200.0 MiB"), "{text}");
}
