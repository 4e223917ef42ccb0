//! What a person saved, with a copy of each article, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use super::article::{StoredArticle, StoredPage};
use super::user_mark::{self, Stored, UserMark};
use super::write::Write;
use super::{blocks, read_mark, row, saved_picture};
use crate::error::Result;
use crate::model::{Block, Direction, ItemKey, LanguageTag, Published, Updated};

/// A saved item, with the text that it had when it was stored last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Saved {
    pub(crate) saved_at: Timestamp,
    /// Of the text, as in the cache; `None` without a text, or if the copy came by an import.
    #[serde(skip)]
    pub(crate) hash: Option<Vec<u8>>,
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) link: String,
    pub(crate) language: LanguageTag,
    pub(crate) direction: Direction,
    pub(crate) published: Published,
    pub(crate) updated: Option<Updated>,
    pub(crate) edited: bool,
    /// The address of its main picture.
    pub(crate) picture: Option<String>,
    /// When the site last confirmed the text.
    pub(crate) checked_at: Option<Timestamp>,
    /// `None` until its page is stored.
    pub(crate) blocks: Option<Vec<Block>>,
}

/// A saved item as its copy has it; `None` if it is not saved.
pub(crate) fn saved_article(connection: &Connection, key: &ItemKey) -> Result<Option<StoredArticle>> {
    let Some(Stored { value: saved, .. }) = Saved::load(connection, key)? else { return Ok(None) };
    let read = read_mark::is_read(connection, key)?;
    Ok(Some(StoredArticle {
        title: saved.title,
        lead: saved.lead,
        published: saved.published,
        updated: saved.updated,
        read,
        saved: true,
        revision: if saved.edited { 2 } else { 1 },
        picture: saved.picture,
        hash: saved.hash,
        saved_link: Some(saved.link),
        language: Some(saved.language),
        direction: Some(saved.direction),
        page: match (saved.checked_at, saved.blocks) {
            (Some(checked_at), Some(blocks)) => StoredPage::Ready { checked_at, blocks },
            _ => StoredPage::Waiting(None),
        },
        related: Vec::new(),
    }))
}

/// Saves an item. If it is saved already, nothing changes.
pub(crate) fn save(write: &mut Write<'_>, key: &ItemKey, copy: Saved, now: Timestamp) -> Result<()> {
    if Saved::load(write, key)?.is_none() {
        user_mark::set(write, key, Some(copy), now)?;
    }
    Ok(())
}

/// Takes back that an item was saved, and deletes its copy.
pub(crate) fn unsave(write: &mut Write<'_>, key: &ItemKey, now: Timestamp) -> Result<()> {
    user_mark::set::<Saved>(write, key, None, now).map(drop)
}

/// Replaces the copy of an item that is still saved. This is no act: the time of the mark stays.
pub(crate) fn renew_copy(write: &mut Write<'_>, key: &ItemKey, copy: Saved) -> Result<()> {
    let Some(Stored { value, changed_at, unknown }) = Saved::load(write, key)? else { return Ok(()) };
    let copy = Saved { saved_at: value.saved_at, ..copy };
    user_mark::put(write, key, Some(copy), changed_at, unknown)
}

const OUTDATED: &str = "
    SELECT edition, kind, remote_id
    FROM user.saved
    CROSS JOIN item USING (edition, kind, remote_id)
    CROSS JOIN article ON article.item_id = item.id
    WHERE saved.hash IS NOT article.hash";

/// The saved items of which the cache has a text, and the copy has another one or none.
pub(crate) fn outdated_copies(connection: &Connection) -> Result<Vec<ItemKey>> {
    let mut statement = connection.prepare_cached(OUTDATED)?;
    let keys = statement.query_map([], row::key)?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

const LOAD: &str = "
    SELECT
        changed_at, unknown, saved_at, hash, title, lead, link, language, direction, published_at,
        published_source, published_precision, updated_at, updated_precision, edited, picture, checked_at,
        blocks
    FROM saved
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const STORE: &str = "
    INSERT INTO saved (
        edition, kind, remote_id, changed_at, unknown, saved_at, hash, title, lead, link, language, direction,
        published_at, published_source, published_precision, updated_at, updated_precision, edited, picture,
        checked_at, blocks)
    VALUES (
        :edition, :kind, :remote_id, :changed_at, :unknown, :saved_at, :hash, :title, :lead, :link, :language,
        :direction, :published_at, :published_source, :published_precision, :updated_at, :updated_precision,
        :edited, :picture, :checked_at, :blocks)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        saved_at = excluded.saved_at,
        hash = excluded.hash,
        title = excluded.title,
        lead = excluded.lead,
        link = excluded.link,
        language = excluded.language,
        direction = excluded.direction,
        published_at = excluded.published_at,
        published_source = excluded.published_source,
        published_precision = excluded.published_precision,
        updated_at = excluded.updated_at,
        updated_precision = excluded.updated_precision,
        edited = excluded.edited,
        picture = excluded.picture,
        checked_at = excluded.checked_at,
        blocks = excluded.blocks";

const DELETE: &str = "
    DELETE FROM saved
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for Saved {
    const NAME: &'static str = "saved";
    type Key = ItemKey;

    fn load(connection: &Connection, key: &ItemKey) -> Result<Option<Stored<Self>>> {
        let values = named_params! {
            ":edition": key.edition.as_str(),
            ":kind": key.kind.as_str(),
            ":remote_id": key.id,
        };
        Ok(connection.prepare_cached(LOAD)?.query_row(values, from_row).optional()?)
    }

    fn store(write: &mut Write<'_>, key: &ItemKey, mark: &Stored<Self>) -> Result<()> {
        let saved = &mark.value;
        write.prepare_cached(STORE)?.execute(named_params! {
            ":edition": key.edition.as_str(),
            ":kind": key.kind.as_str(),
            ":remote_id": key.id,
            ":changed_at": mark.changed_at.as_millisecond(),
            ":unknown": mark.unknown,
            ":saved_at": saved.saved_at.as_millisecond(),
            ":hash": saved.hash,
            ":title": saved.title,
            ":lead": saved.lead,
            ":link": saved.link,
            ":language": saved.language.as_str(),
            ":direction": saved.direction.as_str(),
            ":published_at": saved.published.at.as_millisecond(),
            ":published_source": saved.published.source.as_str(),
            ":published_precision": saved.published.precision.as_str(),
            ":updated_at": saved.updated.map(|updated| updated.at.as_millisecond()),
            ":updated_precision": saved.updated.map(|updated| updated.precision.as_str()),
            ":edited": saved.edited,
            ":picture": saved.picture,
            ":checked_at": saved.checked_at.map(Timestamp::as_millisecond),
            ":blocks": saved.blocks.as_ref().map(row::to_json).transpose()?,
        })?;
        saved_picture::pin(write, key, saved.picture.as_deref(), saved.blocks.as_deref().unwrap_or_default())
    }

    fn delete(write: &mut Write<'_>, key: &ItemKey) -> Result<()> {
        write.prepare_cached(DELETE)?.execute(named_params! {
            ":edition": key.edition.as_str(),
            ":kind": key.kind.as_str(),
            ":remote_id": key.id,
        })?;
        Ok(())
    }
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Stored<Saved>> {
    let language: String = row.get("language")?;
    let value = Saved {
        saved_at: row::moment(row, "saved_at")?,
        hash: row.get("hash")?,
        title: row.get("title")?,
        lead: row.get("lead")?,
        link: row.get("link")?,
        language: language.parse().map_err(|_| row::unexpected("language", language))?,
        direction: row::direction(row, "direction")?.unwrap_or(Direction::Ltr),
        published: row::published(row)?,
        updated: row::updated(row)?,
        edited: row.get("edited")?,
        picture: row.get("picture")?,
        checked_at: row::optional_moment(row, "checked_at")?,
        blocks: blocks::blocks(row)?,
    };
    Ok(Stored { value, changed_at: row::moment(row, "changed_at")?, unknown: row.get("unknown")? })
}
