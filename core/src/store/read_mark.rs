//! Read marks, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::row;
use super::user_mark::{self, Stored, UserMark};
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
pub(super) fn is_read(connection: &Connection, key: &ItemKey) -> Result<bool> {
    Ok(ReadMark::load(connection, key)?.is_some())
}

const LOAD: &str = "
    SELECT read_at, unknown
    FROM read_mark
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const STORE: &str = "
    INSERT INTO read_mark (edition, kind, remote_id, read_at, unknown)
    VALUES (:edition, :kind, :remote_id, :read_at, :unknown)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        read_at = excluded.read_at,
        unknown = excluded.unknown";

const DELETE: &str = "
    DELETE FROM read_mark
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for ReadMark {
    const NAME: &'static str = "read_mark";
    type Key = ItemKey;

    fn load(connection: &Connection, key: &ItemKey) -> Result<Option<Stored<Self>>> {
        let values = named_params! {
            ":edition": key.edition.as_str(),
            ":kind": key.kind.as_str(),
            ":remote_id": key.id,
        };
        let read = |row: &rusqlite::Row<'_>| {
            let changed_at = row::moment(row, "read_at")?;
            Ok(Stored { value: Self {}, changed_at, unknown: row.get("unknown")? })
        };
        Ok(connection.prepare_cached(LOAD)?.query_row(values, read).optional()?)
    }

    fn store(write: &mut Write<'_>, key: &ItemKey, mark: &Stored<Self>) -> Result<()> {
        write.prepare_cached(STORE)?.execute(named_params! {
            ":edition": key.edition.as_str(),
            ":kind": key.kind.as_str(),
            ":remote_id": key.id,
            ":read_at": mark.changed_at.as_millisecond(),
            ":unknown": mark.unknown,
        })?;
        Ok(())
    }

    fn delete(write: &mut Write<'_>, key: &ItemKey) -> Result<()> {
        write.prepare_cached(DELETE)?.execute(named_params! {
            ":edition": key.edition.as_str(),
            ":kind": key.kind.as_str(),
            ":remote_id": key.id,
        })?;
        Ok(())
    }
}
