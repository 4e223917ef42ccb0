//! `ifilm open`: what an address leads to. It needs no data.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::said;

/// The exit code, the JSON and the message, with the embedded catalogue.
fn open(data: &Path, text: &str) -> (Option<i32>, Value, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).args(["open", "--json", "--", text]);
    let (status, output, complaint) = said(&command.output().unwrap());
    (status, serde_json::from_str(&output).unwrap_or_default(), complaint)
}

#[test]
fn an_address_or_a_key_leads_to_key_section_and_canonical_address_without_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("none");
    let wanted = json!({
        "key": {"edition": "fa", "kind": "series", "id": "77"}, "edition": "fa", "kind": "series",
        "section": "series", "address": "https://fa.ifilmtv.ir/Series/Content/77", "not_ours": null,
    });

    for text in ["<http://fa.ifilmtv.com/series/content/۷۷/x?utm_source=a>.", "fa/series/077"] {
        assert_eq!(open(&data, text), (Some(0), wanted.clone(), String::new()), "{text}");
    }
    let (_, live, _) = open(&data, "fa2.ifilmtv.ir/home/live");
    assert_eq!(live["section"], "live");
    assert_eq!(live["address"], "https://fa2.ifilmtv.ir/Home/Live");
    assert!(!data.exists());
}

#[test]
fn what_is_not_ours_is_a_bad_input_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    for (text, reason, why) in [
        ("https://example.org/News/Content/5", "other_site", "no edition is at this address"),
        ("https://fa.ifilmtv.ir/about", "unknown_page", "the edition has no page of this form"),
        ("mailto:a@example.org", "no_address", "it is no address of http or https"),
    ] {
        let (status, found, complaint) = open(folder.path(), text);

        assert_eq!((status, &found["not_ours"]), (Some(2), &json!(reason)), "{text}");
        assert_eq!(found["address"], Value::Null);
        assert_eq!(complaint, format!("ifilm: {text} is not ours: {why}\n"));
    }
    let (status, _, complaint) = open(folder.path(), "fa/track/5");
    assert_eq!((status, complaint.as_str()), (Some(2), "ifilm: fa/track/5 has no page at the site\n"));
}
