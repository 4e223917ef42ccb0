//! What the command prints, where it prints it, and its exit status.

mod bad_input;
mod due;
mod edition;
mod job;
mod key;
mod open;
mod output;
mod parse;
mod plan;
mod reading;
mod sections;
mod storage;
mod waiting;

use std::path::Path;
use std::process::{Command, Output};

use ifilm_site::{Site, SiteConfig};
use serde_json::Value;

/// The command on a data folder that holds the catalogue of a site.
fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json")).args(arguments);
    command.env("LC_ALL", "fa_IR.UTF-8");
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    command(data, arguments).output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(data, &[arguments, &["--json"]].concat()).stdout).unwrap()
}

fn site() -> (Site, tempfile::TempDir) {
    let site = Site::start(SiteConfig { items: 12, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    (site, data)
}
