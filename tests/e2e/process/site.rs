//! `ifilm site` as a process: it always removes its temporary folder when it ends.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A running `ifilm site`, and the folder that its greeting names.
fn started() -> (Child, PathBuf) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    let mut site = command.arg("site").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(site.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let greeting: Value = serde_json::from_str(&line).unwrap();
    let catalog = PathBuf::from(greeting["catalog"].as_str().unwrap());
    (site, catalog.parent().unwrap().to_owned())
}

#[test]
fn the_end_of_input_ends_the_site_and_removes_its_folder() {
    let (mut site, folder) = started();
    assert!(folder.exists());

    drop(site.stdin.take());

    assert_eq!(site.wait().unwrap().code(), Some(0));
    assert!(!folder.exists());
}

#[test]
fn a_terminating_signal_removes_the_folder_too() {
    for (signal, status) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let (mut site, folder) = started();
        // Keeps the input open to the end, because waiting for the process would close it.
        let _input = site.stdin.take();

        let kill = Command::new("kill").args(["-s", signal, &site.id().to_string()]).status().unwrap();

        assert!(kill.success());
        assert_eq!(site.wait().unwrap().code(), Some(status), "{signal}");
        assert!(!folder.exists(), "{signal}");
    }
}
