//! Which items are deleted first to save room. `prune.rs` deletes them.
//!
//! Only stories are counted, and only they grow old: articles, and entries of feeds. The lists of series,
//! films, programmes and albums are kept whole. Their items go last, with what is saved.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Result;
use crate::model::EditionId;

const NEXT_EDITION: &str = "SELECT min(edition) AS edition FROM item WHERE edition > :after";

/// The editions that have rows, in the order of their ids.
pub(crate) fn stored_editions(connection: &Connection) -> Result<Vec<EditionId>> {
    let mut editions: Vec<EditionId> = Vec::new();
    loop {
        let after = editions.last().map_or("", EditionId::as_str);
        let mut statement = connection.prepare_cached(NEXT_EDITION)?;
        let next: Option<String> = statement.query_row(&[(":after", after)], |row| row.get("edition"))?;
        match next {
            Some(next) => editions.push(next.parse()?),
            None => return Ok(editions),
        }
    }
}

const COUNTS: &str = "
    SELECT
        (
            SELECT count(*)
            FROM item
            WHERE edition = :edition AND kind IN ('article', 'entry')) AS rows,
        (
            SELECT count(*)
            FROM item
            WHERE edition = :edition AND kind IN ('article', 'entry') AND pruned_at IS NOT NULL) AS pruned,
        (
            SELECT count(*)
            FROM user.saved
            JOIN item USING (edition, kind, remote_id)
            WHERE saved.edition = :edition AND kind IN ('article', 'entry') AND item.pruned_at IS NULL) AS saved";

/// How many stories of an edition are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ItemCounts {
    /// Those with their title and text, also if the site has removed them.
    pub(crate) kept: u32,
    /// Those of them that are saved.
    pub(crate) saved: u32,
    /// Those that were pruned.
    pub(crate) pruned: u32,
}

impl ItemCounts {
    /// Those that count for retention, which saved ones do not.
    pub(crate) fn counted(self) -> u32 {
        self.kept.saturating_sub(self.saved)
    }
}

/// How many stories of an edition are stored.
pub(crate) fn item_counts(connection: &Connection, edition: &EditionId) -> Result<ItemCounts> {
    let mut statement = connection.prepare_cached(COUNTS)?;
    let counts = statement.query_row(&[(":edition", edition.as_str())], |row| {
        let (rows, pruned): (u32, u32) = (row.get("rows")?, row.get("pruned")?);
        Ok(ItemCounts { kept: rows.saturating_sub(pruned), saved: row.get("saved")?, pruned })
    });
    Ok(counts?)
}

const PLACE: &str = "
    SELECT published_at
    FROM item
    WHERE edition = :edition AND kind IN ('article', 'entry') AND pruned_at IS NULL
    ORDER BY published_at DESC, number DESC, remote_id DESC, kind DESC
    LIMIT 1 OFFSET :place";

/// The date of the story at a place of an edition, newest first; 0 is the newest. `None` if there are fewer.
pub(crate) fn date_at(connection: &Connection, edition: &EditionId, place: u32) -> Result<Option<Timestamp>> {
    date(connection, PLACE, edition, place)
}

const OLDEST_DATE: &str = "
    SELECT published_at
    FROM item
    WHERE edition = :edition AND kind IN ('article', 'entry') AND pruned_at IS NULL
    ORDER BY published_at, number, remote_id, kind
    LIMIT 1 OFFSET :place";

/// The date of the oldest story of an edition; `None` if there is none.
pub(crate) fn oldest_date(connection: &Connection, edition: &EditionId) -> Result<Option<Timestamp>> {
    date(connection, OLDEST_DATE, edition, 0)
}

fn date(connection: &Connection, sql: &str, edition: &EditionId, place: u32) -> Result<Option<Timestamp>> {
    let values = named_params! { ":edition": edition.as_str(), ":place": place };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(values, |row| super::row::moment(row, "published_at")).optional()?)
}

const HORIZON: &str = "SELECT published_at FROM horizon WHERE edition = :edition";

/// Up to which date even the rows of pruned items of an edition are deleted; `None` if there are none.
pub(crate) fn horizon(connection: &Connection, edition: &EditionId) -> Result<Option<Timestamp>> {
    let mut statement = connection.prepare_cached(HORIZON)?;
    let read = |row: &rusqlite::Row<'_>| super::row::moment(row, "published_at");
    Ok(statement.query_row(&[(":edition", edition.as_str())], read).optional()?)
}

/// Which items may be pruned.
#[derive(Debug, Clone)]
pub(crate) struct Prunable {
    pub(crate) edition: EditionId,
    /// Only items of before this time.
    pub(crate) before: Timestamp,
    /// Also unread ones. Without it, only items that a person has read or the site has removed.
    pub(crate) unread: bool,
    /// Also saved ones, whose copy in the user's file stays, and those whose list is kept whole.
    pub(crate) saved: bool,
    /// Also items whose page has not come, if they were first seen before this time. Until a page comes, the
    /// date may be that of a picture from the archive.
    pub(crate) seen_before: Timestamp,
}

/// An item that may be pruned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Oldest {
    pub(crate) published_ms: i64,
    pub(crate) item: i64,
}

const OLDEST: &str = "
    SELECT item.id, item.published_at
    FROM item
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN user.saved USING (edition, kind, remote_id)
    WHERE item.edition = :edition
        AND item.published_at < :before
        AND item.pruned_at IS NULL
        AND (:saved OR item.kind IN ('article', 'entry'))
        AND (:saved OR saved.saved_at IS NULL)
        AND (:unread OR item.removed_at IS NOT NULL OR read_mark.read_at IS NOT NULL)
        AND (item.published_source IN ('meta', 'stamp')
            OR item.first_seen_at < :seen_before
            OR EXISTS (SELECT 1 FROM article WHERE article.item_id = item.id))
    ORDER BY item.published_at, item.number, item.remote_id, item.kind
    LIMIT :most";

/// The items that may be pruned, oldest first, at most `most`.
pub(crate) fn oldest(connection: &Connection, of: &Prunable, most: u32) -> Result<Vec<Oldest>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":before": of.before.as_millisecond(),
        ":unread": of.unread,
        ":saved": of.saved,
        ":seen_before": of.seen_before.as_millisecond(),
        ":most": most,
    };
    let mut statement = connection.prepare_cached(OLDEST)?;
    let rows = statement.query_map(values, |row| {
        Ok(Oldest { published_ms: row.get("published_at")?, item: row.get("id")? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
