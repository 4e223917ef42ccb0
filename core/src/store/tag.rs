//! Tags: what their pages list.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{ItemKey, SiteHit, Validators};

/// A tag whose page came, with the rows of its list.
#[derive(Debug, Clone)]
pub(crate) struct StoredTag {
    pub(crate) title: Option<String>,
    /// In the order of the site.
    pub(crate) rows: Vec<SiteHit>,
    /// Whether they are all.
    pub(crate) is_whole: bool,
    pub(crate) validators: Validators,
    /// The base address that gave them.
    pub(crate) base: Option<String>,
    pub(crate) body_at: Timestamp,
    /// When the site last confirmed them.
    pub(crate) checked_at: Timestamp,
}

const TAG: &str = "
    SELECT title, whole, etag, last_modified, base, body_at, checked_at
    FROM tag
    WHERE edition = :edition AND remote_id = :remote_id";

/// A tag; `None` if its page never came.
pub(crate) fn tag(connection: &Connection, key: &ItemKey) -> Result<Option<StoredTag>> {
    let values = named_params! { ":edition": key.edition.as_str(), ":remote_id": key.id };
    let found = connection.prepare_cached(TAG)?.query_row(values, from_row).optional()?;
    let Some(found) = found else { return Ok(None) };
    Ok(Some(StoredTag { rows: rows(connection, key)?, ..found }))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredTag> {
    Ok(StoredTag {
        title: row.get("title")?,
        rows: Vec::new(),
        is_whole: row.get("whole")?,
        validators: row::validators(row)?,
        base: row.get("base")?,
        body_at: row::moment(row, "body_at")?,
        checked_at: row::moment(row, "checked_at")?,
    })
}

const ROWS: &str = "
    SELECT edition, kind, remote_id, title, picture
    FROM tagged
    WHERE edition = :edition AND tag = :tag
    ORDER BY place";

fn rows(connection: &Connection, tag: &ItemKey) -> Result<Vec<SiteHit>> {
    let values = named_params! { ":edition": tag.edition.as_str(), ":tag": tag.id };
    let read = |row: &Row<'_>| {
        Ok(SiteHit { key: row::key(row)?, title: row.get("title")?, picture: row.get("picture")? })
    };
    let mut statement = connection.prepare_cached(ROWS)?;
    Ok(statement.query_map(values, read)?.collect::<rusqlite::Result<_>>()?)
}

/// An answer with the list of a tag, which will be stored in one transaction.
#[derive(Debug, Clone)]
pub(crate) struct TagAnswer {
    pub(crate) key: ItemKey,
    pub(crate) title: Option<String>,
    pub(crate) rows: Vec<SiteHit>,
    pub(crate) is_whole: bool,
    pub(crate) validators: Validators,
    pub(crate) base: String,
    pub(crate) at: Timestamp,
}

const SAVE: &str = "
    INSERT INTO tag (
        edition, remote_id, title, whole, etag, last_modified, base, body_at, checked_at)
    VALUES (:edition, :remote_id, :title, :whole, :etag, :last_modified, :base, :at, :at)
    ON CONFLICT (edition, remote_id) DO UPDATE SET
        title = coalesce(excluded.title, title), whole = excluded.whole, etag = excluded.etag,
        last_modified = excluded.last_modified, base = excluded.base, body_at = excluded.body_at,
        checked_at = excluded.checked_at";

const SAVE_ROW: &str = "
    INSERT INTO tagged (edition, tag, place, kind, remote_id, title, picture)
    VALUES (:edition, :tag, :place, :kind, :remote_id, :title, :picture)
    ON CONFLICT (edition, tag, place) DO UPDATE SET
        kind = excluded.kind, remote_id = excluded.remote_id, title = excluded.title,
        picture = excluded.picture
    WHERE (kind, remote_id, title, picture)
        IS NOT (excluded.kind, excluded.remote_id, excluded.title, excluded.picture)";

const CUT: &str = "DELETE FROM tagged WHERE edition = :edition AND tag = :tag AND place >= :places";

// So many tags stay at most: those that were confirmed last.
const FORGET: &str = "
    DELETE FROM tag
    WHERE checked_at < (SELECT checked_at FROM tag ORDER BY checked_at DESC LIMIT 1 OFFSET 200)";

/// Stores the list of a tag with its validators, in place of the stored one. If it is not whole, stored rows
/// that it lacks stay behind it.
pub(crate) fn save_tag(write: &mut Write<'_>, answer: &TagAnswer) -> Result<()> {
    let known = tag(write, &answer.key)?.map(|known| known.rows).unwrap_or_default();
    let mut all = answer.rows.clone();
    if !answer.is_whole {
        let is_new = |row: &&SiteHit| answer.rows.iter().all(|it| it.key != row.key);
        all.extend(known.iter().filter(is_new).cloned());
    }
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":edition": answer.key.edition.as_str(),
        ":remote_id": answer.key.id,
        ":title": answer.title,
        ":whole": answer.is_whole,
        ":etag": answer.validators.etag,
        ":last_modified": answer.validators.last_modified,
        ":base": answer.base,
        ":at": answer.at.as_millisecond(),
    })?;
    save_rows(write, &answer.key, &all)?;
    write.prepare_cached(FORGET)?.execute([])?;
    if known != all {
        write.changes().note_changed(answer.key.clone());
    }
    Ok(())
}

fn save_rows(write: &mut Write<'_>, tag: &ItemKey, rows: &[SiteHit]) -> Result<()> {
    for (place, row) in (0_i64..).zip(rows) {
        write.prepare_cached(SAVE_ROW)?.execute(named_params! {
            ":edition": tag.edition.as_str(),
            ":tag": tag.id,
            ":place": place,
            ":kind": row.key.kind.as_str(),
            ":remote_id": row.key.id,
            ":title": row.title,
            ":picture": row.picture,
        })?;
    }
    let places = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let values = named_params! { ":edition": tag.edition.as_str(), ":tag": tag.id, ":places": places };
    write.prepare_cached(CUT)?.execute(values)?;
    Ok(())
}

const CONFIRM: &str = "
    UPDATE tag
    SET checked_at = :at
    WHERE edition = :edition AND remote_id = :remote_id";

/// Stores that the site confirmed the list of a tag.
pub(crate) fn confirm_tag(write: &mut Write<'_>, key: &ItemKey, at: Timestamp) -> Result<()> {
    write.prepare_cached(CONFIRM)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":remote_id": key.id,
        ":at": at.as_millisecond(),
    })?;
    Ok(())
}
