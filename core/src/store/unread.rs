//! The items of a list that nobody read, from one item on.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{item, row};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Section};

const PLACE: &str = "
    SELECT item.published_at
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id";

pub(super) const UNREAD: &str = "
    SELECT item.edition, item.kind, item.remote_id
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    WHERE item.edition = :edition
        AND item.shown
        AND read_mark.read_at IS NULL
        AND (item.published_at, item.number, item.remote_id, item.kind)
            <= (:published_at, :number, :remote_id, :kind)
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC";

/// The unread items of a section, newest first: `from` and those below it, or all without it. `None` if the
/// section does not list `from`.
pub(crate) fn unread_from(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    from: Option<&ItemKey>,
) -> Result<Option<Vec<ItemKey>>> {
    let published_at = match from {
        None => Some(i64::MAX),
        Some(from) => place(connection, section, from)?,
    };
    let Some(published_at) = published_at else { return Ok(None) };
    let mut statement = connection.prepare_cached(UNREAD)?;
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":published_at": published_at,
        ":number": from.map_or(0, |from| item::number(&from.id)),
        ":remote_id": from.map_or("", |from| from.id.as_str()),
        ":kind": from.map_or("", |from| from.kind.as_str()),
    };
    let keys = statement.query_map(values, row::key)?;
    Ok(Some(keys.collect::<rusqlite::Result<_>>()?))
}

/// The date of an item that a section lists.
fn place(connection: &Connection, section: Section, key: &ItemKey) -> Result<Option<i64>> {
    let values = named_params! {
        ":section": section.as_str(),
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(PLACE)?;
    Ok(statement.query_row(values, |row| row.get("published_at")).optional()?)
}
