//! Which items are pruned, and which pruned ones may come again.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::size::Size;
use crate::error::Result;
use crate::model::{EditionId, Keep, Retention};
use crate::store::{self, Connection, ItemCounts, Oldest, Prunable};

/// So many pruned items of each edition are remembered one by one.
pub(super) const MOST_PRUNED: u32 = 1_000;
/// So many of the newest items of an edition go last, because they are what a list shows first.
const NEWEST: u32 = 30;
/// The age of items counts from at most this long after the newest one, so that a clock which is far ahead
/// does not prune everything.
const LONGEST_SILENCE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A page that has not come in this time does not keep its item from being pruned.
const LONGEST_MISSING: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So many items of an edition are requested again at once, at most.
const MOST_REVIVED: u32 = 150;
/// So many items are chosen at once, at most.
const MOST_CHOSEN: u64 = 10_000;

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
pub(super) fn overdue(
    connection: &Connection,
    edition: &EditionId,
    counts: ItemCounts,
    keep: Keep,
    now: Timestamp,
) -> Result<Vec<i64>> {
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
    let kept = (counts.counted() as usize).saturating_sub(too_old.len());
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
pub(super) fn surplus_items(
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
pub(super) fn revivable(
    connection: &Connection,
    edition: &EditionId,
    counts: ItemCounts,
    keep: Keep,
    now: Timestamp,
) -> Result<Option<(Timestamp, u32)>> {
    let most = (keep.items / 4 * 3).saturating_sub(counts.counted()).min(MOST_REVIVED);
    if counts.pruned == 0 || most == 0 {
        return Ok(None);
    }
    let since = floors(connection, edition, keep, now)?.read;
    Ok(store::is_revivable(connection, edition, since)?.then_some((since, most)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::CommitPoint;
    use crate::store::{Rest, Store, Write};

    /// An item of each of 40 days.
    const ROWS: &str = "
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 40)
        INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        SELECT 'en', 'article', n, n, 'Story ' || n, n * 86400000, 'meta', 'minute', n FROM n";

    const PRUNE: &str = "UPDATE item SET pruned_at = 1, removed_at = 1 WHERE number = ";

    /// Seen: after the first item that was too old, each sync did a whole pass and wrote nothing.
    #[tokio::test]
    async fn only_an_item_that_is_young_enough_may_come_again() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::at(directory.path(), "a catalogue", Rest::default());
        store.write(CommitPoint::Bulk, |write: &mut Write<'_>| Ok(write.execute_batch(ROWS)?)).await.unwrap();
        let day = |day: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day);
        let keep = Keep::of(200, Duration::from_secs(10 * 24 * 60 * 60));

        let mut found = Vec::new();
        for pruned in [20, 35] {
            let prune = format!("{PRUNE}{pruned}");
            store
                .write(CommitPoint::Bulk, move |write: &mut Write<'_>| Ok(write.execute_batch(&prune)?))
                .await
                .unwrap();
            let revivable = move |connection: &Connection| {
                let edition: EditionId = "en".parse().unwrap();
                let counts = store::item_counts(connection, &edition)?;
                revivable(connection, &edition, counts, keep, day(40))
            };
            found.push(store.read(revivable).await.unwrap().map(|(since, _)| since));
        }

        assert_eq!(found, [None, Some(day(30))]);
    }
}
