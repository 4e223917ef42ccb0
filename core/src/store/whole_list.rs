//! The rows of a list that is kept whole: of one kind, by id or by alphabet.

use rusqlite::{Connection, named_params};

use super::item;
use super::list_row::{StoredItem, from_row, select_rows};
use crate::error::Result;
use crate::model::{EditionId, Kind, Section};

/// A query for the rows of a list that is kept whole. It gets all that follows the choice of the list.
macro_rules! rows {
    ($rest:literal) => {
        select_rows!(
            ", item.title_key",
            "
    JOIN listed ON listed.item_id = item.id AND listed.section = :section",
            concat!(
                "
    WHERE item.edition = :edition AND item.kind = :kind AND item.shown AND item.kind <> 'article'
",
                $rest
            )
        )
    };
}

/// A list that is kept whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WholeList<'a> {
    pub(crate) edition: &'a EditionId,
    pub(crate) section: Section,
    pub(crate) kind: Kind,
}

/// A place in the alphabet, and the id of the item there.
#[derive(Debug, Clone)]
pub(crate) struct TitlePlace {
    pub(crate) title_key: Vec<u8>,
    pub(crate) id: String,
}

pub(super) const BY_NUMBER: &str = rows!(
    "        AND (item.number, item.remote_id) < (:number, :remote_id)
    ORDER BY item.number DESC, item.remote_id DESC
    LIMIT :limit"
);

/// The items behind an id, those with the largest ids first, at most `limit`. Ids rise with time.
pub(crate) fn items_by_number(
    connection: &Connection,
    of: WholeList<'_>,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<StoredItem>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":kind": of.kind.as_str(),
        ":number": after.map_or(i64::MAX, item::number),
        ":remote_id": after.unwrap_or(BEHIND_ALL_IDS),
        ":limit": limit,
    };
    let mut statement = connection.prepare_cached(BY_NUMBER)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// No id comes after this one.
const BEHIND_ALL_IDS: &str = "\u{10FFFF}";

pub(super) const BY_TITLE: &str = rows!(
    "        AND (item.title_key, item.number, item.remote_id) > (:title_key, :number, :remote_id)
    ORDER BY item.title_key, item.number, item.remote_id
    LIMIT :limit"
);

/// The items behind a place in the alphabet, with the keys of their titles, at most `limit`. Those of which
/// no title is known yet are left out.
pub(crate) fn items_by_title(
    connection: &Connection,
    of: WholeList<'_>,
    after: Option<&TitlePlace>,
    limit: u32,
) -> Result<Vec<(StoredItem, Vec<u8>)>> {
    let title_key = after.map_or(&[][..], |after| &after.title_key);
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":kind": of.kind.as_str(),
        ":title_key": title_key,
        ":number": after.map_or(-1, |after| item::number(&after.id)),
        ":remote_id": after.map_or("", |after| &after.id),
        ":limit": limit,
    };
    let mut statement = connection.prepare_cached(BY_TITLE)?;
    let rows = statement.query_map(values, |row| Ok((from_row(row)?, row.get("title_key")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
