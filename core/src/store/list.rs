//! The rows of a list: the items of a section, newest first, and the next ones after a cursor.

use rusqlite::{Connection, Row, named_params};

use super::{item, row};
use crate::error::Result;
use crate::model::{Direction, EditionId, Kind, LanguageTag, PixelSize, Published, Section, SortKey};

/// A stored row of a list.
#[derive(Debug, Clone)]
pub(crate) struct StoredItem {
    pub(crate) kind: Kind,
    pub(crate) remote_id: String,
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    /// The address of its picture.
    pub(crate) picture: Option<String>,
    /// `None` if it was never fetched.
    pub(crate) picture_size: Option<PixelSize>,
    pub(crate) published: Published,
    /// The language of its text; `None` without a text.
    pub(crate) language: Option<LanguageTag>,
    pub(crate) direction: Option<Direction>,
    pub(crate) read: bool,
    pub(crate) saved: bool,
    pub(crate) revision: u32,
    /// Whether the site took its page away.
    pub(crate) gone: bool,
}

impl StoredItem {
    /// Its place in a list.
    pub(crate) fn sort_key(&self) -> SortKey {
        SortKey {
            published_ms: self.published.at.as_millisecond(),
            kind: self.kind,
            id: self.remote_id.clone(),
        }
    }
}

pub(super) const NEWEST: &str = "
    SELECT
        item.kind, item.remote_id,
        coalesce(item.title, article.title) AS title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        article.language, article.direction, coalesce(article.revision, 1) AS revision,
        item.gone_at IS NOT NULL AS gone,
        item.picture, picture_address.width, picture_address.height,
        item.published_at, item.published_source, item.published_precision,
        read_mark.read_at IS NOT NULL AS read,
        saved.saved_at IS NOT NULL AS saved
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    LEFT JOIN article ON article.item_id = item.id
    LEFT JOIN picture_address ON picture_address.address = item.picture
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN user.saved USING (edition, kind, remote_id)
    WHERE item.edition = :edition
        AND item.shown
        AND (item.published_at, item.number, item.remote_id, item.kind)
            < (:published_at, :number, :remote_id, :kind)
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :limit";

/// A position before all items: no item has a date this late.
pub(super) const BEFORE_ALL: SortKey =
    SortKey { published_ms: i64::MAX, kind: Kind::Article, id: String::new() };

/// The items of a section after a position, sorted by date and then by id, newest and largest first. Items
/// without a title and those with a hidden word are left out.
pub(crate) fn items(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    after: Option<SortKey>,
    limit: u32,
) -> Result<Vec<StoredItem>> {
    let after = after.unwrap_or(BEFORE_ALL);
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":published_at": after.published_ms,
        ":number": item::number(&after.id),
        ":remote_id": after.id,
        ":kind": after.kind.as_str(),
        ":limit": limit,
    };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredItem> {
    Ok(StoredItem {
        kind: row::kind(row)?,
        remote_id: row.get("remote_id")?,
        title: row.get("title")?,
        lead: row.get("lead")?,
        picture: row.get("picture")?,
        picture_size: row::picture_size(row)?,
        published: row::published(row)?,
        language: row::language(row)?,
        direction: row::direction(row, "direction")?,
        read: row.get("read")?,
        saved: row.get("saved")?,
        revision: row.get("revision")?,
        gone: row.get("gone")?,
    })
}
