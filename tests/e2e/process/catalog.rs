//! A catalogue file that cannot be used: the message names the file and the place, and the exit code is that
//! of a bad input.

use std::process::Command;

const LISTING: &str = r#"{"name": "list", "document": "json", "path": "/list"}"#;

/// The exit code and the output of a command whose catalogue has this form and this listing.
fn refusal(form: u32, listing: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.json");
    let json = format!(
        r#"{{"catalog": {form}, "id": "ours", "name": "Ours", "default_edition": "en", "editions": [{{
            "id": "en", "language": "en", "name": "English", "bases": ["https://example.org"], "sections": [{{
                "section": "news", "content": [{{"kind": "article", "path": "/{{id}}"}}], "listings": [{listing}]}}]}}]}}"#
    );
    std::fs::write(&file, json).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    let done = command
        .arg("--catalog")
        .arg(&file)
        .arg("--data")
        .arg(folder.path())
        .arg("editions")
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    (done.status.code(), said.replace(&*folder.path().to_string_lossy(), "…"))
}

#[test]
fn a_catalogue_that_can_be_used_is_used() {
    assert_eq!(refusal(2, LISTING), (Some(0), String::new()));
}

#[test]
fn a_fault_is_a_bad_input_and_names_file_and_place() {
    let (code, said) = refusal(2, &LISTING.replace("document", "frm"));

    assert_eq!(code, Some(2));
    assert!(said.contains("…/ours.json: the catalogue, editions[0].sections[0].listings[0]"), "{said}");
    assert!(said.contains("unknown field `frm`"), "{said}");
}

#[test]
fn a_later_form_is_a_bad_input() {
    let (code, said) = refusal(3, LISTING);

    assert_eq!(code, Some(2));
    assert!(said.contains("…/ours.json: the catalogue was written by a newer version"), "{said}");
}
