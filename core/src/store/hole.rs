//! Holes: where rows of a section may be missing, because a listing was not read on to a row that was known.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, Section};

/// Where rows of a section may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hole {
    pub(crate) id: i64,
    /// The page of the listing that was read last, from 0.
    pub(crate) page: u32,
    /// What earlier rounds named lies below it.
    pub(crate) round: u32,
}

pub(super) const NEWEST: &str = "
    SELECT id, page, round
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
        Ok(Hole { id: row.get("id")?, page: row.get("page")?, round: row.get("round")? })
    });
    Ok(hole.optional()?)
}

const NOTE: &str = "
    INSERT INTO hole (edition, section, page, round)
    VALUES (:edition, :section, :page, :round)";

/// Stores that rows may be missing behind a page of the listing.
pub(super) fn note(
    write: &mut Write<'_>,
    edition: &EditionId,
    section: Section,
    page: u32,
    round: u32,
) -> Result<()> {
    write.prepare_cached(NOTE)?.execute(named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":page": page,
        ":round": round,
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

/// Stores that nothing is missing there any more.
pub(super) fn close(write: &mut Write<'_>, hole: i64) -> Result<()> {
    write.prepare_cached(CLOSE)?.execute(&[(":id", &hole)])?;
    Ok(())
}
