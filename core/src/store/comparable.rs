//! Articles with what it takes to compare them with articles of other editions.

use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};

use super::fingerprint;
use super::row;
use crate::error::Result;
use crate::model::{Direction, EditionId, Fingerprint, ItemKey, LanguageTag, Published};

/// An article, with what is needed to compare it with articles of other editions.
#[derive(Debug, Clone)]
pub(crate) struct ComparableArticle {
    pub(crate) key: ItemKey,
    pub(crate) title: String,
    pub(crate) direction: Option<Direction>,
    pub(crate) language: LanguageTag,
    pub(crate) published: Published,
    pub(crate) fingerprint: Fingerprint,
    /// How many articles of its edition show its picture. It is 24 if at least 24 articles of all editions
    /// do.
    pub(crate) picture_uses: u32,
    /// The same for its video.
    pub(crate) video_uses: u32,
    /// The addresses that its page names as its counterparts.
    pub(crate) alternates: Vec<String>,
}

/// The columns of an article that can be compared. Removed articles and articles without a headline are left
/// out.
///
/// The uses of a picture are counted up to 24 only. Thousands of articles may show a stock picture, and they
/// are counted for each article that is compared.
macro_rules! comparable {
    ($rest:literal) => {
        concat!(
            "
    SELECT
        item.edition, item.kind, item.remote_id, coalesce(article.title, item.title) AS title,
        article.direction, item.published_at, item.published_source, item.published_precision,
        fingerprint.language, fingerprint.consonants, fingerprint.head_bytes, fingerprint.head_numbers,
        fingerprint.numbers, fingerprint.picture, fingerprint.video, fingerprint.alternates,
        (
            SELECT CASE count(*)
                WHEN 24 THEN 24
                ELSE count(*) FILTER (WHERE its.edition = item.edition)
            END
            FROM (
                SELECT item_id FROM fingerprint AS same WHERE same.picture = fingerprint.picture LIMIT 24
            ) AS other
            JOIN item AS its ON its.id = other.item_id
        ) AS picture_uses,
        (
            SELECT CASE count(*)
                WHEN 24 THEN 24
                ELSE count(*) FILTER (WHERE its.edition = item.edition)
            END
            FROM (
                SELECT item_id FROM fingerprint AS same WHERE same.video = fingerprint.video LIMIT 24
            ) AS other
            JOIN item AS its ON its.id = other.item_id
        ) AS video_uses
    FROM item
    JOIN fingerprint ON fingerprint.item_id = item.id
    JOIN article ON article.item_id = item.id
    WHERE item.edition = :edition
        AND item.removed_at IS NULL
        AND coalesce(article.title, item.title) IS NOT NULL
",
            $rest
        )
    };
}

const ONE: &str = comparable!("AND item.kind = :kind AND item.remote_id = :remote_id");

/// An article; `None` if its page is not stored or the site removed it.
pub(crate) fn comparable(connection: &Connection, key: &ItemKey) -> Result<Option<ComparableArticle>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    Ok(connection.prepare_cached(ONE)?.query_row(values, from_row).optional()?)
}

const NEAR: &str = comparable!(
    "AND item.published_at BETWEEN :at - :window AND :at + :window
    ORDER BY abs(item.published_at - :at), item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :most"
);

/// The articles of an edition that were published at most `window` before or after `at`. The nearest come
/// first, and there are at most `most`. `at` is in milliseconds since 1970, `window` in milliseconds.
pub(crate) fn comparable_near(
    connection: &Connection,
    edition: &EditionId,
    at: i64,
    window: i64,
    most: u32,
) -> Result<Vec<ComparableArticle>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":at": at,
        ":window": window,
        ":most": most,
    };
    query(connection, NEAR, values)
}

fn query(
    connection: &Connection,
    sql: &str,
    values: &[(&str, &dyn ToSql)],
) -> Result<Vec<ComparableArticle>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ComparableArticle> {
    Ok(ComparableArticle {
        key: row::key(row)?,
        title: row.get("title")?,
        direction: row::direction(row, "direction")?,
        language: fingerprint::language(row)?,
        published: row::published(row)?,
        fingerprint: fingerprint::from_row(row)?,
        picture_uses: row.get("picture_uses")?,
        video_uses: row.get("video_uses")?,
        alternates: row::json(row, "alternates")?.unwrap_or_default(),
    })
}
