//! Programmes: what the page of a series, film, program or album says.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::write::Write;
use super::{credit, row};
use crate::error::Result;
use crate::model::{ItemKey, Program};

const SAVE: &str = "
    INSERT INTO program (item_id, value)
    VALUES (:item_id, :value)
    ON CONFLICT (item_id) DO UPDATE SET value = excluded.value
    WHERE value IS NOT excluded.value";

/// Stores what a page says. Returns whether it differs from what was stored.
pub(super) fn save(write: &mut Write<'_>, item: i64, program: &Program) -> Result<bool> {
    let values = named_params! { ":item_id": item, ":value": row::to_json(program)? };
    Ok(write.prepare_cached(SAVE)?.execute(values)? > 0)
}

const NOTE_TITLE_KEY: &str = "
    UPDATE item
    SET title_key = :title_key
    WHERE id = :item_id AND title IS NULL AND title_key IS NOT :title_key";

/// Stores the place in the alphabet of a title that the page alone gives. A title of the list has its own.
pub(super) fn note_title_key(write: &mut Write<'_>, item: i64, title_key: Option<&[u8]>) -> Result<()> {
    let values = named_params! { ":item_id": item, ":title_key": title_key };
    write.prepare_cached(NOTE_TITLE_KEY)?.execute(values)?;
    Ok(())
}

const PROGRAM: &str = "
    SELECT program.value
    FROM item
    JOIN program ON program.item_id = item.id
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id";

/// What the page of a programme says; `None` if it is not stored.
pub(crate) fn program(connection: &Connection, key: &ItemKey) -> Result<Option<Program>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(PROGRAM)?;
    let found = statement.query_row(values, |row| row::json(row, "value")).optional()?;
    Ok(found.flatten())
}

const FORGET: &str = "DELETE FROM program WHERE item_id = :item_id";

/// Deletes what a page says, also whom its cast names.
pub(super) fn forget(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(&[(":item_id", &item)])?;
    credit::forget(write, item)
}
