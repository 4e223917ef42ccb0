//! Holes: places where rows of a section may be missing, because no page that was read had a known row.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::item;
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, HoleName, HoleReason, ItemKey, Kind, ListHole, Section, SortKey};

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

const NEWEST: &str = "
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
    Ok(statement.query_row(values, from_row).optional()?)
}

pub(super) const NAMED: &str = "
    SELECT id, page, round, top
    FROM hole
    WHERE edition = :edition AND section = :section AND round = :round";

/// The hole of this name; `None` if it is closed.
pub(crate) fn hole(connection: &Connection, name: &HoleName) -> Result<Option<Hole>> {
    let values = named_params! {
        ":edition": name.edition.as_str(),
        ":section": name.section.as_str(),
        ":round": name.round,
    };
    Ok(connection.prepare_cached(NAMED)?.query_row(values, from_row).optional()?)
}

const NEWEST_ROUND: &str = "
    SELECT max(round) AS round
    FROM hole
    WHERE edition = :edition AND section = :section";

/// The round of the newest hole of a section, if it has one.
pub(super) fn newest_round(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
) -> Result<Option<u32>> {
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    Ok(connection.prepare_cached(NEWEST_ROUND)?.query_row(values, |row| row.get("round"))?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Hole> {
    Ok(Hole {
        id: row.get("id")?,
        page: row.get("page")?,
        round: row.get("round")?,
        top: row::json(row, "top")?.unwrap_or_default(),
    })
}

const HOLES: &str = "
    SELECT round, top IS NOT '[]' AS has_below
    FROM hole
    WHERE edition = :edition AND section = :section
    ORDER BY id DESC";

/// The holes of a section as places in its list, newest first.
pub(crate) fn holes(connection: &Connection, edition: &EditionId, section: Section) -> Result<Vec<ListHole>> {
    let list = List { connection, edition, section };
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    let mut statement = connection.prepare_cached(HOLES)?;
    let rounds = statement.query_map(values, |row| Ok((row.get("round")?, row.get("has_below")?)))?;
    let rounds: Vec<(u32, bool)> = rounds.collect::<rusqlite::Result<_>>()?;
    rounds.into_iter().map(|(round, has_below)| list.hole(round, has_below)).collect()
}

// Rows of earlier rounds are near the top of the list, because a hole is filled at the next syncs. So the
// walk is short, however long the list is.
pub(super) const BELOW: &str = "
    SELECT item.published_at, item.kind, item.remote_id
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition AND item.shown AND listed.first_round < :round
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT 1";

pub(super) const ABOVE: &str = "
    SELECT item.published_at, item.kind, item.remote_id
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition AND item.shown
        AND (item.published_at, item.number, item.remote_id, item.kind)
            > (:published_at, :number, :remote_id, :kind)
    ORDER BY item.published_at, item.number, item.remote_id, item.kind
    LIMIT 1";

/// A position after all items.
const AFTER_ALL: SortKey = SortKey { published_ms: i64::MIN, kind: Kind::Article, id: String::new() };

/// A list in which holes are found.
#[derive(Clone, Copy)]
struct List<'a> {
    connection: &'a Connection,
    edition: &'a EditionId,
    section: Section,
}

impl List<'_> {
    /// The hole above the rows of earlier rounds; at the end of the list if there are none.
    fn hole(self, round: u32, has_below: bool) -> Result<ListHole> {
        let below = if has_below { self.below(round)? } else { None };
        let above = self.above(below.as_ref().unwrap_or(&AFTER_ALL))?;
        let key = |sort: SortKey| ItemKey { edition: self.edition.clone(), kind: sort.kind, id: sort.id };
        Ok(ListHole {
            name: Some(HoleName { edition: self.edition.clone(), section: self.section, round }),
            after: above.map(key),
            before: below.map(key),
            reason: HoleReason::NotRead,
        })
    }

    /// The newest row of a round before this one.
    fn below(self, round: u32) -> Result<Option<SortKey>> {
        let values = named_params! {
            ":edition": self.edition.as_str(),
            ":section": self.section.as_str(),
            ":round": round,
        };
        let mut statement = self.connection.prepare_cached(BELOW)?;
        Ok(statement.query_row(values, row::sort_key).optional()?)
    }

    /// The row above a place.
    fn above(self, place: &SortKey) -> Result<Option<SortKey>> {
        let values = named_params! {
            ":edition": self.edition.as_str(),
            ":section": self.section.as_str(),
            ":published_at": place.published_ms,
            ":number": item::number(&place.id),
            ":remote_id": place.id,
            ":kind": place.kind.as_str(),
        };
        let mut statement = self.connection.prepare_cached(ABOVE)?;
        Ok(statement.query_row(values, row::sort_key).optional()?)
    }
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
