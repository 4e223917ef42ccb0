//! Read marks, in the user's file.

use jiff::Timestamp;
use rusqlite::{Transaction, named_params};

use crate::error::Result;
use crate::model::ItemKey;

const MARK: &str = "
    INSERT INTO read_mark (edition, kind, remote_id, read_at)
    VALUES (:edition, :kind, :remote_id, :read_at)
    ON CONFLICT (edition, kind, remote_id) DO NOTHING";

/// Marks an item as read; the first moment is kept.
pub(crate) fn mark_read(transaction: &Transaction<'_>, key: &ItemKey, at: Timestamp) -> Result<()> {
    transaction.prepare_cached(MARK)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
        ":read_at": at.as_millisecond(),
    })?;
    Ok(())
}

const UNMARK: &str = "
    DELETE FROM read_mark
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

/// Takes the mark away.
pub(crate) fn mark_unread(transaction: &Transaction<'_>, key: &ItemKey) -> Result<()> {
    transaction.prepare_cached(UNMARK)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    })?;
    Ok(())
}
