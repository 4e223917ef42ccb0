//! Keeps the cache within its limits: deletes what is too old, too many or too large together, in short
//! transactions, and lets pages of pruned items be requested again once there is much room.

mod choice;
mod free_room;
mod pictures;
mod size;
mod survey;

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::saved_picture::adopt_pictures;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Pruned, Retention};
use crate::store::{self, CommitPoint, Connection, Store, Write};

pub(crate) use free_room::compact;
pub(crate) use pictures::retain_pictures;

use choice::{MOST_PRUNED, overdue, revivable, surplus_items};
use free_room::shrink;
use size::Size;
use survey::survey;

/// The rows of so many pruned items are deleted in one transaction, at most.
const FORGOTTEN_AT_ONCE: u32 = 100;
/// How often the size is measured again after pruning. The room of an item can only be estimated before.
const ROUNDS: u32 = 6;

/// What was done to keep the cache within its limits.
#[derive(Debug, Default)]
pub(crate) struct Retained {
    pub(crate) pruned: Pruned,
    /// The items that were pruned.
    pub(crate) items: BTreeSet<ItemKey>,
    /// How many bytes the pages of `cache.db` may take.
    pub(crate) page_room: u64,
    /// How many they take.
    pub(crate) page_bytes: u64,
}

/// Keeps the cache within its limits. Other writes run between its transactions. If it is dropped, `done` has
/// what was done until then.
pub(crate) async fn retain(
    store: &Store,
    retention: &Retention,
    now: Timestamp,
    done: &mut Retained,
) -> Result<()> {
    adopt_pictures(store, now).await?;
    store.sweep_pictures().await?;
    let (kept, wal) = (retention.clone(), store.file_bytes()?.wal);
    let (before, has_work) = store.read_both(move |connection| survey(connection, &kept, wal, now)).await?;
    (done.page_room, done.page_bytes) = (before.room, before.used);
    if !has_work {
        return Ok(());
    }
    let mut pass = Pass { store, retention, now, done };
    pass.done.pruned.pictures = retain_pictures(store, retention).await?;
    pass.prune_overdue().await?;
    pass.prune_surplus_bytes().await?;
    pass.forget_rows().await?;
    match pass.done.items.is_empty() {
        true => pass.revive().await?,
        false => shrink(store, false).await?,
    }
    let after = pass.size().await?;
    pass.done.pruned.bytes = before.on_disk().saturating_sub(after.on_disk());
    Ok(())
}

struct Pass<'a> {
    store: &'a Store,
    retention: &'a Retention,
    now: Timestamp,
    done: &'a mut Retained,
}

impl Pass<'_> {
    async fn size(&mut self) -> Result<Size> {
        let pages = self.store.read_both(store::page_bytes).await?;
        let wal = self.store.file_bytes()?.wal;
        let pictures = self.store.read_both(store::picture_bytes).await?.bytes;
        let size = Size::of(pages, wal, pictures, self.retention);
        (self.done.page_room, self.done.page_bytes) = (size.room, size.used);
        Ok(size)
    }

    async fn editions(&self) -> Result<Vec<EditionId>> {
        self.store.read_both(store::stored_editions).await
    }

    /// Prunes what is too old, and what is more than an edition may have.
    async fn prune_overdue(&mut self) -> Result<()> {
        for edition in self.editions().await? {
            let (keep, now) = (self.retention.of(&edition), self.now);
            let overdue = move |connection: &Connection| {
                let counts = store::item_counts(connection, &edition)?;
                overdue(connection, &edition, counts, keep, now)
            };
            let items = self.store.read_both(overdue).await?;
            self.prune(items).await?;
        }
        Ok(())
    }

    /// Prunes until the cache is small enough, or nothing is left to prune.
    async fn prune_surplus_bytes(&mut self) -> Result<()> {
        let mut size = self.size().await?;
        if size.is_too_large() {
            self.store.empty_wal().await?;
            size = self.size().await?;
        }
        let mut is_over = size.is_too_large();
        for _ in 0..ROUNDS {
            let surplus = size.surplus();
            if !is_over || surplus == 0 {
                break;
            }
            let retention = self.retention.clone();
            let now = self.now;
            let choose =
                move |connection: &Connection| surplus_items(connection, &retention, size, surplus, now);
            let items = self.store.read_both(choose).await?;
            is_over = !items.is_empty();
            self.prune(items).await?;
            shrink(self.store, false).await?;
            size = self.size().await?;
        }
        Ok(())
    }

    /// Prunes these items, a slice in each transaction.
    async fn prune(&mut self, items: Vec<i64>) -> Result<()> {
        let (mut rest, now) = (items, self.now);
        while !rest.is_empty() {
            let slice = rest.clone();
            let prune = move |write: &mut Write<'_>| store::prune_items(write, &slice, now);
            let (done, changes) = self.store.write_slice(CommitPoint::ItemsPruned, prune).await?;
            rest.drain(..done);
            self.done.items.extend(changes.removed);
        }
        self.done.pruned.items = u32::try_from(self.done.items.len()).unwrap_or(u32::MAX);
        Ok(())
    }

    /// Deletes the rows of pruned items, but for the newest.
    async fn forget_rows(&mut self) -> Result<()> {
        for edition in self.editions().await? {
            let counted = edition.clone();
            let counts =
                self.store.read_both(move |connection| store::item_counts(connection, &counted)).await?;
            let mut more = counts.pruned > MOST_PRUNED;
            while more {
                let edition = edition.clone();
                let forget = move |write: &mut Write<'_>| {
                    store::forget_pruned(write, &edition, MOST_PRUNED, FORGOTTEN_AT_ONCE)
                };
                more = self.store.write_slice(CommitPoint::PrunedForgotten, forget).await?.0 > 0;
            }
        }
        Ok(())
    }

    /// Lets pages of pruned items be requested again where the limits leave much room, as after a person has
    /// raised them.
    async fn revive(&mut self) -> Result<()> {
        let size = self.size().await?;
        if !size.has_much_room() {
            return Ok(());
        }
        for edition in self.editions().await? {
            let (keep, now, wanted) = (self.retention.of(&edition), self.now, edition.clone());
            let read = move |connection: &Connection| {
                let counts = store::item_counts(connection, &wanted)?;
                revivable(connection, &wanted, counts, keep, now)
            };
            if let Some((since, most)) = self.store.read_both(read).await? {
                let revive = move |write: &mut Write<'_>| store::revive(write, &edition, since, most, now);
                self.store.write(CommitPoint::PrunedRevived, revive).await?;
            }
        }
        Ok(())
    }
}
