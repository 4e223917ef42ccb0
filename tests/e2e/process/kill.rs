//! The process is killed at every request of a first sync. After the next sync each row is the same as after
//! an undisturbed sync.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use ifilm_site::{Site, SiteConfig};
use rusqlite::Connection;
use rusqlite::types::Value;

const NOW: &str = "2026-11-22T12:00:00Z";

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

/// Every row of every table, and every word of the index. Rowids are left out, because they show the order of
/// arrival, which may differ.
fn rows(data: &Path) -> Vec<String> {
    let connection = Connection::open(data.join("cache.db")).unwrap();
    connection
        .execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, search, instance)")
        .unwrap();
    let mut all = Vec::new();
    for query in [
        "SELECT edition, kind, remote_id, title, picture, published_at, published_source, published_precision, first_seen_at, removed_at FROM item",
        "SELECT edition, remote_id, section, candidate, first_round, last_round FROM listed JOIN item ON item.id = item_id",
        "SELECT resource.kind, resource.edition, section, remote_id, candidate, base, etag, last_modified, hash, body_at, wire_bytes, parser, round, checked_at, due_at, reason, failures, absences, aside_hash, aside_count FROM resource LEFT JOIN item ON item.id = item_id",
        "SELECT edition, remote_id, revision, article.title, article.lead, language, blocks, related FROM article JOIN item ON item.id = item_id",
        "SELECT edition, remote_id, revision.revision FROM revision JOIN item ON item.id = item_id",
        "SELECT edition, remote_id, language, consonants, head_bytes, head_numbers, numbers, fingerprint.picture, video, alternates FROM fingerprint JOIN item ON item.id = item_id",
        "SELECT edition, section, candidate, base, checked_at, rounds FROM listing",
        "SELECT edition, section, page, round FROM hole",
        "SELECT edition, remote_id, term, col, offset FROM word LEFT JOIN item ON item.id = doc",
        "SELECT item_id FROM search_due",
    ] {
        let mut statement = connection.prepare(query).unwrap();
        let columns = statement.column_count();
        let read =
            |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
        let found = statement.query_map([], read).unwrap();
        all.extend(found.map(|row| format!("{:?}", row.unwrap())));
    }
    all.sort();
    all
}

#[test]
fn a_killed_sync_is_completed_by_the_next_one_row_for_row() {
    let site = site();
    let undisturbed = tempfile::tempdir().unwrap();
    assert!(sync(&site, undisturbed.path()).status().unwrap().success());
    let expected = rows(undisturbed.path());
    assert!(site.requests().len() >= 40, "only {} requests to be killed at", site.requests().len());

    for k in 1..40 {
        let data = tempfile::tempdir().unwrap();
        kill_at(&site, data.path(), k);
        assert!(sync(&site, data.path()).status().unwrap().success(), "after a kill at request {k}");

        assert_eq!(rows(data.path()), expected, "after a kill at request {k}");
    }
}

/// The site itself kills the process at its k-th request, before it answers.
fn kill_at(site: &Site, data: &Path, k: u64) {
    let child: Arc<Mutex<Option<Child>>> = Arc::default();
    let victim = Arc::clone(&child);
    let mut held = child.lock().unwrap();
    site.on_request(k, move || {
        let mut child = victim.lock().unwrap();
        child.as_mut().unwrap().kill().unwrap();
    });
    *held = Some(sync(site, data).spawn().unwrap());
    drop(held);
    let status = loop {
        let ended = child.lock().unwrap().as_mut().unwrap().try_wait().unwrap();
        match ended {
            Some(status) => break status,
            None => std::thread::yield_now(),
        }
    };
    assert!(!status.success(), "it was killed at request {k}");
}
