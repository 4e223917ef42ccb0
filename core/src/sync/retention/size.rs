//! The room that the cache takes, and how much of it must go.

use crate::model::Retention;
use crate::store::PageBytes;

/// If the cache is too large, it is reduced to this share of its limit, so that not every sync prunes.
pub(super) const LOW_WATER_PERCENT: u64 = 90;

/// Below this share of all limits, pruned items are requested again.
const MUCH_ROOM_PERCENT: u64 = 50;

/// The room that the cache takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) used: u64,
    pub(super) free: u64,
    pub(super) wal: u64,
    pub(super) pictures: u64,
    /// What the limit leaves to the pages of `cache.db` and the write-ahead log.
    pub(super) room: u64,
}

impl Size {
    /// The room of these pages, of a write-ahead log and of pictures.
    pub(super) fn of(pages: PageBytes, wal: u64, pictures: u64, retention: &Retention) -> Self {
        let room = retention.bytes.saturating_sub(pictures);
        Self { used: pages.used, free: pages.free, wal, pictures, room }
    }

    pub(super) fn on_disk(self) -> u64 {
        self.used + self.free + self.wal + self.pictures
    }

    /// Whether so much room is left that pruned items may come again.
    pub(super) fn has_much_room(self) -> bool {
        self.used + self.wal <= self.room / 100 * MUCH_ROOM_PERCENT
    }

    pub(super) fn is_too_large(self) -> bool {
        self.used + self.wal > self.room
    }

    /// How many bytes must go, to be as far below the limit as `LOW_WATER_PERCENT` says.
    pub(super) fn surplus(self) -> u64 {
        (self.used + self.wal).saturating_sub(self.room / 100 * LOW_WATER_PERCENT)
    }
}
