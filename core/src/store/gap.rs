//! Gaps: the places of a list where items were pruned.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::list::BEFORE_ALL;
use super::list_row::StoredItem;
use super::{item, retention, row};
use crate::error::Result;
use crate::model::{EditionId, HoleReason, ItemKey, ListHole, Section, SortKey};

/// Some rows of a list, newest first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) edition: &'a EditionId,
    pub(crate) section: Section,
    /// The place after which they begin; `None` at the top of the list.
    pub(crate) after: Option<&'a SortKey>,
    pub(crate) items: &'a [StoredItem],
    /// Whether the list ends behind them.
    pub(crate) is_end: bool,
}

/// The places among these rows, and at the ends of the list, where items were pruned, newest first.
pub(crate) fn gaps(connection: &Connection, rows: Rows<'_>) -> Result<Vec<ListHole>> {
    let keys: Vec<SortKey> = rows.items.iter().map(StoredItem::sort_key).collect();
    let mut below = Vec::new();
    let mut at = rows.after.cloned().unwrap_or(BEFORE_ALL);
    while let Some(pruned) = next_pruned(connection, rows.edition, rows.section, &at)? {
        let next = keys.iter().position(|key| order(key) < order(&pruned));
        below.push(next);
        match next {
            Some(next) => at.clone_from(&keys[next]),
            None => break,
        }
    }
    if let Some(horizon) = retention::horizon(connection, rows.edition)?
        && rows.after.is_none_or(|after| after.published_ms > horizon.as_millisecond())
    {
        below.push(keys.iter().position(|key| key.published_ms <= horizon.as_millisecond()));
    }
    below.retain(|next| next.is_some() || rows.is_end);
    below.sort_unstable_by_key(|next| next.unwrap_or(usize::MAX));
    below.dedup();
    Ok(below.into_iter().map(|next| rows.hole_above(next)).collect())
}

impl Rows<'_> {
    /// The hole above one of the items; `None` is the end of the list.
    fn hole_above(self, next: Option<usize>) -> ListHole {
        let key =
            |sort: &SortKey| ItemKey { edition: self.edition.clone(), kind: sort.kind, id: sort.id.clone() };
        let place = next.unwrap_or(self.items.len());
        let above = place.checked_sub(1).and_then(|above| self.items.get(above)).map(StoredItem::sort_key);
        ListHole {
            name: None,
            after: above.as_ref().or(self.after).map(key),
            before: self.items.get(place).map(|item| key(&item.sort_key())),
            reason: HoleReason::Pruned,
        }
    }
}

fn order(key: &SortKey) -> (i64, i64, &str, &str) {
    (key.published_ms, item::number(&key.id), &key.id, key.kind.as_str())
}

// What the site had removed before leaves no gap.
pub(super) const NEXT_PRUNED: &str = "
    SELECT item.published_at, item.kind, item.remote_id
    FROM item INDEXED BY item_pruned
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition
        AND item.pruned_at IS NOT NULL
        AND item.removed_at = item.pruned_at
        AND (item.published_at, item.number, item.remote_id, item.kind)
            < (:published_at, :number, :remote_id, :kind)
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT 1";

/// The newest pruned item of a section after a place.
fn next_pruned(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    after: &SortKey,
) -> Result<Option<SortKey>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":published_at": after.published_ms,
        ":number": item::number(&after.id),
        ":remote_id": after.id,
        ":kind": after.kind.as_str(),
    };
    Ok(connection.prepare_cached(NEXT_PRUNED)?.query_row(values, row::sort_key).optional()?)
}
