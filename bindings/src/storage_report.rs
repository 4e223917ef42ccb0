//! How much room the files take, and what was deleted.

/// How much room the files take on disk, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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
    /// Damaged files that were moved aside. They do not count towards the limit.
    pub damaged: u64,
    /// The whole cache: the sum of rows, index, free pages, write-ahead log and pictures.
    pub cache: u64,
    /// The most bytes that the cache may take.
    pub limit: u64,
    /// What is stored of each edition, in the order of their ids. An edition without stories is left out.
    pub editions: Vec<EditionStorage>,
}

impl From<ifilm_core::StorageReport> for StorageReport {
    #[rustfmt::skip]
    fn from(report: ifilm_core::StorageReport) -> Self {
        let ifilm_core::StorageReport {
            rows, index, free, wal, pictures, picture_count, user, backups, damaged, cache, limit, editions,
        } = report;
        let editions = editions.into_iter().map(EditionStorage::from).collect();
        Self { rows, index, free, wal, pictures, picture_count, user, backups, damaged, cache, limit, editions }
    }
}

/// What is stored of one edition.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EditionStorage {
    /// The edition.
    pub edition: String,
    /// How many stories are stored.
    pub items: u32,
    /// The date of the oldest of them, in milliseconds since 1970, UTC.
    pub oldest_ms: Option<i64>,
    /// How many stories were deleted to save room and are remembered, so that they are not fetched again.
    pub pruned: u32,
}

impl From<ifilm_core::EditionStorage> for EditionStorage {
    fn from(storage: ifilm_core::EditionStorage) -> Self {
        let ifilm_core::EditionStorage { edition, items, oldest, pruned } = storage;
        Self { edition: edition.into(), items, oldest_ms: oldest.map(|at| at.as_millisecond()), pruned }
    }
}

/// What was deleted to save room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Pruned {
    /// Stories, because they were too old, too many or too large together.
    pub items: u32,
    /// Pictures.
    pub pictures: u32,
    /// The bytes that the disk got back.
    pub bytes: u64,
}

impl From<ifilm_core::Pruned> for Pruned {
    fn from(pruned: ifilm_core::Pruned) -> Self {
        let ifilm_core::Pruned { items, pictures, bytes } = pruned;
        Self { items, pictures, bytes }
    }
}
