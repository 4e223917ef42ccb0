//! What an import refuses, and what it keeps.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::document::Document;
use crate::error::Error;

/// An import with one mark.
fn with(mark: &str, key: &str, entry: Value) -> Value {
    json!({
        "format": "ifilm-marks",
        "version": 1,
        "usable_from": 1,
        "catalog": "ifilm",
        "marks": { mark: { key: entry } },
    })
}

fn refused(text: &str) -> String {
    match Document::read(text).unwrap_err() {
        Error::Unreadable { reason, .. } => reason,
        other => panic!("{other:?}"),
    }
}

fn saved() -> Value {
    json!({
        "changed_at": "2024-05-02T09:30:00Z",
        "saved_at": "2024-05-02T09:30:00Z",
        "title": "Rain",
        "lead": null,
        "link": "https://a.example/5",
        "language": "en",
        "direction": "ltr",
        "published": { "at": "2024-05-01T00:00:00Z", "source": "meta", "precision": "day" },
        "updated": null,
        "edited": false,
        "picture": null,
        "checked_at": null,
        "blocks": null,
    })
}

fn saved_with(field: &str, value: Value) -> String {
    let mut entry = saved();
    entry[field] = value;
    with("saved", "en/article/5", entry).to_string()
}

/// A copy that would count if the present one did not.
fn copy_with_script() -> Value {
    let mut copy = saved();
    copy["copied_at"] = json!("2024-05-02T09:00:00Z");
    copy["link"] = json!("javascript:alert(1)");
    copy
}

#[test]
fn a_fault_is_refused_with_its_place() {
    let link = |href: &str| json!([{ "type": "paragraph", "dir": "ltr", "spans": [{ "text": "a", "marks": [], "href": href }] }]);
    let no_time = "/marks/read_mark/en~1article~15: changed_at is no time in whole milliseconds";
    let read =
        |changed_at: &str| with("read_mark", "en/article/5", json!({ "changed_at": changed_at })).to_string();
    let named = |kind: &str, name: &str| {
        with(kind, name, json!({ "changed_at": "2024-05-02T09:30:00Z", "value": 1 })).to_string()
    };
    let heading = json!([{ "type": "heading", "level": 250, "spans": [], "dir": "ltr" }]);
    for (text, reason) in [
        ("".to_owned(), "EOF while parsing a value at line 1 column 0"),
        ("[1,\n2".to_owned(), "EOF while parsing a list at line 2 column 1"),
        ("[]".to_owned(), "it is no object"),
        ("{\"a\":1,\n\"a\":2}".to_owned(), "the name `a` is there twice at line 2 column 6"),
        ("{}".to_owned(), "/format: a text is missing"),
        (
            with("read_mark", "en/article/5", json!(5)).to_string(),
            "/marks/read_mark/en~1article~15: it is no object",
        ),
        (
            with("read_mark", "en/article/5", json!({})).to_string(),
            "/marks/read_mark/en~1article~15: changed_at is missing",
        ),
        (read("yesterday"), no_time),
        (read("2024-05-02T09:30:00.0000001Z"), no_time),
        (
            saved_with("saved_at", json!("2024-05-02T09:30:00.0000001Z")),
            "/marks/saved/en~1article~15: saved_at: it is no time in whole milliseconds",
        ),
        (
            saved_with("saved_at", Value::Null),
            "/marks/saved/en~1article~15: saved_at: it is no time in whole milliseconds",
        ),
        (with("", "evil", json!({})).to_string(), "/marks/: a kind has a name"),
        (
            with("history", "", json!({ "changed_at": "2024-05-02T09:30:00Z" })).to_string(),
            "/marks/history/: it stands for all",
        ),
        (named("hidden_word", " x "), "/marks/hidden_word/ x : a hidden word has 1 to 100 characters"),
        (
            named("setting", &"x".repeat(101)),
            &format!("/marks/setting/{}: a name has 1 to 100 characters", "x".repeat(101)),
        ),
        (saved_with("blocks", heading), "/marks/saved/en~1article~15: blocks/0: a heading has no such level"),
        (
            saved_with("copies", json!([copy_with_script()])),
            "/marks/saved/en~1article~15: link: it is no address of a page",
        ),
        (
            saved_with("link", json!("javascript:alert(1)")),
            "/marks/saved/en~1article~15: link: it is no address of a page",
        ),
        (
            saved_with("blocks", link("file:///etc/passwd")),
            "/marks/saved/en~1article~15: blocks/0: it is no address of a page",
        ),
        (saved_with("withdrawn", json!("yes")), "/marks/saved/en~1article~15: withdrawn is not true"),
    ] {
        assert_eq!(refused(&text), reason, "{text}");
    }
}

#[test]
fn lists_without_end_are_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));

    assert!(refused(&deep).starts_with("recursion limit exceeded at line 1"), "{}", refused(&deep));
}

/// 30 MB of such lists took 2.2 GB, and 128 MB would have ended an app on a phone.
#[test]
fn many_short_values_and_a_long_mark_are_refused() {
    let many = format!("{{\"marks\":[{}0]}}", "0,".repeat(4_000_000));
    let long =
        with("rating", "a", json!({ "changed_at": "2024-05-02T09:30:00Z", "why": "x".repeat(16 << 20) }));

    assert!(refused(&many).starts_with("there are too many values at line 1"), "{}", refused(&many));
    assert_eq!(refused(&long.to_string()), "/marks/rating/a: it is too long");
}

/// Each copy was checked with all others: 16,000 of them took 4 s, and 2 MB would have taken an hour.
#[test]
fn many_copies_are_read_in_the_time_of_one() {
    let many = saved_with("copies", Value::Array(vec![json!({}); 100_000]));
    let start = Instant::now();

    Document::read(&many).unwrap();

    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_form_of_a_later_version_is_read_if_it_says_so() {
    let mut later = with("read_mark", "en/article/5", json!({ "changed_at": "2024-05-02T09:30:00Z" }));
    later["version"] = json!(2);
    assert!(Document::read(&later.to_string()).is_ok());

    later["usable_from"] = json!(2);
    assert!(matches!(Document::read(&later.to_string()), Err(Error::NewerVersion { .. })));
}

#[test]
fn what_only_a_later_version_knows_is_written_again() {
    let mut later =
        with("rating", "en/article/5", json!({ "changed_at": "2024-05-02T09:30:00Z", "stars": 5 }));
    later["device"] = json!({ "name": "phone" });
    later["marks"]["read_mark"] = json!({
        "en/article/5": { "changed_at": "2024-05-02T09:30:00Z", "place": 3 },
        "en/podcast/5": { "changed_at": "2024-05-02T09:30:00Z" },
        "en/article/6": { "changed_at": "2024-05-02T09:30:00Z", "withdrawn": true, "why": "old" },
    });

    let written = Document::read(&later.to_string()).unwrap().written(false).unwrap();

    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), later);
    assert_eq!(Document::read(&written).unwrap().written(false).unwrap(), written);
}

/// The import with one mark, written again.
fn again(mark: &str, key: &str, entry: Value) -> Value {
    let text = with(mark, key, entry).to_string();
    let written = Document::read(&text).unwrap().written(true).unwrap();
    serde_json::from_str::<Value>(&written).unwrap()["marks"][mark][key].clone()
}

#[test]
fn a_clock_that_is_far_off_gives_a_mark_the_nearest_time() {
    for (clock, mark) in [
        ("9999-01-01T00:00:00Z", "2999-12-31T23:59:59.999Z"),
        ("3000-01-01T00:00:00Z", "2999-12-31T23:59:59.999Z"),
        ("1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"),
    ] {
        assert_eq!(
            again("read_mark", "en/article/5", json!({ "changed_at": clock })),
            json!({ "changed_at": mark })
        );
    }
}

/// A value, a field in a value or a part of a text that only a later version knows refused the whole file, or
/// was lost.
#[test]
fn what_a_later_version_adds_to_a_known_kind_is_written_again() {
    let block = json!({ "type": "divider", "dir": "ltr", "id": 7 });
    for (field, value) in [
        (
            "published",
            json!({ "at": "2024-05-01T00:00:00Z", "source": "meta", "precision": "day", "zone": "UTC" }),
        ),
        ("published", json!({ "at": "2024-05-01T00:00:00Z", "source": "sitemap", "precision": "day" })),
        ("updated", json!({ "at": "2024-05-01T00:00:00Z", "precision": "second" })),
        ("direction", json!("ttb")),
        ("blocks", json!([block, { "type": "poll", "dir": "ltr", "question": "Rain?" }])),
        ("title", json!({ "text": "Rain" })),
    ] {
        let mut entry = saved();
        entry[field] = value;

        assert_eq!(again("saved", "en/article/5", entry.clone()), entry, "{field}");
    }
    let setting = json!({ "changed_at": "2024-05-02T09:30:00Z", "value": 1.5 });
    assert_eq!(again("setting", "size", setting.clone()), setting);
}

/// A title with `ESC ]0;` gave the terminal a name.
#[test]
fn signs_that_a_terminal_obeys_are_left_out_of_texts() {
    let mut entry = saved();
    entry["title"] = json!("Rain\u{1b}]0;evil\u{7} in Fars\u{9b}");

    assert_eq!(again("saved", "en/article/5", entry)["title"], json!("Rain]0;evil in Fars"));
}

#[test]
fn numbers_come_back_as_they_were() {
    for number in
        ["0.1", "1e-7", "5.0", "2.2250738585072014e-308", "0.30000000000000004", "18446744073709551615"]
    {
        let text =
            with("rating", "a", json!({ "changed_at": "2024-05-02T09:30:00Z", "stars": 0 })).to_string();
        let text = text.replace("\"stars\":0", &format!("\"stars\":{number}"));

        let written = Document::read(&text).unwrap().written(false).unwrap();

        assert!(written.contains(&format!("\"stars\": {number}\n")), "{number}: {written}");
    }
}

proptest::proptest! {
    #[test]
    fn every_number_is_written_as_it_is_read(number in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
        let entry = json!({ "changed_at": "2024-05-02T09:30:00Z", "stars": number });

        proptest::prop_assert_eq!(again("rating", "a", entry.clone()), entry);
    }
}
