//! `ifilm picture`, as a script uses it.

use std::path::Path;
use std::process::{Command, Output};

use ifilm_site::{Site, SiteConfig};
use serde_json::{Value, json};

fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));
    command.args(["--edition", "en", "--now", "2024-05-02T14:00:00Z", "--lead-pictures", "0"]);
    command.args(arguments);
    command.output().unwrap()
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    let output = run(data, &[arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stderr).unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {text}"))
}

fn line(data: &Path, arguments: &[&str]) -> String {
    String::from_utf8(run(data, arguments).stdout).unwrap()
}

/// A site, a data folder that was synced with it, and the address of a picture of the list.
fn synced() -> (Site, tempfile::TempDir, String) {
    let site = Site::start(SiteConfig::default()).unwrap();
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    assert!(run(data.path(), &["sync"]).status.success());
    let list = json(data.path(), &["list"]);
    let address = list["items"].as_array().unwrap().iter().find_map(|item| item["picture"].as_str());
    let address = address.unwrap().to_owned();
    (site, data, address)
}

#[test]
fn a_picture_is_fetched_if_that_is_asked_for_and_is_here_from_then_on() {
    let (mut site, data, address) = synced();
    let data = data.path();

    let before = line(data, &["picture", &address]);
    let fetched = json(data, &["picture", &address, "--fetch"]);
    site.stop();
    let here = json(data, &["picture", &address]);
    let after = line(data, &["picture", &address]);

    let file = &here["file"];
    let (path, bytes) = (file["path"].as_str().unwrap(), file["bytes"].as_u64().unwrap());
    assert_eq!(before, "It is not here.\n");
    assert_eq!((&fetched, &here["address"]), (&here, &json!(address)));
    assert_eq!((here["size"]["width"].as_u64(), here["size"]["height"].as_u64()), (Some(640), Some(360)));
    assert_eq!(after, format!("{path}  image/jpeg  {bytes} bytes  640 × 360\n"));
    assert_eq!(std::fs::metadata(path).unwrap().len(), bytes);
}

#[test]
fn a_picture_whose_file_is_gone_is_not_here_but_keeps_its_size() {
    let (_site, data, address) = synced();
    let data = data.path();
    let fetched = json(data, &["picture", &address, "--fetch"]);

    std::fs::remove_file(fetched["file"]["path"].as_str().unwrap()).unwrap();

    assert_eq!(line(data, &["picture", &address]), "It is not here.  640 × 360\n");
    assert_eq!(json(data, &["picture", &address])["file"], json!(null));
}

#[test]
fn a_picture_of_a_foreign_host_is_not_fetched_and_a_wrong_address_is_bad_input() {
    let (_site, data, _) = synced();

    let foreign = run(data.path(), &["picture", "https://example.org/a.jpg", "--fetch"]);
    let wrong = run(data.path(), &["picture", "a.jpg"]);

    assert_eq!((foreign.status.code(), wrong.status.code()), (Some(1), Some(2)));
    assert!(foreign.stdout.is_empty() && wrong.stdout.is_empty());
}
