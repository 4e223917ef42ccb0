//! A row as lists and searches show it: its columns, and how they are read.

use rusqlite::Row;

use super::row;
use crate::model::{Direction, Kind, LanguageTag, PixelSize, Published, SortKey};

/// A stored row of a list.
#[derive(Debug, Clone)]
pub(crate) struct StoredItem {
    pub(crate) kind: Kind,
    pub(crate) remote_id: String,
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    /// The address of its picture.
    pub(crate) picture: Option<String>,
    /// The address of the small copy of that picture, if a listing named one.
    pub(crate) picture_small: Option<String>,
    /// That of the full picture or else of the small copy; `None` if neither was ever fetched.
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

/// A query for rows that [`from_row`] reads. It gets its further columns, joins before the others, and all
/// that follows the joins.
macro_rules! select_rows {
    ($columns:literal, $joins:literal, $($rest:tt)+) => {
        concat!(
            "
    SELECT
        item.kind, item.remote_id,
        coalesce(item.title, article.title) AS title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        article.language, article.direction, coalesce(article.revision, 1) AS revision,
        item.gone_at IS NOT NULL AS gone,
        item.picture, item.picture_small,
        coalesce(picture_address.width, small_address.width) AS width,
        coalesce(picture_address.height, small_address.height) AS height,
        item.published_at, item.published_source, item.published_precision,
        read_mark.read_at IS NOT NULL AS read,
        saved.saved_at IS NOT NULL AS saved",
            $columns,
            "
    FROM item",
            $joins,
            "
    LEFT JOIN article ON article.item_id = item.id
    LEFT JOIN picture_address ON picture_address.address = item.picture
    LEFT JOIN picture_address AS small_address ON small_address.address = item.picture_small
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN user.saved USING (edition, kind, remote_id)",
            $($rest)+
        )
    };
}
pub(super) use select_rows;

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredItem> {
    Ok(StoredItem {
        kind: row::kind(row)?,
        remote_id: row.get("remote_id")?,
        title: row.get("title")?,
        lead: row.get("lead")?,
        picture: row.get("picture")?,
        picture_small: row.get("picture_small")?,
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
