//! Holes: places where rows of a section may be missing, because no page that was read had a known row.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, HoleReason, ItemKey, ListHole, Section};

/// A place where rows of a section may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hole {
    pub(crate) id: i64,
    /// The last page of the listing that was read, from 0.
    pub(crate) page: u32,
    /// Rows from rounds before this one are below the hole.
    pub(crate) round: u32,
    /// The keys that the first page of the listing had before. They are below the hole.
    pub(crate) top: Vec<ItemKey>,
}

pub(super) const NEWEST: &str = "
    SELECT id, page, round, top
    FROM hole
    WHERE edition = :edition AND section = :section
    ORDER BY id DESC
    LIMIT 1";

/// The newest hole of a section, if it has one.
pub(crate) fn newest_hole(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
) -> Result<Option<Hole>> {
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let hole = statement.query_row(values, |row| {
        Ok(Hole {
            id: row.get("id")?,
            page: row.get("page")?,
            round: row.get("round")?,
            top: row::json(row, "top")?.unwrap_or_default(),
        })
    });
    Ok(hole.optional()?)
}

pub(super) const HOLES: &str = "
    SELECT round
    FROM hole
    WHERE edition = :edition AND section = :section
    ORDER BY id DESC";

/// The holes of a section as places in its list, newest first.
pub(crate) fn holes(connection: &Connection, edition: &EditionId, section: Section) -> Result<Vec<ListHole>> {
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    let mut statement = connection.prepare_cached(HOLES)?;
    let rounds = statement.query_map(values, |row| row.get::<_, u32>("round"))?;
    let rounds: Vec<u32> = rounds.collect::<rusqlite::Result<_>>()?;
    let place = |round| {
        let after = neighbour(connection, ABOVE, edition, section, round)?;
        let before = neighbour(connection, BELOW, edition, section, round)?;
        Ok(ListHole { after, before, reason: HoleReason::NotRead })
    };
    rounds.into_iter().map(place).collect()
}

pub(super) const ABOVE: &str = "
    SELECT item.kind, item.remote_id
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition AND item.removed_at IS NULL AND listed.first_round >= :round
    ORDER BY item.published_at, item.number, item.remote_id, item.kind
    LIMIT 1";

pub(super) const BELOW: &str = "
    SELECT item.kind, item.remote_id
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition AND item.removed_at IS NULL AND listed.first_round < :round
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT 1";

fn neighbour(
    connection: &Connection,
    sql: &str,
    edition: &EditionId,
    section: Section,
    round: u32,
) -> Result<Option<ItemKey>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":round": round,
    };
    let key = |row: &rusqlite::Row<'_>| {
        Ok(ItemKey { edition: edition.clone(), kind: row::kind(row)?, id: row.get("remote_id")? })
    };
    Ok(connection.prepare_cached(sql)?.query_row(values, key).optional()?)
}

const NOTE: &str = "
    INSERT INTO hole (edition, section, page, round, top)
    VALUES (:edition, :section, :page, :round, :top)";

/// Stores that rows may be missing after a page of the listing.
pub(super) fn note(
    write: &mut Write<'_>,
    edition: &EditionId,
    section: Section,
    page: u32,
    round: u32,
    top: &[ItemKey],
) -> Result<()> {
    write.prepare_cached(NOTE)?.execute(named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":page": page,
        ":round": round,
        ":top": row::to_json(&top)?,
    })?;
    Ok(())
}

const MOVE: &str = "UPDATE hole SET page = :page WHERE id = :id";

/// Stores how far a hole was filled.
pub(super) fn set_page(write: &mut Write<'_>, hole: i64, page: u32) -> Result<()> {
    write.prepare_cached(MOVE)?.execute(named_params! { ":id": hole, ":page": page })?;
    Ok(())
}

const CLOSE: &str = "DELETE FROM hole WHERE id = :id";

/// Deletes a hole that is filled.
pub(super) fn close(write: &mut Write<'_>, hole: i64) -> Result<()> {
    write.prepare_cached(CLOSE)?.execute(&[(":id", &hole)])?;
    Ok(())
}
