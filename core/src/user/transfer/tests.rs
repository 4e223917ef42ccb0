//! What an import refuses, and what it keeps.

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

#[test]
fn a_fault_is_refused_with_its_place() {
    let link = |href: &str| json!([{ "type": "paragraph", "dir": "ltr", "spans": [{ "text": "a", "marks": [], "href": href }] }]);
    let no_time =
        "/marks/read_mark/en~1article~15: changed_at is no time of 1970 to 2999 in whole milliseconds";
    let read =
        |changed_at: &str| with("read_mark", "en/article/5", json!({ "changed_at": changed_at })).to_string();
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
        (read("9999-01-01T00:00:00Z"), no_time),
        (read("1969-12-31T23:59:59Z"), no_time),
        (read("2024-05-02T09:30:00.0000001Z"), no_time),
        (
            saved_with("title", json!(5)),
            "/marks/saved/en~1article~15: title: invalid type: integer `5`, expected a string",
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
