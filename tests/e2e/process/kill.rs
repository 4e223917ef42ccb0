//! The process is killed at every request of a first sync, and at some for pictures. After the next sync each
//! row is the same as after an undisturbed sync.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::kill_request::kill_at_request;
use crate::rows::{PICTURES, RECEIVED, rows};
use ifilm_site::{Site, SiteConfig};
use rusqlite::Connection;

const NOW: &str = "2026-11-22T12:00:00Z";

/// Statements for when and how each request ended.
const REQUESTED: &[&str] = &[
    "SELECT edition, remote_id, section, candidate, first_round, last_round FROM listed JOIN item ON item.id = item_id",
    "SELECT resource.kind, resource.edition, section, remote_id, candidate, base, etag, last_modified, hash, body_at, wire_bytes, parser, round, checked_at, due_at, reason, failures, absences, aside_hash, aside_count FROM resource LEFT JOIN item ON item.id = item_id",
    "SELECT edition, section, candidate, base, checked_at, rounds FROM listing",
];

fn site() -> Site {
    Site::start(SiteConfig { items: 12, ..SiteConfig::default() }).unwrap()
}

fn sync(site: &Site, data: &Path) -> Command {
    let catalog = data.join("catalog.json");
    std::fs::write(&catalog, site.catalog_json()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(catalog).args(["--now", NOW, "sync", "--all"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_killed_sync_is_completed_by_the_next_one_row_for_row() {
    let site = site();
    let undisturbed = tempfile::tempdir().unwrap();
    assert!(sync(&site, undisturbed.path()).status().unwrap().success());
    let statements = [RECEIVED, REQUESTED, PICTURES].concat();
    let expected = rows(undisturbed.path(), &statements);
    assert!(site.requests().len() >= 90, "only {} requests to be killed at", site.requests().len());

    // The last ones are requests for pictures.
    for k in (1..40).chain([60, 75, 90]) {
        let data = tempfile::tempdir().unwrap();
        assert!(kill_at_request(&site, sync(&site, data.path()), k), "it was killed at request {k}");
        assert!(sync(&site, data.path()).status().unwrap().success(), "after a kill at request {k}");

        assert_eq!(rows(data.path(), &statements), expected, "after a kill at request {k}");
    }
}

/// The shares of requests are counted before they are sent, and nobody gave them back.
#[test]
fn what_a_killed_sync_has_used_is_counted_as_used() {
    let site = site();

    for k in [1, 20, 60, 90] {
        let data = tempfile::tempdir().unwrap();
        site.clear_requests();
        assert!(kill_at_request(&site, sync(&site, data.path()), k), "it was killed at request {k}");

        let requests = site.requests();
        let sent: u64 = requests.iter().map(|request| request.request_bytes + request.response_bytes).sum();
        let connection = Connection::open(data.path().join("cache.db")).unwrap();
        let used: u64 =
            connection.query_row("SELECT sum(bytes) FROM data_used", [], |row| row.get(0)).unwrap();
        assert!(used >= sent, "killed at request {k}: {used} are counted and {sent} were sent");
    }
}
