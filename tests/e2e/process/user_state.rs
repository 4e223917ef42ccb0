//! The commands for what a person did, as a script uses them.

use std::path::Path;
use std::process::{Command, Output};

use ifilm_site::{Site, SiteConfig};
use serde_json::{Value, json};

fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));
    command.args(["--edition", "en", "--now", "2024-05-02T14:00:00Z"]).args(arguments);
    command.output().unwrap()
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    let output = run(data, &[arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stderr).unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {text}"))
}

/// A data folder that was synced with a site of four articles, and their keys.
fn synced() -> (Site, tempfile::TempDir, Vec<String>) {
    let site = Site::start(SiteConfig { items: 4, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    assert!(run(data.path(), &["sync"]).status.success());
    let list = json(data.path(), &["list"]);
    let key = |item: &Value| format!("en/{}", item["key"]["id"].as_str().unwrap());
    let keys = list["items"].as_array().unwrap().iter().map(key).collect();
    (site, data, keys)
}

#[test]
fn what_is_saved_is_listed_until_it_is_taken_back_and_undone() {
    let (_site, data, keys) = synced();
    let data = data.path();
    let id = keys[1].strip_prefix("en/").unwrap();

    let saved = json(data, &["save", &keys[1]]);
    let list = json(data, &["saved"]);
    json(data, &["unsave", id]);
    let nothing = run(data, &["saved"]);
    let undone = json(data, &["undo"]);

    assert_eq!(saved, json!({ "keys": [{ "edition": "en", "kind": "article", "id": id }], "saved": true }));
    let item = &list["items"][0];
    assert_eq!(
        (&item["key"]["id"], &item["saved"], &item["has_text"]),
        (&json!(id), &json!(true), &json!(true))
    );
    assert_eq!((&item["saved_at"], &list["next"]), (&json!("2024-05-02T14:00:00Z"), &json!(null)));
    assert_eq!(String::from_utf8(nothing.stdout).unwrap(), "Nothing is saved.\n");
    let step = json!({ "act": "unsave", "done_at": "2024-05-02T14:00:00Z", "marks": 1 });
    assert_eq!(undone, json!({ "undone": step }));
    assert_eq!(json(data, &["saved"])["items"][0]["key"]["id"], json!(id));
}

#[test]
fn reading_notes_the_history_which_can_be_cleared_and_switched_off() {
    let (_site, data, keys) = synced();
    let data = data.path();

    run(data, &["read", &keys[0]]);
    let history = json(data, &["history"]);
    let cleared = json(data, &["history", "--clear"]);
    let off = json(data, &["history", "--off"]);
    run(data, &["read", &keys[1]]);

    assert_eq!(history["entries"][0]["opened_at"], json!("2024-05-02T14:00:00Z"));
    assert_eq!((&history["on"], &cleared["entries"]), (&json!(true), &json!([])));
    assert_eq!((&off["on"], json(data, &["history"])["entries"].clone()), (&json!(false), json!([])));
}

#[test]
fn a_position_is_stored_shown_and_forgotten() {
    let (_site, data, keys) = synced();
    let (data, key) = (data.path(), keys[0].as_str());

    let none = run(data, &["position", key]);
    let stored = json(data, &["position", key, "0", "5"]);
    let shown = run(data, &["position", key]);
    let wrong = run(data, &["position", key, "0", "100000"]);
    let forgotten = json(data, &["position", key, "--forget"]);

    let line = |output: Output| String::from_utf8(output.stdout).unwrap();
    assert_eq!(line(none), format!("{key}: no position\n"));
    assert_eq!(stored["position"], json!({ "block": 0, "letter": 5, "is_exact": true }));
    assert_eq!(line(shown), format!("{key}: block 0, letter 5\n"));
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(forgotten["position"], json!(null));
}

#[test]
fn a_playback_position_is_stored_shown_and_forgotten() {
    let (_site, data, _) = synced();
    let (data, key) = (data.path(), "fa/episode/5");

    let stored = json(data, &["playback", key, "61500", "--length", "3720000"]);
    let shown = run(data, &["playback", key]);
    let forgotten = run(data, &["playback", key, "--forget"]);

    let playback = json!({ "address": null, "position_ms": 61_500, "duration_ms": 3_720_000 });
    assert_eq!(stored["episode"], json!(null));
    assert_eq!(stored["playback"], playback);
    assert_eq!(String::from_utf8(shown.stdout).unwrap(), "fa/episode/5: 1:01 of 1:02:00\n");
    assert_eq!(String::from_utf8(forgotten.stdout).unwrap(), "fa/episode/5: no position\n");
}

#[test]
fn an_item_is_announced_once() {
    let (_site, data, keys) = synced();
    let data = data.path();

    let first = run(data, &["announce", &keys[1]]);
    let second = run(data, &["announce", &keys[0], &keys[1], &keys[2]]);
    let third = json(data, &["announce", &keys[0], &keys[1]]);

    assert_eq!(String::from_utf8(first.stdout).unwrap(), format!("{}\n", keys[1]));
    assert_eq!(String::from_utf8(second.stdout).unwrap(), format!("{}\n{}\n", keys[0], keys[2]));
    assert_eq!(third, json!({ "keys": [] }));
}

#[test]
fn marks_are_set_one_by_one_or_for_a_list_and_go_to_another_folder() {
    let (_site, data, keys) = synced();
    let data = data.path();
    let other = tempfile::tempdir().unwrap();
    std::fs::copy(data.join("catalog.json"), other.path().join("catalog.json")).unwrap();
    let file = other.path().join("marks.json");
    let file = file.to_str().unwrap();

    let one = json(data, &["mark", &keys[0], "--unread"]);
    let from = json(data, &["mark", "--from", &keys[2]]);
    assert!(run(data, &["export", file]).status.success());
    let imported = json(other.path(), &["import", file]);
    let same = run(other.path(), &["export"]);

    assert_eq!((one, from), (json!({ "marked": 1, "as": "unread" }), json!({ "marked": 2, "as": "read" })));
    assert_eq!(imported, json!({ "changed": 2, "unchanged": 0 }));
    assert_eq!(String::from_utf8(same.stdout).unwrap(), std::fs::read_to_string(file).unwrap());
}

#[test]
fn an_import_with_a_fault_is_bad_input_and_says_where() {
    let (_site, data, _) = synced();
    let file = data.path().join("marks.json");
    std::fs::write(&file, "{\n\"format\": 5}").unwrap();

    let output = run(data.path(), &["import", file.to_str().unwrap()]);

    assert_eq!(output.status.code(), Some(2));
    let complaint = "ifilm: the import could not be read: /format: a text is missing (unreadable)\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), complaint);
}

#[test]
fn what_there_is_to_read_is_counted_and_a_saved_search_is_listed() {
    let (_site, data, keys) = synced();
    let data = data.path();
    run(data, &["mark", &keys[1]]);
    let state = json!({
        "catalog": "practice", "format": "ifilm-marks", "usable_from": 1, "version": 1,
        "marks": { "saved_search": { "Unread": {
            "changed_at": "2024-05-02T09:30:00Z", "created_at": "2024-05-02T09:30:00Z", "query": "unread:yes",
        } } },
    });
    std::fs::write(data.join("state.json"), state.to_string()).unwrap();
    run(data, &["import", data.join("state.json").to_str().unwrap()]);

    let counts = json(data, &["counts"]);
    let listed = json(data, &["search", "--saved", "Unread", "--limit", "2"]);
    let text = String::from_utf8(run(data, &["counts"]).stdout).unwrap();
    let unknown = run(data, &["search", "--saved", "Read"]);

    let news = json!({ "edition": "en", "section": "news", "total": 4, "unread": 3 });
    let unread = json!({ "name": "Unread", "total": 3, "unread": 3, "more": false });
    assert_eq!(counts, json!({ "sections": [news], "saved": 0, "searches": [unread] }));
    let found = listed["hits"].as_array().unwrap().iter();
    let found: Vec<String> = found.map(|hit| format!("en/{}", hit["key"]["id"].as_str().unwrap())).collect();
    assert_eq!(found, [keys[0].clone(), keys[2].clone()]);
    assert!(text.starts_with("en/news: 3 unread of 4\n") && text.ends_with("0 saved\n"), "{text}");
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_list_of_all_editions_leaves_out_those_that_hide_the_section() {
    let (_site, data, _keys) = synced();
    let data = data.path();
    let state = json!({
        "catalog": "practice", "format": "ifilm-marks", "usable_from": 1, "version": 1,
        "marks": { "hidden_section": { "fa/news": { "changed_at": "2024-05-02T09:30:00Z" } } },
    });
    std::fs::write(data.join("state.json"), state.to_string()).unwrap();
    run(data, &["import", data.join("state.json").to_str().unwrap()]);
    let mut all = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    all.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));

    let lists = all.args(["list", "--all", "--json"]).output().unwrap();

    let lists = serde_json::Deserializer::from_slice(&lists.stdout).into_iter::<Value>();
    let editions: Vec<Value> = lists.map(|list| list.unwrap()["edition"].clone()).collect();
    assert_eq!(editions, ["en", "ar", "fa2"].map(|edition| json!(edition)));
}

#[test]
fn an_export_is_whole_or_leaves_the_file_of_the_last_one() {
    let (_site, data, keys) = synced();
    let data = data.path();
    let folder = data.join("backup");
    let file = folder.join("marks.json");
    std::fs::create_dir(&folder).unwrap();
    json(data, &["mark", &keys[0]]);
    assert!(run(data, &["export", file.to_str().unwrap()]).status.success());
    let before = std::fs::read_to_string(&file).unwrap();
    json(data, &["mark", &keys[1]]);
    assert!(run(data, &["export", file.to_str().unwrap()]).status.success());
    let after = std::fs::read_to_string(&file).unwrap();

    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(before != after && left == ["marks.json"], "{left:?}");
    let nowhere = run(data, &["export", folder.join("none/marks.json").to_str().unwrap()]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
}

#[test]
fn an_import_without_end_is_refused_before_it_is_read() {
    let (_site, data, _) = synced();
    let file = data.path().join("marks.json");
    std::fs::File::create(&file).unwrap().set_len(1 << 40).unwrap();

    for endless in [file.to_str().unwrap(), "/dev/zero"] {
        let output = run(data.path(), &["import", endless]);

        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(complaint.contains("it is larger than 134217728 bytes"), "{complaint}");
    }
}

#[test]
fn an_id_that_is_missing_is_bad_input() {
    let (_site, data, _) = synced();

    let output = run(data.path(), &["mark", "--", ""]);

    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "ifilm: an id is missing (bad_argument)\n");
    assert_eq!(json(data.path(), &["undo"]), json!({ "undone": null }));
}
