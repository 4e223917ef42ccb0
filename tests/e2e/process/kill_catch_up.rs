//! A process is killed while it catches up with the site, with all the data that it needs or within a budget:
//! at its requests, and at random writes to the disk. Then no section is stored in part, the databases are
//! whole, and after the next sync each row is the same as after an undisturbed one. The same is done to a
//! process that fetches a picture.
//!
//! What a kill leaves on the disk depends only on the last write before it. So a random write stands for a
//! random instant, and a seed finds it again. `tests/chaos.sh` kills more often than the checks.

#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use crate::catch_up::{CatchUp, assert_same, command, picture_rows, pictures};
use crate::kill_places::{in_time, kill_at_write, places, writes};
use crate::kill_request::kill_at_request;
use crate::killer::{assert_whole, copy};
use crate::rows::rows;
use ifilm_tests::note_figures;
use rusqlite::Connection;

/// How many times the checks kill in each test, at most.
const KILLS: u64 = 14;

#[test]
fn a_catch_up_that_is_killed_at_a_request_is_completed_by_the_next_sync() {
    let catch_up = CatchUp::new(0);
    let requests = catch_up.requests();
    assert!(requests >= 40, "only {requests} requests to be killed at");

    let mut kills = 0;
    for k in in_time(places(requests, KILLS)) {
        let data = copy(catch_up.before.path());
        let is_killed = kill_at_request(&catch_up.site, catch_up.sync(data.path()), k);

        let kill = format!("killed at request {k}");
        assert!(is_killed, "request {k} came");
        catch_up.check_whole(data.path(), &kill);
        catch_up.check_complete(data.path(), &kill);
        kills += 1;
    }
    note_figures(&format!("- {kills} kills at the {requests} requests of a catch-up"));
}

#[test]
fn a_catch_up_that_is_killed_at_any_instant_is_completed_by_the_next_sync() {
    let catch_up = CatchUp::new(0);
    let counted = copy(catch_up.before.path());
    let writes = writes(counted.path(), catch_up.sync(counted.path()));

    let (mut killed, mut tried) = (0, 0);
    for at in in_time(places(writes, KILLS)) {
        let data = copy(catch_up.before.path());
        killed += u32::from(kill_at_write(data.path(), catch_up.sync(data.path()), at));
        tried += 1;

        let kill = format!("killed at write {at} of {writes}");
        catch_up.check_whole(data.path(), &kill);
        catch_up.check_complete(data.path(), &kill);
    }

    // The number of writes differs a little from run to run, so the last one may not come.
    assert!(2 * killed >= tried, "{killed} of {tried} kills came before the end");
    note_figures(&format!("- {killed} kills at the {writes} writes of a catch-up"));
}

/// How much data each of the syncs may use: the listings and some texts.
const BUDGET: &[&str] = &["--budget", "40000"];

fn sync_within_budget(catch_up: &CatchUp, data: &Path) -> Command {
    let mut sync = catch_up.sync(data);
    sync.args(BUDGET);
    sync
}

/// What is the same after two ways to the same end. A date that was estimated, or that says when an item was
/// seen first, depends on what was known at that time.
const SETTLED: &[&str] = &[
    "SELECT edition, kind, remote_id, title, picture, removed_at,
        iif(published_source IN ('neighbours', 'first_seen'), NULL, published_at),
        iif(published_source IN ('neighbours', 'first_seen'), NULL, published_source)
    FROM item",
    "SELECT edition, remote_id, section, candidate FROM listed JOIN item ON item.id = item_id",
    "SELECT resource.kind, resource.edition, section, remote_id, candidate, base, etag, last_modified, hash, parser FROM resource LEFT JOIN item ON item.id = item_id",
    "SELECT edition, remote_id, revision, article.title, article.lead, language, blocks, related FROM article JOIN item ON item.id = item_id",
    "SELECT edition, remote_id, term, col, offset FROM word LEFT JOIN search_place ON place = doc LEFT JOIN item ON item.id = search_place.item_id",
    "SELECT edition, section, page FROM hole",
    "SELECT item_id FROM search_due",
];

/// Syncs within the budget until a sync without one has nothing left to fetch.
fn settle(catch_up: &CatchUp, data: &Path) -> Vec<String> {
    for _ in 0..2 {
        assert!(sync_within_budget(catch_up, data).status().unwrap().success());
    }
    assert!(catch_up.sync(data).status().unwrap().success());
    assert_whole(data);
    rows(data, SETTLED)
}

#[test]
fn a_sync_within_a_budget_that_is_killed_is_completed_by_the_next_ones() {
    let catch_up = CatchUp::new(0);
    let counted = copy(catch_up.before.path());
    catch_up.site.clear_requests();
    let writes = writes(counted.path(), sync_within_budget(&catch_up, counted.path()));
    let requests = catch_up.site.requests().len() as u64;
    assert!((10..catch_up.requests()).contains(&requests), "{requests} requests are within the budget");
    let expected = settle(&catch_up, counted.path());

    let at_requests = places(requests, KILLS / 2).into_iter().map(|at| (at, true));
    let at_writes = places(writes, KILLS / 2).into_iter().map(|at| (at, false));
    let (mut killed, mut tried) = (0, 0);
    for (at, is_request) in in_time(at_requests.chain(at_writes)) {
        let data = copy(catch_up.before.path());
        let sync = sync_within_budget(&catch_up, data.path());
        killed += u32::from(match is_request {
            true => kill_at_request(&catch_up.site, sync, at),
            false => kill_at_write(data.path(), sync, at),
        });
        tried += 1;

        let kill = format!("killed at {} {at}", if is_request { "request" } else { "write" });
        catch_up.check_whole(data.path(), &kill);
        assert_same(&settle(&catch_up, data.path()), &expected, &kill);
    }

    assert!(3 * killed >= 2 * tried, "{killed} of {tried} kills came before the end");
    note_figures(&format!(
        "- {killed} kills at the {requests} requests and the {writes} writes of a sync within a budget"
    ));
}

#[test]
fn a_picture_whose_fetch_is_killed_is_here_whole_or_not_and_comes_with_the_next_fetch() {
    let catch_up = CatchUp::new(0);
    let cache = Connection::open(catch_up.after.path().join("cache.db")).unwrap();
    let address = "SELECT picture FROM item WHERE edition = 'en' AND picture IS NOT NULL ORDER BY id LIMIT 1";
    let address: String = cache.query_row(address, [], |row| row.get(0)).unwrap();
    let words = ["--edition", "en", "picture", "--fetch", &address];
    let fetch = |data: &Path| command(data, "2026-11-22T13:00:00Z", 0, &words);
    let counted = copy(catch_up.after.path());
    let writes = writes(counted.path(), fetch(counted.path()));
    let fetched = |data: &Path| (pictures(data), picture_rows(data));
    let whole = fetched(counted.path());
    assert!(whole.0.len() == 1 && whole.0.keys().eq(&whole.1), "{:?}", whole.1);

    // The place 0 stands for a kill at the request.
    let mut tried = 0;
    for at in in_time([0].into_iter().chain(places(writes, KILLS))) {
        let data = copy(catch_up.after.path());
        let is_killed = match at {
            0 => kill_at_request(&catch_up.site, fetch(data.path()), 1),
            at => kill_at_write(data.path(), fetch(data.path()), at),
        };
        let (files, rows) = fetched(data.path());
        assert_whole(data.path());
        assert!(is_killed || at + 2 >= writes, "it ended before write {at} of {writes}");
        assert!(files.is_empty() || files == whole.0, "killed at write {at}: a picture in part");
        assert!(rows.is_empty() || (&files, &rows) == (&whole.0, &whole.1), "killed at write {at}: {rows:?}");

        assert!(fetch(data.path()).status().unwrap().success(), "killed at write {at}");
        assert!(fetched(data.path()) == whole, "killed at write {at}");
        tried += 1;
    }
    note_figures(&format!("- {tried} kills at the request and the {writes} writes of a picture"));
}
