//! Read marks, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_record::Fields;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

/// That a person read an item. An older version reads and writes its table, too, so `read_at` is the time of
/// the mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReadMark {}

/// Marks an item as read. If it already has a mark, the mark keeps its time.
pub(crate) fn mark_read(write: &mut Write<'_>, key: &ItemKey, now: Timestamp) -> Result<()> {
    user_mark::set(write, key, Some(ReadMark {}), now).map(drop)
}

/// Removes the read mark of an item.
pub(crate) fn mark_unread(write: &mut Write<'_>, key: &ItemKey, now: Timestamp) -> Result<()> {
    user_mark::set::<ReadMark>(write, key, None, now).map(drop)
}

/// Whether a person read an item.
pub(crate) fn is_read(connection: &Connection, key: &ItemKey) -> Result<bool> {
    Ok(user_mark::load::<ReadMark>(connection, key)?.is_some())
}

/// When an item was marked as read; `None` if it is not.
pub(crate) fn read_at(connection: &Connection, key: &ItemKey) -> Result<Option<Timestamp>> {
    Ok(user_mark::load::<ReadMark>(connection, key)?.map(|mark| mark.changed_at))
}

const LOAD: &str = "
    SELECT read_at AS changed_at, unknown
    FROM read_mark
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT edition, kind, remote_id, read_at AS changed_at, unknown
    FROM read_mark";

const STORE: &str = "
    INSERT INTO read_mark (edition, kind, remote_id, read_at, unknown)
    VALUES (:edition, :kind, :remote_id, :changed_at, :unknown)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        read_at = excluded.read_at,
        unknown = excluded.unknown";

const DELETE: &str = "
    DELETE FROM read_mark
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for ReadMark {
    const NAME: &'static str = "read_mark";
    type Key = ItemKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(_: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(Fields::new())
    }

    fn columns(&self) -> Result<Columns> {
        Ok(Vec::new())
    }
}
