//! What a person saved, with a copy of each article, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::article::{StoredArticle, StoredPage};
use super::mark_key::Columns;
use super::mark_record::{Fields, MarkRecord, State};
use super::user_mark::{self, Stored, UserMark};
use super::write::Write;
use super::{mark_record, read_mark, row, saved_fault, saved_form, saved_join, saved_picture};
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
    #[serde(deserialize_with = "saved_form::direction")]
    pub(crate) direction: Direction,
    #[serde(deserialize_with = "saved_form::published")]
    pub(crate) published: Published,
    #[serde(default, deserialize_with = "saved_form::updated")]
    pub(crate) updated: Option<Updated>,
    pub(crate) edited: bool,
    /// The address of its main picture.
    pub(crate) picture: Option<String>,
    /// When the site last confirmed the text.
    pub(crate) checked_at: Option<Timestamp>,
    /// `None` until its page is stored.
    #[serde(default, deserialize_with = "saved_form::blocks")]
    pub(crate) blocks: Option<Vec<Block>>,
}

/// A saved item as its copy has it; `None` if it is not saved.
pub(crate) fn saved_article(connection: &Connection, key: &ItemKey) -> Result<Option<StoredArticle>> {
    let Some(Stored { value: saved, .. }) = user_mark::load::<Saved>(connection, key)? else {
        return Ok(None);
    };
    let read = read_mark::is_read(connection, key)?;
    Ok(Some(StoredArticle {
        title: saved.title,
        lead: saved.lead,
        published: saved.published,
        updated: saved.updated,
        read,
        saved: true,
        revision: if saved.edited { 2 } else { 1 },
        gone: false, // only the cache knows
        picture: saved.picture,
        picture_small: None,
        hash: saved.hash,
        saved_link: Some(saved.link),
        language: Some(saved.language),
        direction: Some(saved.direction),
        page: match (saved.checked_at, saved.blocks) {
            (Some(checked_at), Some(blocks)) => StoredPage::Ready { checked_at, blocks },
            _ => StoredPage::Waiting(None),
        },
        related: Vec::new(),
        tags: Vec::new(),
        people: Vec::new(),
    }))
}

/// Saves an item. If it is saved already, nothing changes.
pub(crate) fn save(write: &mut Write<'_>, key: &ItemKey, copy: Saved, now: Timestamp) -> Result<()> {
    if user_mark::load::<Saved>(write, key)?.is_none() {
        user_mark::set(write, key, Some(copy), now)?;
    }
    Ok(())
}

/// Takes back that an item was saved, and deletes its copy.
pub(crate) fn unsave(write: &mut Write<'_>, key: &ItemKey, now: Timestamp) -> Result<()> {
    user_mark::set::<Saved>(write, key, None, now).map(drop)
}

/// Replaces the copy of an item that is still saved, unless the present one is newer. This is no act: the
/// time of the mark stays.
pub(crate) fn renew_copy(write: &mut Write<'_>, key: &ItemKey, copy: Saved) -> Result<()> {
    let Some(record) = user_mark::row_of::<Saved>(write, key)? else { return Ok(()) };
    let Some(present) = user_mark::value::<Saved>(&record) else { return Ok(()) };
    if copy.blocks.is_none() || present.blocks.is_some() && present.checked_at > copy.checked_at {
        return Ok(());
    }
    let copy = Saved { saved_at: present.saved_at, ..copy };
    let State::Set(fields) = record.state else { return Ok(()) };
    let fields = saved_join::renewed(fields, user_mark::fields(&copy)?);
    user_mark::put_value(write, key, &copy, &MarkRecord { state: State::Set(fields), ..record })
}

const OUTDATED: &str = "
    SELECT saved.edition, saved.kind, saved.remote_id
    FROM user.saved
    CROSS JOIN item USING (edition, kind, remote_id)
    CROSS JOIN article ON article.item_id = item.id
    CROSS JOIN resource AS page ON page.item_id = item.id AND page.kind = 'page'
    WHERE saved.hash IS NOT article.hash
        AND (saved.blocks IS NULL
            OR saved.checked_at < page.checked_at
            OR saved.checked_at = page.checked_at AND saved.hash IS NOT NULL)";

/// The saved items of which the cache has a text, and the copy has an older one or none. A copy that came by
/// an import may be newer than the cache.
pub(crate) fn outdated_copies(connection: &Connection) -> Result<Vec<ItemKey>> {
    let mut statement = connection.prepare_cached(OUTDATED)?;
    let keys = statement.query_map([], row::key)?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

const LOAD: &str = "
    SELECT
        changed_at, unknown, saved_at, hash, title, lead, link, language, direction, published_at,
        published_source, published_precision, updated_at, updated_precision, edited, picture,
        checked_at, blocks
    FROM saved
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT
        edition, kind, remote_id, changed_at, unknown, saved_at, hash, title, lead, link, language,
        direction, published_at, published_source, published_precision, updated_at,
        updated_precision, edited, picture, checked_at, blocks
    FROM saved";

const STORE: &str = "
    INSERT INTO saved (
        edition, kind, remote_id, changed_at, unknown, saved_at, hash, title, lead, link, language,
        direction, published_at, published_source, published_precision, updated_at,
        updated_precision, edited, picture, checked_at, blocks)
    VALUES (
        :edition, :kind, :remote_id, :changed_at, :unknown, :saved_at, :hash, :title, :lead, :link,
        :language, :direction, :published_at, :published_source, :published_precision, :updated_at,
        :updated_precision, :edited, :picture, :checked_at, :blocks)
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
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        saved_form::fields_of(row)
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":saved_at", self.saved_at.as_millisecond().into()),
            (":hash", self.hash.clone().into()),
            (":title", self.title.clone().into()),
            (":lead", self.lead.clone().into()),
            (":link", self.link.clone().into()),
            (":language", self.language.to_string().into()),
            (":direction", self.direction.as_str().to_owned().into()),
            (":published_at", self.published.at.as_millisecond().into()),
            (":published_source", self.published.source.as_str().to_owned().into()),
            (":published_precision", self.published.precision.as_str().to_owned().into()),
            (":updated_at", self.updated.map(|updated| updated.at.as_millisecond()).into()),
            (":updated_precision", self.updated.map(|updated| updated.precision.as_str().to_owned()).into()),
            (":edited", self.edited.into()),
            (":picture", self.picture.clone().into()),
            (":checked_at", self.checked_at.map(Timestamp::as_millisecond).into()),
            (":blocks", self.blocks.as_ref().map(row::to_json).transpose()?.into()),
        ])
    }

    fn fault(_: &ItemKey, fields: &Fields) -> Option<(String, String)> {
        let is_dated = fields.get("saved_at").is_some_and(|at| mark_record::time(at).is_some());
        match is_dated {
            true => saved_join::copies(fields).find_map(|copy| of_copy(copy)?.copy_fault()),
            false => Some(("saved_at".to_owned(), "it is no time in whole milliseconds".to_owned())),
        }
    }

    fn store_more(&self, write: &mut Write<'_>, key: &ItemKey) -> Result<()> {
        saved_picture::pin(write, key, self.picture.as_deref(), self.blocks.as_deref().unwrap_or_default())
    }

    fn joined(one: MarkRecord, other: MarkRecord) -> MarkRecord {
        saved_join::joined(one, other, |copy| of_copy(copy.clone()).is_some())
    }

    fn unjoined(fields: Fields) -> Fields {
        saved_join::unjoined(fields)
    }
}

/// A copy as this version can show it; `None` if it cannot. The time of the mark is no part of a copy.
fn of_copy(mut copy: Fields) -> Option<Saved> {
    copy.insert("saved_at".to_owned(), json!(Timestamp::UNIX_EPOCH));
    user_mark::read(copy).ok()
}

impl Saved {
    fn copy_fault(&self) -> Option<(String, String)> {
        let blocks = self.blocks.as_deref().unwrap_or_default();
        saved_fault::of_address("link", &self.link)
            .or_else(|| saved_fault::of_address("picture", self.picture.as_deref()?))
            .or_else(|| saved_fault::of_blocks(blocks))
    }
}
