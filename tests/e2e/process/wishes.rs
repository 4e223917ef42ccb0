//! The commands for what a person wants: what they hide and follow, reminders, settings, saved searches.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Runs a command at 14:00.
fn run(data: &Path, arguments: &[&str]) -> Output {
    run_at(data, "2024-05-02T14:00:00Z", arguments)
}

fn run_at(data: &Path, now: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).args(["--edition", "en", "--time-zone", "UTC", "--now", now]);
    command.args(arguments).output().unwrap()
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    let output = run(data, &[arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stderr).unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {text}"))
}

/// What a command prints for a person, without isolates.
fn text(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

/// The message of a command that ends with status 2.
fn refusal(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn what_is_hidden_is_listed_until_it_is_shown_again() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();

    let hidden = json(data, &["hide", "rain", "باران", "--section", "news"]);
    let list = json(data, &["hidden"]);
    let lines = text(data, &["hidden"]);
    let shown = text(data, &["unhide", "rain", "--section", "news"]);

    let section = json!({ "edition": "en", "section": "news" });
    assert_eq!(hidden, json!({ "words": ["rain", "باران"], "sections": [section], "hidden": true }));
    assert_eq!(list, json!({ "words": ["rain", "باران"], "sections": [section] }));
    assert_eq!(lines, "`rain`\n`باران`\nen/news\n");
    assert_eq!(shown, "`rain` is no longer hidden\nen/news is no longer hidden\n");
    assert_eq!(json(data, &["hidden"]), json!({ "words": ["باران"], "sections": [] }));
    text(data, &["unhide", "باران"]);
    assert_eq!(text(data, &["hidden"]), "Nothing is hidden.\n");
}

#[test]
fn what_is_followed_is_listed_newest_first_and_can_be_undone() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let (series, person) = ("fa/series/77", "en/person/3");

    let none = text(data, &["followed"]);
    text(data, &["follow", series, "Night Shift"]);
    run_at(data, "2024-05-02T14:00:01Z", &["follow", person, "Kaveh Rastin"]);
    let list = json(data, &["followed"]);
    let stopped = text(data, &["unfollow", series]);
    let left = text(data, &["followed"]);
    text(data, &["undo"]);

    assert_eq!(none, "Nothing is followed.\n");
    let key = |edition: &str, kind: &str, id: &str| json!({ "edition": edition, "kind": kind, "id": id });
    let kaveh = json!({
        "key": key("en", "person", "3"), "title": "Kaveh Rastin", "followed_at": "2024-05-02T14:00:01Z",
        "new_episodes": 0, "newest": null,
    });
    let shift = json!({
        "key": key("fa", "series", "77"), "title": "Night Shift", "followed_at": "2024-05-02T14:00:00Z",
        "new_episodes": 0, "newest": null,
    });
    assert_eq!(list, json!({ "followed": [kaveh, shift] }));
    assert_eq!(stopped, "fa/series/77 is no longer followed\n");
    assert_eq!(left, "en/person/3  Kaveh Rastin\n");
    assert_eq!(text(data, &["followed"]), "en/person/3  Kaveh Rastin\nfa/series/77  Night Shift\n");
}

#[test]
fn what_is_not_stored_needs_a_title_to_be_followed_or_reminded_of() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();

    let followed = refusal(data, &["follow", "fa/series/77"]);
    let reminder = refusal(data, &["remind", "fa/series/77", "2024-05-03T18:00:00Z"]);

    assert_eq!(followed, "ifilm: there is no fa/series/77 in the cache: give a title behind it\n");
    assert_eq!(reminder, followed);
}

#[test]
fn reminders_from_now_on_are_listed_with_their_time_in_words() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let remind = |at: &str| text(data, &["remind", "en/series/7", at, "Night Shift"]);

    let later = remind("2024-05-03T18:00:00Z");
    remind("2024-05-01T18:00:00Z");
    let list = json(data, &["reminders"]);
    let all = json(data, &["reminders", "--past"]);
    let removed = text(data, &["remind", "en/series/7", "2024-05-03T18:00:00Z", "--remove"]);

    assert_eq!(later, "en/series/7  May 3, 2024 at 18:00  Night Shift\n");
    let times = |list: &Value| -> Vec<String> {
        let reminders = list["reminders"].as_array().unwrap();
        reminders.iter().map(|reminder| reminder["remind_at"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(times(&list), ["2024-05-03T18:00:00Z"]);
    assert_eq!(times(&all), ["2024-05-01T18:00:00Z", "2024-05-03T18:00:00Z"]);
    assert_eq!(removed, "The reminder is removed.\n");
    assert_eq!(text(data, &["reminders"]), "There are no reminders.\n");
}

#[test]
fn a_setting_has_the_type_of_what_was_typed() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();

    for (name, typed) in
        [("dark", "true"), ("days", r#"["mon","thu"]"#), ("offset", "-3"), ("size", "12"), ("voice", "نرم")]
    {
        run(data, &["settings", name, typed]);
    }
    let list = text(data, &["settings"]);
    let one = json(data, &["settings", "days"]);
    let removed = text(data, &["settings", "days", "--remove"]);

    let expected = "dark = true\ndays = [\"mon\",\"thu\"]\noffset = -3\nsize = 12\nvoice = \"نرم\"\n";
    assert_eq!(list, expected);
    assert_eq!(one, json!({ "name": "days", "value": ["mon", "thu"] }));
    assert_eq!(removed, "days is not set\n");
    assert_eq!(json(data, &["settings", "days"]), json!({ "name": "days", "value": null }));
    assert_eq!(json(data, &["settings"])["settings"].as_array().unwrap().len(), 4);
}

#[test]
fn searches_are_saved_under_a_name_changed_and_removed() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();

    let first = json(data, &["searches", "add", "Rain", "rain", "unread:yes"]);
    run_at(data, "2024-05-02T14:00:01Z", &["searches", "add", "Snow", "snow"]);
    let changed = text(data, &["searches", "add", "Rain", "heavy rain"]);
    let left = text(data, &["searches", "remove", "Rain"]);

    let search = json!({ "name": "Rain", "query": "rain unread:yes", "created_at": "2024-05-02T14:00:00Z" });
    assert_eq!(first, json!({ "searches": [search] }));
    assert_eq!(changed, "Rain: heavy rain\nSnow: snow\n");
    assert_eq!(left, "Snow: snow\n");
    text(data, &["searches", "remove", "Snow"]);
    assert_eq!(text(data, &["searches"]), "There are no saved searches.\n");
}

#[test]
fn words_and_names_that_make_no_sense_are_bad_input() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();

    assert!(refusal(data, &["hide", " "]).contains("a hidden word has 1 to 100 characters"));
    assert!(refusal(data, &["settings", "", "3"]).contains("a name has 1 to 100 characters"));
    assert!(refusal(data, &["searches", "add", "", "rain"]).contains("a name has 1 to 100 characters"));
    for incomplete in [&["hide"][..], &["follow"], &["remind", "en/1"], &["searches", "add", "Rain"]] {
        refusal(data, incomplete);
    }
}
