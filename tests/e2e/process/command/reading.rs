//! Earlier texts, and holes of a list.

use ifilm_site::{Edit, Edition, Fault, FaultKind};

use super::{json, run, said, site};

#[test]
fn read_with_changes_shows_what_was_edited_and_marks_nothing() {
    let (site, data) = site();
    let id = site.newest("en", 1)[0];
    let before = site.truth("en", id).title;
    run(data.path(), &["--edition", "en", "sync"]);
    site.edit("en", id, Edit::Both);
    let after = site.truth("en", id).title;
    run(data.path(), &["--edition", "en", "sync"]);
    let key = format!("en/{id}");

    let (status, words, _) = said(&run(data.path(), &["read", &key, "--changes"]));
    let printed = json(data.path(), &["read", &key, "--changes"]);

    assert_eq!(status, Some(0));
    assert!(words.contains("{+") && words.contains("\n[text 1, replaced at "), "{words}");
    let text = |without: &str| -> String {
        let pieces = printed["title"].as_array().unwrap().iter();
        pieces
            .filter(|piece| piece["change"] != without)
            .map(|piece| piece["text"].as_str().unwrap())
            .collect()
    };
    assert_eq!((text("added"), text("removed")), (before, after));
    assert_eq!((&printed["from"], &printed["to"]), (&1.into(), &2.into()));
    assert!(printed["blocks"].as_array().unwrap().iter().any(|block| block["change"] != "kept"), "{printed}");
    assert_eq!(json(data.path(), &["read", "--unmarked", &key])["read"], false);
}

#[test]
fn a_list_names_its_hole_which_is_filled_and_texts_are_fetched_without_a_sync() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    site.publish("en", 400);
    let absent = FaultKind::Status { status: 500, retry_after: None };
    site.fault(Fault::new(absent).edition(Edition::En).path("/News/"));
    run(data.path(), &["--edition", "en", "sync"]);
    site.clear_faults();
    let key = format!("en/{}", site.newest("en", 1)[0]);
    let list = ["--edition", "en", "list", "--limit", "500"];

    let (_, words, _) = said(&run(data.path(), &list));
    let hole = json(data.path(), &list)["holes"][0]["name"].as_str().unwrap().to_owned();
    let prefetched = json(data.path(), &["--edition", "en", "prefetch", "--count", "2"]);
    let fetched = json(data.path(), &["read", &key, "--fetch", "--unmarked"]);
    let (filled, report, _) = said(&run(data.path(), &["sync", "--fill", &hole]));
    let unknown = said(&run(data.path(), &["sync", "--fill", "en/news/99"]));

    assert!(words.contains(&format!("`ifilm sync --fill {hole}`")), "{words}");
    assert_eq!((&prefetched["sources"][0]["page_requests"], &fetched["state"]), (&2.into(), &"ready".into()));
    assert!(filled == Some(0) && report.starts_with("en   updated: "), "{report}");
    assert_eq!((unknown.0, unknown.2.contains("en/news/99")), (Some(2), true), "{}", unknown.2);
}
