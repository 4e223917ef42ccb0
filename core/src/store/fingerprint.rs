//! Fingerprints: what an article and its counterpart in another edition have in common.

use rusqlite::{Connection, Row, named_params};

use super::article::TextOfPage;
use super::blocks;
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{Block, EditionId, Fingerprint, LanguageTag};

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
    match upsert(write, item, &text.language, &text.fingerprint, &text.alternates)? {
        true => done(write, item),
        false => Ok(()),
    }
}

/// Stores the fingerprint of an article that had none.
pub(crate) fn save_fingerprint(
    write: &mut Write<'_>,
    item: i64,
    language: &LanguageTag,
    fingerprint: &Fingerprint,
) -> Result<()> {
    upsert(write, item, language, fingerprint, &[])?;
    done(write, item)
}

/// Returns whether anything was written.
fn upsert(
    write: &mut Write<'_>,
    item: i64,
    language: &LanguageTag,
    fingerprint: &Fingerprint,
    alternates: &[String],
) -> Result<bool> {
    let Fingerprint { consonants, head, head_numbers, numbers, picture, video } = fingerprint;
    let written = write.prepare_cached(SAVE)?.execute(named_params! {
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
    Ok(written > 0)
}

fn done(write: &mut Write<'_>, item: i64) -> Result<()> {
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

pub(super) fn language(row: &Row<'_>) -> rusqlite::Result<LanguageTag> {
    let language: String = row.get("language")?;
    language.parse().map_err(|_| row::unexpected("language", language))
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Fingerprint> {
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
