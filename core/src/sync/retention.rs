//! Keeps the cache within its limits: deletes what is too old, too many or too large together, in short
//! transactions, and lets pages of pruned items be requested again once there is much room.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::saved_picture::adopt_pictures;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Keep, Pruned, Retention};
use crate::store::{self, Connection, Oldest, Prunable, Store, Write};

/// So many of the newest items of an edition go last, because they are what a list shows first.
const NEWEST: u32 = 30;
/// The age of items counts from at most this long after the newest one, so that a clock which is far ahead
/// does not prune everything.
const LONGEST_SILENCE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A page that has not come in this time does not keep its item from being pruned.
const LONGEST_MISSING: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So many pruned items of each edition are remembered one by one.
const MOST_PRUNED: u32 = 1_000;
/// The rows of so many pruned items are deleted in one transaction, at most.
const FORGOTTEN_AT_ONCE: u32 = 100;
/// If the cache is too large, it is reduced to this share of its limit, so that not every sync prunes.
const LOW_WATER_PERCENT: u64 = 90;
/// Below this share of all limits, pruned items are requested again.
const MUCH_ROOM_PERCENT: u64 = 50;
/// So many items of an edition are requested again at once, at most.
const MOST_REVIVED: u32 = 150;
/// So many items are chosen at once, at most.
const MOST_CHOSEN: u64 = 10_000;
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

/// Keeps the cache within its limits. Other writes run between its transactions.
pub(crate) async fn retain(store: &Store, retention: &Retention, now: Timestamp) -> Result<Retained> {
    let mut pass = Pass { store, retention, now, done: Retained::default() };
    adopt_pictures(store, now).await?;
    store.sweep_pictures().await?;
    let before = pass.size().await?;
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
    Ok(pass.done)
}

/// So many pictures are chosen at once, at most.
const MOST_PICTURES: u32 = 1_000;

/// Deletes the pictures that were not shown for longest, if they take too much room. Returns how many.
pub(crate) async fn retain_pictures(store: &Store, retention: &Retention) -> Result<u32> {
    let limit = retention.picture_bytes.min(retention.bytes);
    let target = limit / 100 * LOW_WATER_PERCENT;
    let mut deleted = 0;
    let mut bytes = store.read(store::picture_bytes).await?.bytes;
    let is_over = bytes > limit;
    while is_over && bytes > target {
        let surplus = bytes - target;
        let choose = move |connection: &Connection| store::least_shown(connection, surplus, MOST_PICTURES);
        let mut hashes = store.read(choose).await?;
        if hashes.is_empty() {
            break;
        }
        while !hashes.is_empty() {
            let done = store.prune_pictures(hashes.clone()).await?;
            hashes.drain(..done);
            deleted += u32::try_from(done).unwrap_or(u32::MAX);
        }
        bytes = store.read(store::picture_bytes).await?.bytes;
    }
    if deleted > 0 {
        store.write(store::forget_addresses).await?;
    }
    Ok(deleted)
}

/// Gives all free room back to the disk. Returns how many bytes that was.
pub(crate) async fn compact(store: &Store) -> Result<u64> {
    let before = on_disk(store).await?;
    shrink(store, true).await?;
    while store.give_back_of_user().await? {}
    Ok(before.saturating_sub(on_disk(store).await?))
}

async fn on_disk(store: &Store) -> Result<u64> {
    let pages = store.read(store::page_bytes).await?;
    let files = store.file_bytes()?;
    Ok(pages.used + pages.free + files.wal + files.user)
}

/// Gives free room back to the disk. `all` also joins the parts of the search index, which takes longer.
async fn shrink(store: &Store, all: bool) -> Result<()> {
    let mut whole = all;
    while store.write_slice(move |write| store::merge_index(write, whole)).await?.0 {
        whole = false;
    }
    while store.write_slice(store::give_back).await?.0 {}
    store.empty_wal().await
}

/// The room that the cache takes.
#[derive(Debug, Clone, Copy)]
struct Size {
    used: u64,
    free: u64,
    wal: u64,
    pictures: u64,
    /// What the limit leaves to the pages of `cache.db` and the write-ahead log.
    room: u64,
}

impl Size {
    fn on_disk(self) -> u64 {
        self.used + self.free + self.wal + self.pictures
    }

    fn is_too_large(self) -> bool {
        self.used + self.wal > self.room
    }

    /// How many bytes must go, to be as far below the limit as `LOW_WATER_PERCENT` says.
    fn surplus(self) -> u64 {
        (self.used + self.wal).saturating_sub(self.room / 100 * LOW_WATER_PERCENT)
    }
}

struct Pass<'a> {
    store: &'a Store,
    retention: &'a Retention,
    now: Timestamp,
    done: Retained,
}

impl Pass<'_> {
    async fn size(&mut self) -> Result<Size> {
        let pages = self.store.read(store::page_bytes).await?;
        let wal = self.store.file_bytes()?.wal;
        let pictures = self.store.read(store::picture_bytes).await?.bytes;
        let room = self.retention.bytes.saturating_sub(pictures);
        (self.done.page_room, self.done.page_bytes) = (room, pages.used);
        Ok(Size { used: pages.used, free: pages.free, wal, pictures, room })
    }

    async fn editions(&self) -> Result<Vec<EditionId>> {
        self.store.read(store::stored_editions).await
    }

    /// Prunes what is too old, and what is more than an edition may have.
    async fn prune_overdue(&mut self) -> Result<()> {
        for edition in self.editions().await? {
            let (keep, now) = (self.retention.of(&edition), self.now);
            let overdue = move |connection: &Connection| overdue(connection, &edition, keep, now);
            let items = self.store.read(overdue).await?;
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
            let items = self.store.read(choose).await?;
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
            let (done, changes) = self.store.write_slice(prune).await?;
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
            let counts = self.store.read(move |connection| store::item_counts(connection, &counted)).await?;
            let mut more = counts.pruned > MOST_PRUNED;
            while more {
                let edition = edition.clone();
                let forget = move |write: &mut Write<'_>| {
                    store::forget_pruned(write, &edition, MOST_PRUNED, FORGOTTEN_AT_ONCE)
                };
                more = self.store.write_slice(forget).await?.0 > 0;
            }
        }
        Ok(())
    }

    /// Lets pages of pruned items be requested again where the limits leave much room, as after a person has
    /// raised them.
    async fn revive(&mut self) -> Result<()> {
        let size = self.size().await?;
        if size.used + size.wal > size.room / 100 * MUCH_ROOM_PERCENT {
            return Ok(());
        }
        for edition in self.editions().await? {
            let (keep, now, wanted) = (self.retention.of(&edition), self.now, edition.clone());
            let read = move |connection: &Connection| revivable(connection, &wanted, keep, now);
            if let Some((since, most)) = self.store.read(read).await? {
                let revive = move |write: &mut Write<'_>| store::revive(write, &edition, since, most, now);
                self.store.write(revive).await?;
            }
        }
        Ok(())
    }
}

/// Before which time read items, and before which unread ones, are too old.
fn floors(connection: &Connection, edition: &EditionId, keep: Keep, now: Timestamp) -> Result<Floors> {
    let newest = store::date_at(connection, edition, 0)?.unwrap_or(now);
    let latest = newest.checked_add(LONGEST_SILENCE).unwrap_or(now).min(now);
    let before = |age: std::time::Duration| {
        let age = SignedDuration::try_from(age).unwrap_or(SignedDuration::MAX);
        latest.checked_sub(age).unwrap_or(Timestamp::MIN)
    };
    let horizon = store::horizon(connection, edition)?.unwrap_or(Timestamp::MIN);
    let (read, unread) = (before(keep.age), before(keep.age.saturating_mul(2)));
    Ok(Floors { read: read.max(horizon), unread: unread.max(horizon) })
}

struct Floors {
    read: Timestamp,
    unread: Timestamp,
}

/// The date of the oldest of the newest items of an edition, which go last; `None` if there are no others.
fn newest_since(connection: &Connection, edition: &EditionId, keep: Keep) -> Result<Option<Timestamp>> {
    store::date_at(connection, edition, (keep.items / 2).clamp(1, NEWEST) - 1)
}

/// The items of an edition that are too old or too many.
fn overdue(connection: &Connection, edition: &EditionId, keep: Keep, now: Timestamp) -> Result<Vec<i64>> {
    let Some(newest) = newest_since(connection, edition, keep)? else { return Ok(Vec::new()) };
    let floors = floors(connection, edition, keep, now)?;
    let seen_before = now.checked_sub(LONGEST_MISSING).unwrap_or(Timestamp::MIN);
    let oldest = |before: Timestamp, unread: bool, most: u32| {
        let of = Prunable {
            edition: edition.clone(),
            before: before.min(newest),
            unread,
            saved: false,
            seen_before,
        };
        store::oldest(connection, &of, most)
    };
    let mut items = oldest(floors.read, false, u32::MAX)?;
    items.extend(oldest(floors.unread, true, u32::MAX)?);
    let too_old: BTreeSet<i64> = items.iter().map(|oldest| oldest.item).collect();
    let kept = (store::item_counts(connection, edition)?.counted() as usize).saturating_sub(too_old.len());
    let surplus = kept.saturating_sub(keep.items.max(1) as usize);
    if surplus == 0 {
        return Ok(too_old.into_iter().collect());
    }
    // Those that are too old may come again, and are counted once.
    let most = u32::try_from(surplus + too_old.len()).unwrap_or(u32::MAX);
    let mut chosen = too_old;
    let wanted = chosen.len() + surplus;
    for unread in [false, true] {
        for oldest in oldest(newest, unread, most)? {
            if chosen.len() < wanted {
                chosen.insert(oldest.item);
            }
        }
    }
    Ok(chosen.into_iter().collect())
}

/// The items that go to save this many bytes, by the room of an average item.
fn surplus_items(
    connection: &Connection,
    retention: &Retention,
    size: Size,
    surplus: u64,
    now: Timestamp,
) -> Result<Vec<i64>> {
    let missing_since = now.checked_sub(LONGEST_MISSING).unwrap_or(Timestamp::MIN);
    let editions = store::stored_editions(connection)?;
    let mut kept = 0;
    for edition in &editions {
        kept += u64::from(store::item_counts(connection, edition)?.kept);
    }
    let most = (surplus * kept).div_ceil(size.used.max(1)).clamp(1, MOST_CHOSEN);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut chosen = Vec::new();
    for (newest_too, unread) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut tier: Vec<Oldest> = Vec::new();
        for edition in &editions {
            let (before, seen_before) = match newest_too {
                true => (Some(Timestamp::MAX), Timestamp::MAX),
                false => (newest_since(connection, edition, retention.of(edition))?, missing_since),
            };
            let Some(before) = before else { continue };
            let saved = newest_too;
            let of = Prunable { edition: edition.clone(), before, unread, saved, seen_before };
            tier.extend(store::oldest(connection, &of, u32::try_from(most).unwrap_or(u32::MAX))?);
        }
        tier.sort_unstable();
        for oldest in tier {
            if chosen.len() < most && !chosen.contains(&oldest.item) {
                chosen.push(oldest.item);
            }
        }
    }
    Ok(chosen)
}

/// Since when, and how many, pruned items of an edition may be requested again; `None` if none.
fn revivable(
    connection: &Connection,
    edition: &EditionId,
    keep: Keep,
    now: Timestamp,
) -> Result<Option<(Timestamp, u32)>> {
    let counts = store::item_counts(connection, edition)?;
    let most = (keep.items / 4 * 3).saturating_sub(counts.counted()).min(MOST_REVIVED);
    if counts.pruned == 0 || most == 0 {
        return Ok(None);
    }
    Ok(Some((floors(connection, edition, keep, now)?.read, most)))
}
