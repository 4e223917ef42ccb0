//! The list of what a person saved, newest first, from the user's file. The cache has
//! the sizes of pictures, and which pages are gone.

use rusqlite::{Connection, Row, named_params};

use super::row;
use super::saved::Saved;
use super::user_mark::{self, UserMark};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, PixelSize, TimeCursor};

/// A saved item in the list.
#[derive(Debug, Clone)]
pub(crate) struct SavedRow {
    pub(crate) key: ItemKey,
    /// Without the text.
    pub(crate) saved: Saved,
    /// The address of the small copy of its picture, as far as the cache knows it.
    pub(crate) picture_small: Option<String>,
    /// `None` if its picture was never fetched.
    pub(crate) picture_size: Option<PixelSize>,
    pub(crate) has_text: bool,
    /// Whether the site took its page away, as far as the cache knows.
    pub(crate) gone: bool,
    pub(crate) read: bool,
}

const NEWEST: &str = "
    SELECT
        edition, kind, remote_id, saved.saved_at, saved.title, saved.lead, saved.link, saved.language,
        saved.direction, saved.published_at, saved.published_source, saved.published_precision,
        saved.updated_at, saved.updated_precision, saved.edited, saved.picture, saved.checked_at,
        item.picture_small, coalesce(picture_address.width, small_address.width) AS width,
        coalesce(picture_address.height, small_address.height) AS height,
        item.gone_at IS NOT NULL AS gone,
        NULL AS blocks, saved.blocks IS NOT NULL AS has_text, read_mark.read_at IS NOT NULL AS read
    FROM user.saved
    LEFT JOIN picture_address ON picture_address.address = saved.picture
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN item USING (edition, kind, remote_id)
    LEFT JOIN picture_address AS small_address ON small_address.address = item.picture_small
    WHERE saved.saved_at <= :saved_at
        AND (saved.saved_at < :saved_at OR (edition, kind, remote_id) > (:edition, :kind, :remote_id))
        AND (:editions IS NULL OR edition IN (SELECT value FROM json_each(:editions)))
    ORDER BY saved.saved_at DESC, edition, kind, remote_id";

/// The saved items of some editions after a place, without their texts; the one saved last comes first. No
/// editions means all.
pub(crate) fn saved_items(
    connection: &Connection,
    editions: &[EditionId],
    after: Option<&TimeCursor>,
    limit: u32,
) -> Result<Vec<SavedRow>> {
    let editions = (!editions.is_empty()).then(|| row::to_json(&editions)).transpose()?;
    let behind = after.map(|after| &after.key);
    let values = named_params! {
        ":editions": editions,
        ":saved_at": after.map_or(i64::MAX, |after| after.at_ms),
        ":edition": behind.map_or("", |key| key.edition.as_str()),
        ":kind": behind.map_or("", |key| key.kind.as_str()),
        ":remote_id": behind.map_or("", |key| key.id.as_str()),
    };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, |row| row::if_readable(from_row(row)))?;
    let rows = rows.filter_map(rusqlite::Result::transpose).take(limit as usize);
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<SavedRow> {
    Ok(SavedRow {
        key: row::key(row)?,
        saved: user_mark::read(Saved::fields_of(row)?)
            .map_err(|cause| row::unexpected("saved", cause.to_string()))?,
        picture_small: row.get("picture_small")?,
        picture_size: row::picture_size(row)?,
        has_text: row.get("has_text")?,
        gone: row.get("gone")?,
        read: row.get("read")?,
    })
}
