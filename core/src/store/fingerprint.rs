//! Fingerprints: what an article and its counterpart in another edition have in common.

use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};

use super::article::TextOfPage;
use super::blocks;
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{Block, Direction, EditionId, Fingerprint, ItemKey, LanguageTag, Published};

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

const SAVE: &str = "
    INSERT INTO fingerprint (
        item_id, language, consonants, head_bytes, head_numbers, numbers, picture, video, alternates)
    VALUES (
        :item_id, :language, :consonants, :head_bytes, :head_numbers, :numbers, :picture, :video, :alternates)
    ON CONFLICT (item_id) DO UPDATE SET
        language = excluded.language,
        consonants = excluded.consonants,
        head_bytes = excluded.head_bytes,
        head_numbers = excluded.head_numbers,
        numbers = excluded.numbers,
        picture = excluded.picture,
        video = excluded.video,
        alternates = excluded.alternates
    WHERE (language, consonants, head_bytes, head_numbers, numbers, picture, video, alternates)
        IS NOT (
            excluded.language, excluded.consonants, excluded.head_bytes, excluded.head_numbers,
            excluded.numbers, excluded.picture, excluded.video, excluded.alternates)";

const DONE: &str = "DELETE FROM fingerprint_due WHERE item_id = :item_id";

/// Stores the fingerprint of a page. Writes nothing if it did not change.
pub(super) fn save(write: &mut Write<'_>, item: i64, text: &TextOfPage) -> Result<()> {
    save_fingerprint(write, item, &text.language, &text.fingerprint, &text.alternates)
}

/// Stores the fingerprint of an article, and the addresses of its counterparts that its page names. Writes
/// nothing if neither changed.
pub(crate) fn save_fingerprint(
    write: &mut Write<'_>,
    item: i64,
    language: &LanguageTag,
    fingerprint: &Fingerprint,
    alternates: &[String],
) -> Result<()> {
    let Fingerprint { consonants, head, head_numbers, numbers, picture, video } = fingerprint;
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":item_id": item,
        ":language": language.as_str(),
        ":consonants": consonants,
        ":head_bytes": i64::try_from(*head).unwrap_or_default(),
        ":head_numbers": row::to_json(head_numbers)?,
        ":numbers": row::to_json(numbers)?,
        ":picture": picture,
        ":video": video,
        ":alternates": row::to_json(&alternates)?,
    })?;
    write.prepare_cached(DONE)?.execute(&[(":item_id", &item)])?;
    Ok(())
}

const FORGET: &str = "DELETE FROM fingerprint WHERE item_id = :item_id";

/// Deletes the fingerprint of an article.
pub(super) fn forget(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(&[(":item_id", &item)])?;
    Ok(())
}

/// The text of an article that has no fingerprint yet.
#[derive(Debug, Clone)]
pub(crate) struct WithoutFingerprint {
    pub(crate) item: i64,
    pub(crate) language: LanguageTag,
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) blocks: Vec<Block>,
    /// The address of the picture that lists show.
    pub(crate) picture: Option<String>,
}

pub(super) const WITHOUT_FINGERPRINT: &str = "
    SELECT item.id, item.picture, article.language, article.title, article.lead, article.blocks
    FROM fingerprint_due
    JOIN item ON item.id = fingerprint_due.item_id
    JOIN article ON article.item_id = fingerprint_due.item_id
    ORDER BY fingerprint_due.item_id DESC
    LIMIT :most";

/// The articles that an older version stored without a fingerprint, newest first, at most `most`.
pub(crate) fn without_fingerprint(connection: &Connection, most: u32) -> Result<Vec<WithoutFingerprint>> {
    let mut statement = connection.prepare_cached(WITHOUT_FINGERPRINT)?;
    let rows = statement.query_map(named_params! { ":most": most }, |row| {
        Ok(WithoutFingerprint {
            item: row.get("id")?,
            language: language(row)?,
            title: row.get("title")?,
            lead: row.get("lead")?,
            blocks: blocks::blocks(row)?.unwrap_or_default(),
            picture: row.get("picture")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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

const NEWEST: &str = "
    SELECT fingerprint.consonants
    FROM item
    JOIN fingerprint ON fingerprint.item_id = item.id
    WHERE item.edition = :edition
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :most";

/// The consonants of the newest articles of an edition, at most `most`.
pub(crate) fn newest_consonants(
    connection: &Connection,
    edition: &EditionId,
    most: u32,
) -> Result<Vec<String>> {
    let values = named_params! { ":edition": edition.as_str(), ":most": most };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, |row| row.get("consonants"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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
        language: language(row)?,
        published: row::published(row)?,
        fingerprint: fingerprint(row)?,
        picture_uses: row.get("picture_uses")?,
        video_uses: row.get("video_uses")?,
        alternates: row::json(row, "alternates")?.unwrap_or_default(),
    })
}

fn language(row: &Row<'_>) -> rusqlite::Result<LanguageTag> {
    let language: String = row.get("language")?;
    language.parse().map_err(|_| row::unexpected("language", language))
}

fn fingerprint(row: &Row<'_>) -> rusqlite::Result<Fingerprint> {
    let head: i64 = row.get("head_bytes")?;
    Ok(Fingerprint {
        consonants: row.get("consonants")?,
        head: usize::try_from(head).unwrap_or_default(),
        head_numbers: row::json(row, "head_numbers")?.unwrap_or_default(),
        numbers: row::json(row, "numbers")?.unwrap_or_default(),
        picture: row.get("picture")?,
        video: row.get("video")?,
    })
}
