//! `ifilm check`: says what is damaged, repairs it, and says what was kept.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.env_remove("LC_ALL").env("LC_MESSAGES", "en_US.UTF-8");
    command.arg("--data").arg(data).args(["--edition", "en", "--now", "2024-05-02T14:00:00Z"]);
    command.args(arguments).output().unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap().replace(['\u{2068}', '\u{2069}'], "");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_damaged_file_is_named_repaired_and_its_repair_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let empty = run(data, &["check"]);
    assert!(run(data, &["hide", "rain"]).status.success());
    fs::write(data.join("cache.db"), "no database, but long enough to be one".repeat(200)).unwrap();

    let found = run(data, &["check"]);
    let repaired = run(data, &["check", "--repair"]);
    let persian = run(data, &["check", "--language", "fa"]);
    let json = run(data, &["check", "--json"]);

    assert_eq!(
        lines(&empty),
        ["Stories: there is no file yet.", "What you read and saved: there is no file yet."]
    );
    assert_eq!(found.status.code(), Some(3));
    assert_eq!(lines(&found)[0], "Stories: the file is damaged. A repair keeps all that can be read.");
    assert_eq!(repaired.status.code(), Some(0), "{repaired:?}");
    let moved_to = data.join("damaged/cache-2024-05-02T14-00-00.000Z.db");
    let repair = format!(
        "Stories: repaired on May 2, 2024; entries kept: 0. A part of the file could not be read, so some may be \
         lost. The next update fetches what is missing. The damaged file is kept: {}",
        moved_to.display(),
    );
    let person = "What you read and saved: the file is sound.";
    assert_eq!(
        lines(&repaired),
        ["Stories: the file was damaged and has been repaired.", person, repair.as_str()]
    );
    assert!(moved_to.exists());
    assert_eq!(lines(&persian)[0], "خبرها: پرونده سالم است.");
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["files"][0]["state"], "sound");
    assert_eq!(json["repairs"][0]["file"], "cache.db");
    assert_eq!(json["repairs"][0]["backup"], Value::Null);
    assert_eq!(lines(&run(data, &["hidden"])), ["`rain`"]);
}
