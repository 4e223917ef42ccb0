//! What goes to which output, and what if it cannot be written.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{command, json, run, said, site};

// Seen: `list --json > /dev/full` printed nothing and exited with 0.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let (_site, data) = site();
    run(data.path(), &["sync"]);

    for arguments in [&["--json", "list"][..], &["list"], &["search", "a"], &["editions"], &["plan"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = command(data.path(), arguments).stdout(full).output().unwrap();

        let (status, _, complaint) = said(&output);
        assert_eq!(status, Some(1), "{arguments:?}");
        assert!(complaint.starts_with("ifilm: the output could not be written: "), "{complaint}");
    }
}

// Seen: `--help > /dev/full` printed nothing and exited with 0.
#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_a_failure() {
    for arguments in [&["--help"][..], &["--version"], &["sync", "--help"], &["help", "list"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_ifilm")).args(arguments).stdout(full).output().unwrap();

        let (status, _, complaint) = said(&output);
        assert_eq!(status, Some(1), "{arguments:?}");
        assert!(complaint.starts_with("ifilm: the output could not be written: "), "{complaint}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_ifilm")).arg("--version").output().unwrap();
    assert_eq!(said(&output).1, format!("ifilm {}\n", env!("CARGO_PKG_VERSION")));
}

// Seen: `read` waited 5 s for the writer, and only then showed the article. If standard error could not be
// written, it panicked and showed nothing.
#[cfg(target_os = "linux")]
#[test]
fn an_article_is_shown_before_its_mark_waits_for_another_process() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let id = site.newest("en", 1)[0];
    let title = site.truth("en", id).title;
    let other = rusqlite::Connection::open(data.path().join("user.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut reading = command(data.path(), &["read", &format!("en/{id}")]);
    let started = Instant::now();
    let mut reading = reading.stdout(Stdio::piped()).stderr(full).spawn().unwrap();

    let mut first = String::new();
    BufReader::new(reading.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let shown = started.elapsed();
    let status = reading.wait().unwrap();

    assert_eq!((first.trim_end(), status.code()), (title.as_str(), Some(0)));
    assert!(shown < Duration::from_secs(3), "{shown:?}");
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
}

// Seen: `holes` and `saved` were left out.
#[test]
fn json_leaves_no_field_out() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let list = json(data.path(), &["--edition", "en", "list"]);
    let article = json(data.path(), &["read", &format!("en/{}", site.newest("en", 1)[0])]);
    let lacks = |value: &Value, names: &[&str]| -> Vec<String> {
        names.iter().filter(|name| value.get(**name).is_none()).map(|name| (*name).to_owned()).collect()
    };

    let dates = ["published", "published_source", "published_precision", "date_text"];
    let item = ["key", "title", "lead", "link", "read", "saved", "edited"];
    let page = ["state", "language", "direction", "blocks", "text", "related"];
    assert_eq!(lacks(&list, &["edition", "section", "items", "next", "fresh_as_of", "holes"]), [""; 0]);
    assert_eq!(lacks(&list["items"][0], &[&dates[..], &item].concat()), [""; 0]);
    assert_eq!(lacks(&article, &[&dates[..], &item, &page].concat()), [""; 0]);
    assert_eq!((&list["holes"], &article["saved"]), (&serde_json::json!([]), &false.into()));
}

// Seen: failed sections went to standard output, so `sync >/dev/null` in a timer printed nothing.
#[test]
fn failures_and_waits_of_a_host_go_to_standard_error() {
    let (mut site, data) = site();
    site.stop();

    let (status, output, complaint) = said(&run(data.path(), &["sync"]));

    assert_eq!((status, output.as_str()), (Some(1), ""));
    assert!(complaint.starts_with(" 10 %  fa   listings 1/1, 0 kB\nifilm: fa: offline: "), "{complaint}");
    assert!(complaint.ends_with(
        "ifilm: network (site_down): \u{2068}سایت پاسخ نمی‌دهد. بعداً دوباره امتحان کنید.\u{2069}\n"
    ));
}

/// How many of these lines tell of some step.
fn count(lines: &str, step: &str) -> usize {
    lines.lines().filter(|line| line.contains(step)).count()
}

#[test]
fn in_a_pipe_the_progress_has_plain_lines_beside_the_report_and_with_json_none() {
    let (_site, data) = site();

    let (_, json, silent) = said(&run(data.path(), &["--edition", "en", "--json", "sync"]));
    let (status, report, progress) = said(&run(data.path(), &["--edition", "fa", "sync"]));

    assert_eq!((json.lines().count(), silent.as_str()), (1, ""));
    assert_eq!((status, report.lines().count()), (Some(0), 1), "{report}");
    assert!(report.starts_with("fa   updated: 12 new"), "{report}");
    assert!(progress.starts_with(" 10 %  fa   listings 1/1, "), "{progress}");
    let tenths =
        [" %  fa   listings ", " %  fa   pages ", " %  fa   pictures "].map(|it| count(&progress, it));
    assert_eq!((tenths, progress.lines().count()), ([1, 6, 2], 9), "{progress}");
    assert!(progress.is_ascii() && !progress.contains(['\r', '\u{1b}']), "{progress}");
}
