//! Compaction: gives free room back to the disk, in short transactions.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::directory::LOCK_TIMEOUT;
use super::prune::SLICE;
use super::write::Write;
use crate::error::{Error, Result};

/// The pages of the index that one step writes, at most.
const MERGED: i32 = 16;

const MERGE: &str = "INSERT INTO search (search, rank) VALUES ('merge', :pages)";

const MERGE_TITLES: &str = "INSERT INTO search_title (search_title, rank) VALUES ('merge', :pages)";

/// Merges parts of both search indexes, so that deleted words give their room back. Returns whether there
/// may be more to do. `all` merges everything into one part; without it, only parts with many deleted
/// words.
pub(crate) fn merge_index(write: &mut Write<'_>, all: bool) -> Result<bool> {
    let until = Instant::now() + SLICE;
    Ok(merge(write, MERGE, all, until)? || merge(write, MERGE_TITLES, all, until)?)
}

fn merge(write: &mut Write<'_>, index: &str, all: bool, until: Instant) -> Result<bool> {
    let mut pages = if all { -MERGED } else { MERGED }; // below zero: also parts of the same size
    loop {
        let before = write.total_changes();
        write.prepare_cached(index)?.execute(&[(":pages", &pages)])?;
        if write.total_changes() - before < 2 {
            return Ok(false); // as FTS5's documentation says: nothing was merged
        }
        if Instant::now() >= until {
            return Ok(true);
        }
        pages = MERGED;
    }
}

/// The free pages that one step gives back.
const FREED: u32 = 64;

/// Gives free pages back to the disk. Returns whether there are more.
pub(crate) fn give_back(write: &mut Write<'_>) -> Result<bool> {
    let until = Instant::now() + SLICE;
    loop {
        let before = free_pages(write)?;
        give_back_some(write)?;
        let after = free_pages(write)?;
        if after == 0 || after >= before {
            return Ok(false);
        }
        if Instant::now() >= until {
            return Ok(true);
        }
    }
}

/// A step of the statement frees one page, so all its steps must be taken.
fn give_back_some(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare_cached(&format!("PRAGMA main.incremental_vacuum({FREED})"))?;
    let mut rows = statement.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}

fn free_pages(connection: &Connection) -> Result<u32> {
    Ok(connection.pragma_query_value(Some("main"), "freelist_count", |row| row.get(0))?)
}

/// Copies the write-ahead log into the file and empties it. Leaves it if a reader still needs it.
pub(super) fn empty_wal(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    let done = connection.query_row("PRAGMA main.wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(LOCK_TIMEOUT)?;
    match done.map_err(Error::from) {
        Err(Error::Busy { .. }) => Ok(()),
        done => done,
    }
}
