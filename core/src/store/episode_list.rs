//! The list of the episodes of a programme, or of the tracks of an album, at the site: when it is requested,
//! and what it answered.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::recordings::Recordings;
use super::resource::{self, Due};
use super::write::Write;
use super::{item, row};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Section, Validators};

const EXPECT: &str = "
    INSERT INTO resource (kind, edition, section, item_id, due_at, reason)
    SELECT 'episodes', edition, section, item_id, :now, 'missing'
    FROM resource
    WHERE item_id = :item_id AND kind = 'page'
    ON CONFLICT (item_id, kind) DO UPDATE SET due_at = :now, reason = 'changed_row'
    WHERE reason IN ('revalidation', 'failed')";

/// Stores that the list of a programme's episodes must be requested, because its page came.
pub(super) fn expect(write: &mut Write<'_>, item: i64, now: Timestamp) -> Result<()> {
    let values = named_params! { ":item_id": item, ":now": now.as_millisecond() };
    write.prepare_cached(EXPECT)?.execute(values)?;
    Ok(())
}

const FORGET: &str = "DELETE FROM resource WHERE item_id = :item_id AND kind = 'episodes'";

/// Stores that the page of a programme itself says which episodes there are.
pub(super) fn forget(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(&[(":item_id", &item)])?;
    Ok(())
}

/// A list that will be requested.
#[derive(Debug, Clone)]
pub(crate) struct DueEpisodes {
    pub(crate) resource: i64,
    pub(crate) item: i64,
    pub(crate) key: ItemKey,
    pub(crate) validators: Validators,
    /// The base address that gave the validators.
    pub(crate) base: Option<String>,
    pub(crate) due: Due,
    /// When the last whole body came.
    pub(crate) body_at: Option<Timestamp>,
    /// Whether any episode or track is stored.
    pub(crate) has_recordings: bool,
}

/// The columns of a list that is due.
macro_rules! lists {
    ($rest:literal) => {
        concat!(
            "
    SELECT
        resource.id AS resource, resource.item_id, item.edition, item.kind, item.remote_id,
        iif(resource.body_at BETWEEN :validators_since AND :now, resource.etag, NULL) AS etag,
        iif(resource.body_at BETWEEN :validators_since AND :now, resource.last_modified, NULL)
            AS last_modified,
        resource.base, resource.due_at, resource.reason, resource.failures, resource.body_at,
        EXISTS (SELECT 1 FROM episode WHERE episode.item_id = resource.item_id)
            OR EXISTS (SELECT 1 FROM track WHERE track.item_id = resource.item_id) AS has_recordings
",
            $rest
        )
    };
}

// Lists that failed come last, so that they hold up no other. One that is due after `latest` was stored by a
// clock that was ahead.
pub(super) const DUE: &str = lists!(
    "
    FROM resource
    JOIN item ON item.id = resource.item_id
    WHERE resource.edition = :edition AND resource.section = :section AND resource.kind = 'episodes'
        AND resource.due_at NOT BETWEEN :now + 1 AND :latest
    ORDER BY resource.failures > 0, resource.due_at, item.number DESC
    LIMIT :most"
);

// The query starts from what is followed, which is little.
pub(super) const FOLLOWED: &str = lists!(
    "
    FROM user.followed
    CROSS JOIN item ON item.edition = followed.edition AND item.kind = followed.kind
        AND item.remote_id = followed.remote_id
    CROSS JOIN resource ON resource.item_id = item.id AND resource.kind = 'episodes'
    WHERE followed.edition = :edition AND resource.section = :section AND resource.failures = 0
        AND (resource.due_at NOT BETWEEN :now + 1 AND :latest
            OR coalesce(resource.checked_at NOT BETWEEN :since + 1 AND :now, TRUE))
    ORDER BY resource.checked_at, item.number DESC
    LIMIT :most"
);

/// The lists of what is followed in a section that are due, or were checked last before `since`. Else as
/// [`episodes_due`].
pub(crate) fn followed_episodes_due(
    connection: &Connection,
    (edition, section): (&EditionId, Section),
    (now, latest): (Timestamp, Timestamp),
    validators_since: Timestamp,
    since: Timestamp,
    most: u32,
) -> Result<Vec<DueEpisodes>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":now": now.as_millisecond(),
        ":latest": latest.as_millisecond(),
        ":validators_since": validators_since.as_millisecond(),
        ":since": since.as_millisecond(),
        ":most": most,
    };
    let mut statement = connection.prepare_cached(FOLLOWED)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The lists of a section that are due, at most `most`: none is due after the second of the two times.
/// Validators of a body from before `validators_since` are left out.
pub(crate) fn episodes_due(
    connection: &Connection,
    (edition, section): (&EditionId, Section),
    (now, latest): (Timestamp, Timestamp),
    validators_since: Timestamp,
    most: u32,
) -> Result<Vec<DueEpisodes>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":now": now.as_millisecond(),
        ":latest": latest.as_millisecond(),
        ":validators_since": validators_since.as_millisecond(),
        ":most": most,
    };
    let mut statement = connection.prepare_cached(DUE)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const OF_ITEM: &str = lists!(
    "
    FROM item
    JOIN resource ON resource.item_id = item.id AND resource.kind = 'episodes'
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id"
);

/// The list of an item, due or not; `None` if it has none. Validators of a body from before
/// `validators_since` are left out.
pub(crate) fn episodes_of(
    connection: &Connection,
    key: &ItemKey,
    now: Timestamp,
    validators_since: Timestamp,
) -> Result<Option<DueEpisodes>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
        ":now": now.as_millisecond(),
        ":validators_since": validators_since.as_millisecond(),
    };
    Ok(connection.prepare_cached(OF_ITEM)?.query_row(values, from_row).optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<DueEpisodes> {
    Ok(DueEpisodes {
        resource: row.get("resource")?,
        item: row.get("item_id")?,
        key: row::key(row)?,
        validators: row::validators(row)?,
        base: row.get("base")?,
        due: resource::due(row)?,
        body_at: row::optional_moment(row, "body_at")?,
        has_recordings: row.get("has_recordings")?,
    })
}

/// An answer with recordings, which will be stored in one transaction.
#[derive(Debug, Clone)]
pub(crate) struct EpisodesAnswer {
    pub(crate) resource: i64,
    pub(crate) item: i64,
    pub(crate) validators: Validators,
    pub(crate) base: String,
    pub(crate) wire_bytes: u64,
    pub(crate) at: Timestamp,
    pub(crate) due: Due,
    pub(crate) recordings: Recordings,
    /// Whether these are all. If not, stored ones beyond them stay.
    pub(crate) is_whole: bool,
}

const SAVE: &str = "
    UPDATE resource
    SET
        etag = :etag, last_modified = :last_modified, base = :base, body_at = :at, wire_bytes = :wire_bytes,
        checked_at = :at, due_at = :due_at, reason = :reason, failures = :failures
    WHERE id = :id";

/// Stores an answer with its recordings. If the item was pruned meanwhile, nothing is stored.
pub(crate) fn save_episodes(write: &mut Write<'_>, answer: &EpisodesAnswer) -> Result<()> {
    let saved = write.prepare_cached(SAVE)?.execute(named_params! {
        ":id": answer.resource,
        ":etag": answer.validators.etag,
        ":last_modified": answer.validators.last_modified,
        ":base": answer.base,
        ":wire_bytes": answer.wire_bytes,
        ":at": answer.at.as_millisecond(),
        ":due_at": answer.due.at.as_millisecond(),
        ":reason": answer.due.reason.as_str(),
        ":failures": answer.due.failures,
    })?;
    if saved > 0 && answer.recordings.save(write, answer.item, answer.is_whole)? {
        item::note_changed(write, answer.item)?;
    }
    Ok(())
}

const CONFIRM: &str = "
    UPDATE resource
    SET checked_at = :at, due_at = :due_at, reason = :reason, failures = :failures
    WHERE id = :id";

/// Stores that the site confirmed a list.
pub(crate) fn confirm_episodes(write: &mut Write<'_>, resource: i64, at: Timestamp, due: &Due) -> Result<()> {
    write.prepare_cached(CONFIRM)?.execute(named_params! {
        ":id": resource,
        ":at": at.as_millisecond(),
        ":due_at": due.at.as_millisecond(),
        ":reason": due.reason.as_str(),
        ":failures": due.failures,
    })?;
    Ok(())
}

const CHECKED: &str = "
    SELECT max(resource.checked_at) AS checked_at
    FROM item
    JOIN resource ON resource.item_id = item.id AND resource.kind IN ('episodes', 'page')
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id
        AND (resource.kind = 'episodes' OR NOT EXISTS (
            SELECT 1 FROM resource AS list WHERE list.item_id = item.id AND list.kind = 'episodes'))";

/// When the site last confirmed the episodes of a programme: their list, or the page that numbers them.
pub(crate) fn episodes_checked_at(connection: &Connection, key: &ItemKey) -> Result<Option<Timestamp>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let read = |row: &Row<'_>| row::optional_moment(row, "checked_at");
    Ok(connection.prepare_cached(CHECKED)?.query_row(values, read).optional()?.flatten())
}
