//! How much room the files take, and what was deleted.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::EditionId;

/// How much room the files take on disk, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StorageReport {
    /// Items, texts and everything else of the cache but the search index.
    pub rows: u64,
    /// The search index.
    pub index: u64,
    /// Pages of the cache that are free and not given back to the disk yet.
    pub free: u64,
    /// The write-ahead log of the cache.
    pub wal: u64,
    /// The pictures of the cache.
    pub pictures: u64,
    /// How many pictures that are.
    pub picture_count: u32,
    /// What a person did, which is never deleted. It does not count towards the limit.
    pub user: u64,
    /// The backups of what a person did. They do not count towards the limit.
    pub backups: u64,
    /// Damaged files that were moved aside: see [`Client::check`](crate::Client::check). They do not count
    /// towards the limit.
    pub damaged: u64,
    /// The whole cache: the sum of rows, index, free pages, write-ahead log and pictures.
    pub cache: u64,
    /// The most bytes that the cache may take.
    pub limit: u64,
    /// What is stored of each edition, in the order of their ids. An edition without stories is left out.
    pub editions: Vec<EditionStorage>,
}

/// What is stored of one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionStorage {
    /// The edition.
    pub edition: EditionId,
    /// How many stories are stored.
    pub items: u32,
    /// The date of the oldest of them.
    pub oldest: Option<Timestamp>,
    /// How many stories were deleted to save room and are remembered, so that they are not fetched again.
    pub pruned: u32,
}

/// What was deleted to save room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Pruned {
    /// Stories, because they were too old, too many or too large together.
    pub items: u32,
    /// Pictures.
    pub pictures: u32,
    /// The bytes that the disk got back.
    pub bytes: u64,
}
