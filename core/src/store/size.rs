//! How much room the files take.

use std::path::Path;

use rusqlite::{Connection, named_params};

use super::directory::{Directory, wal};
use crate::error::Result;

/// The room that `cache.db` takes, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PageBytes {
    /// Pages with content.
    pub(crate) used: u64,
    /// Pages without content, which the disk has not got back.
    pub(crate) free: u64,
}

/// The pages of `cache.db`. Counts nothing, so it costs little.
pub(crate) fn page_bytes(connection: &Connection) -> Result<PageBytes> {
    let number = |name| connection.pragma_query_value(Some("main"), name, |row| row.get::<_, u64>(0));
    let (all, free, size) = (number("page_count")?, number("freelist_count")?, number("page_size")?);
    Ok(PageBytes { used: all.saturating_sub(free) * size, free: free * size })
}

/// The search index stands in tables with this beginning of their names.
const INDEX_BYTES: &str = "
    SELECT coalesce(sum(pgsize), 0) AS bytes
    FROM dbstat
    WHERE aggregate = TRUE AND schema = 'main' AND name GLOB :tables";

/// The room that the search index takes, in bytes. Looks at each page of the file.
pub(crate) fn index_bytes(connection: &Connection) -> Result<u64> {
    let mut statement = connection.prepare_cached(INDEX_BYTES)?;
    let values = named_params! { ":tables": "search*" };
    Ok(statement.query_row(values, |row| row.get("bytes"))?)
}

/// The room that files beside the pages of `cache.db` take, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct FileBytes {
    /// The cache, with its write-ahead log.
    pub(crate) cache: u64,
    /// The write-ahead log of the cache alone.
    pub(crate) wal: u64,
    /// The user's file, with its write-ahead log.
    pub(crate) user: u64,
    /// The backups of the user's file.
    pub(crate) backups: u64,
    /// Damaged files that were moved aside.
    pub(crate) damaged: u64,
}

impl FileBytes {
    pub(super) fn of(directory: &Directory) -> Result<Self> {
        let bytes =
            |path: &Path| -> Result<u64> { Ok(directory.look_at(path)?.map_or(0, |file| file.len())) };
        let (cache, user) = (directory.cache(), directory.user());
        let log = bytes(&wal(&cache))?;
        Ok(Self {
            cache: bytes(&cache)? + log,
            wal: log,
            user: bytes(&user)? + bytes(&wal(&user))?,
            backups: folder(&directory.backups()),
            damaged: folder(&directory.damaged()),
        })
    }
}

/// The bytes of the files in a folder; 0 if it cannot be read.
fn folder(path: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(path) else { return 0 };
    entries.filter_map(|entry| entry.ok()?.metadata().ok()).map(|found| found.len()).sum()
}
