//! Read marks, in the user's file.

use jiff::Timestamp;
use rusqlite::named_params;

use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

const MARK: &str = "
    INSERT INTO read_mark (edition, kind, remote_id, read_at)
    VALUES (:edition, :kind, :remote_id, :read_at)
    ON CONFLICT (edition, kind, remote_id) DO NOTHING";

/// Marks an item as read. If it already has a mark, the mark keeps its time.
pub(crate) fn mark_read(write: &mut Write<'_>, key: &ItemKey, at: Timestamp) -> Result<()> {
    let marked = write.prepare_cached(MARK)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
        ":read_at": at.as_millisecond(),
    })?;
    if marked > 0 {
        write.changes().note_changed(key.clone());
    }
    Ok(())
}

const UNMARK: &str = "
    DELETE FROM read_mark
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

/// Removes the read mark of an item.
pub(crate) fn mark_unread(write: &mut Write<'_>, key: &ItemKey) -> Result<()> {
    let unmarked = write.prepare_cached(UNMARK)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    })?;
    if unmarked > 0 {
        write.changes().note_changed(key.clone());
    }
    Ok(())
}
