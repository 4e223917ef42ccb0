//! Where a person stopped to read, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_record::Fields;
use super::row;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

/// A place in a text, with excerpts by which it is found again after an edit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredPosition {
    /// The number of the block, from 0.
    pub(crate) block: u32,
    /// The number of the character in the text of the block, from 0.
    pub(crate) letter: u32,
    /// The text that ends there.
    pub(crate) before: String,
    /// The text that begins there.
    pub(crate) after: String,
}

/// Where a person stopped to read an item.
pub(crate) fn reading_position(connection: &Connection, key: &ItemKey) -> Result<Option<StoredPosition>> {
    Ok(user_mark::load(connection, key)?.map(|mark| mark.value))
}

/// Stores where a person stopped; `None` forgets it.
pub(crate) fn set_reading_position(
    write: &mut Write<'_>,
    key: &ItemKey,
    position: Option<StoredPosition>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, position, now).map(drop)
}

const LOAD: &str = "
    SELECT changed_at, unknown, block, letter, before, after
    FROM reading_position
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT edition, kind, remote_id, changed_at, unknown, block, letter, before, after
    FROM reading_position";

const STORE: &str = "
    INSERT INTO reading_position (edition, kind, remote_id, changed_at, unknown, block, letter, before, after)
    VALUES (:edition, :kind, :remote_id, :changed_at, :unknown, :block, :letter, :before, :after)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        block = excluded.block,
        letter = excluded.letter,
        before = excluded.before,
        after = excluded.after";

const DELETE: &str = "
    DELETE FROM reading_position
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for StoredPosition {
    const NAME: &'static str = "reading_position";
    type Key = ItemKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([
            ("block", row::number(row, "block")?),
            ("letter", row::number(row, "letter")?),
            ("before", row::text(row, "before")?),
            ("after", row::text(row, "after")?),
        ]))
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":block", self.block.into()),
            (":letter", self.letter.into()),
            (":before", self.before.clone().into()),
            (":after", self.after.clone().into()),
        ])
    }
}
