//! How much the cache keeps.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::EditionId;

/// How much the cache keeps. Each sync deletes what goes beyond, and requests nothing that has no room.
///
/// Read stories go first, then unread ones, the oldest first. The newest 30 stories of each edition (or half
/// of [`Keep::items`], if that is less) and saved ones only go if there is no other room. The copy of what a
/// person saved stays in any case, and does not count. Start from [`Retention::default`] and change the
/// fields that you want to differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retention {
    /// The most bytes of the whole cache on disk: rows, search index, pictures and the write-ahead log.
    pub bytes: u64,
    /// How many of these bytes pictures may take.
    pub picture_bytes: u64,
    /// The rule for each edition without a rule of its own.
    pub each: Keep,
    /// The editions with a rule of their own.
    pub editions: BTreeMap<EditionId, Keep>,
}

/// How many stories of one edition are kept, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Keep {
    /// The most stories.
    pub items: u32,
    /// For how long after their publication read stories are kept. Unread ones are kept twice as long.
    pub age: Duration,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Default for Retention {
    /// 200 MiB in all and 80 MiB of pictures. Of each edition 5,000 stories, for 180 days.
    fn default() -> Self {
        Self { bytes: 200 << 20, picture_bytes: 80 << 20, each: Keep::default(), editions: BTreeMap::new() }
    }
}

impl Default for Keep {
    /// 5,000 stories, for 180 days.
    fn default() -> Self {
        Self { items: 5_000, age: 180 * DAY }
    }
}

impl Retention {
    /// The same, with at most this many bytes in all.
    pub fn with_bytes(self, bytes: u64) -> Self {
        Self { bytes, ..self }
    }

    /// The same, with at most this many bytes of pictures.
    pub fn with_picture_bytes(self, picture_bytes: u64) -> Self {
        Self { picture_bytes, ..self }
    }

    /// The same, with this rule for each edition without a rule of its own.
    pub fn with_each(self, each: Keep) -> Self {
        Self { each, ..self }
    }

    /// The same, with a rule for one edition.
    pub fn with_edition(mut self, edition: EditionId, keep: Keep) -> Self {
        self.editions.insert(edition, keep);
        self
    }

    /// The rule for an edition.
    pub(crate) fn of(&self, edition: &EditionId) -> Keep {
        self.editions.get(edition).copied().unwrap_or(self.each)
    }
}

impl Keep {
    /// At most this many stories, at most this long.
    pub fn of(items: u32, age: Duration) -> Self {
        Self { items, age }
    }
}
