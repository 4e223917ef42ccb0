//! Files that cannot be used.

use std::process::Command;

use super::{run, said, site};

#[test]
fn a_folder_of_another_catalogue_is_refused_with_advice() {
    let (_site, data) = site();
    run(data.path(), &["sync"]);
    let mut embedded = Command::new(env!("CARGO_BIN_EXE_ifilm"));

    let output = embedded.arg("--data").arg(data.path()).arg("list").output().unwrap();

    let (status, _, complaint) = said(&output);
    assert_eq!(status, Some(2));
    assert!(complaint.contains("belongs to the catalogue `practice`"), "{complaint}");
    assert!(complaint.contains("another data directory") && complaint.contains("--data"), "{complaint}");
}

// Seen: a damaged cache stopped every command. Later a list was empty, and nobody said that the file had been
// replaced.
#[test]
fn a_damaged_cache_is_replaced_and_the_command_says_where_it_is_now() {
    let (_site, data) = site();
    run(data.path(), &["sync"]);
    std::fs::remove_file(data.path().join("cache.db-wal")).unwrap_or_default();
    std::fs::write(data.path().join("cache.db"), "this is no database, and not an empty file").unwrap();

    let (status, _, complaint) = said(&run(data.path(), &["list"]));

    assert_eq!(status, Some(0), "{complaint}");
    let is_said =
        complaint.contains("به‌روزرسانی بعدی کمبودها را دریافت می‌کند") && complaint.contains("damaged/cache-");
    assert!(is_said, "{complaint}");
}

// Seen: `debug parse` of a bad local file named the site's address in its error.
#[test]
fn a_file_that_cannot_be_parsed_is_named() {
    let (_site, data) = site();
    let file = data.path().join("catalog.json").display().to_string();

    let (status, _, complaint) = said(&run(data.path(), &["debug", "parse", &file, "--kind", "article"]));

    assert_eq!(status, Some(2));
    assert!(complaint.starts_with(&format!("ifilm: {file}: ")), "{complaint}");
}
