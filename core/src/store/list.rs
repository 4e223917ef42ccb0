//! The rows of a list: the items of a section, newest first, and the next ones after a cursor.

use rusqlite::{Connection, named_params};

use super::item;
use super::list_row::{StoredItem, from_row, select_rows};
use crate::error::Result;
use crate::model::{EditionId, Kind, Section, SortKey};

pub(super) const NEWEST: &str = select_rows!(
    "",
    "
    JOIN listed ON listed.item_id = item.id AND listed.section = :section",
    "
    WHERE item.edition = :edition
        AND item.shown
        AND (item.published_at, item.number, item.remote_id, item.kind)
            < (:published_at, :number, :remote_id, :kind)
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :limit"
);

/// A position before all items: no item has a date this late.
pub(super) const BEFORE_ALL: SortKey =
    SortKey { published_ms: i64::MAX, kind: Kind::Article, id: String::new() };

/// The items of a section after a position, sorted by date and then by id, newest and largest first. Items
/// without a title and those with a hidden word are left out.
pub(crate) fn items(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    after: Option<SortKey>,
    limit: u32,
) -> Result<Vec<StoredItem>> {
    let after = after.unwrap_or(BEFORE_ALL);
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":published_at": after.published_ms,
        ":number": item::number(&after.id),
        ":remote_id": after.id,
        ":kind": after.kind.as_str(),
        ":limit": limit,
    };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
