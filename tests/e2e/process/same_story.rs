//! `ifilm read ID --in EDITION` shows the same story, or says that there is none.

use std::path::Path;
use std::process::{Command, Output};

use ifilm_site::{Site, SiteConfig};
use serde_json::Value;

fn ifilm(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json")).args(arguments);
    command.env("LC_ALL", "fa_AF.UTF-8").output().unwrap()
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&ifilm(data, &[arguments, &["--json"]].concat()))).unwrap()
}

/// A store that has synced two editions, and its site, which knows the events.
fn synced() -> (Site, tempfile::TempDir) {
    let site = Site::start(SiteConfig { items: 40, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    text(&ifilm(data.path(), &["--edition", "fa", "--edition", "fa2", "sync"]));
    (site, data)
}

#[test]
fn an_article_is_read_in_another_edition_or_reported_as_missing() {
    let (site, data) = synced();
    let list = json(data.path(), &["--edition", "fa", "list"]);
    let ids = list["items"].as_array().unwrap().iter().map(|item| item["key"]["id"].as_str().unwrap());
    let (mut found, mut absent) = (0, 0);

    for id in ids {
        let answer = json(data.path(), &["--edition", "fa", "read", id, "--in", "fa2", "--unmarked"]);
        let printed =
            text(&ifilm(data.path(), &["--edition", "fa", "read", id, "--in", "fa2", "--unmarked"]));

        assert_eq!((&answer["key"]["id"], &answer["in"]), (&id.into(), &"fa2".into()));
        if answer["same_story"].is_null() {
            absent += 1;
            assert!(answer["article"].is_null());
            assert_eq!(printed, "این خبر در میان خبرهای آن نسخه که در اینجا نگهداری شده است یافت نشد.\n");
            continue;
        }
        found += 1;
        let other = answer["same_story"]["key"]["id"].as_str().unwrap();
        let event = |edition, id: &str| site.truth(edition, id.parse().unwrap()).event;
        assert_eq!(event("fa2", other), event("fa", id));
        assert_eq!(answer["article"]["key"], answer["same_story"]["key"]);
        assert!(printed.contains(answer["article"]["title"].as_str().unwrap()), "{printed}");
        assert!(printed.trim_end().ends_with(']') && printed.contains("[به احتمال "), "{printed}");
    }

    assert!(found >= 2 && absent >= 10, "{found} and {absent}");
}

#[test]
fn an_unknown_article_and_an_unknown_edition_are_errors() {
    let (_site, data) = synced();
    let list = json(data.path(), &["--edition", "fa", "list"]);
    let id = list["items"][0]["key"]["id"].as_str().unwrap();

    let unknown = ifilm(data.path(), &["--edition", "fa", "read", "5", "--in", "fa2"]);
    let nowhere = ifilm(data.path(), &["--edition", "fa", "read", id, "--in", "xx"]);

    let itself = ifilm(data.path(), &["--edition", "fa", "read", id, "--in", "fa"]);

    assert_eq!([unknown, nowhere, itself].map(|output| output.status.code()), [Some(2); 3]);
}

#[test]
fn two_texts_are_compared_without_a_store() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/language/same_story.jsonl");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.args(["debug", "story", "--batch"]).stdin(std::fs::File::open(&table).unwrap());

    let answers = text(&command.output().unwrap());

    let pairs = std::fs::read_to_string(&table).unwrap();
    assert_eq!(answers.lines().count(), pairs.lines().count());
    for (pair, answer) in pairs.lines().zip(answers.lines()) {
        let (pair, answer): (Value, Value) =
            (serde_json::from_str(pair).unwrap(), serde_json::from_str(answer).unwrap());
        assert_eq!(pair["shown"], answer["result"]["shown"], "{}", pair["why"]);
    }
}
