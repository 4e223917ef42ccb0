//! Articles: the text of a page.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::blocks;
use super::item::{self, KnownItem};
use super::program;
use super::resource::{self, Due, DueReason};
use super::revision;
use super::row;
use super::search;
use super::shown;
use super::write::Write;
use crate::error::Result;
use crate::model::{Block, Direction, Fingerprint, ItemKey, LanguageTag, Published, Related, Topic, Updated};

/// The text of a page that will be stored.
#[derive(Debug, Clone)]
pub(crate) struct TextOfPage {
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) language: LanguageTag,
    pub(crate) direction: Direction,
    pub(crate) blocks: Vec<Block>,
    pub(crate) related: Vec<Related>,
    /// The tags that the page names.
    pub(crate) tags: Vec<Topic>,
    /// The people whose pages it links to.
    pub(crate) people: Vec<Topic>,
    /// When the page says that the text was changed. It is no part of the text.
    pub(crate) updated: Option<Updated>,
    /// SHA-256 of what a person reads: title, lead and the content of the blocks.
    pub(crate) hash: Vec<u8>,
    /// What it has in common with its counterparts in other editions.
    pub(crate) fingerprint: Fingerprint,
    /// The addresses that the page names as its counterparts.
    pub(crate) alternates: Vec<String>,
}

/// An item, and what is stored of its page.
#[derive(Debug, Clone)]
pub(crate) struct StoredArticle {
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) published: Published,
    pub(crate) updated: Option<Updated>,
    pub(crate) read: bool,
    pub(crate) saved: bool,
    pub(crate) revision: u32,
    /// Whether the site took its page away.
    pub(crate) gone: bool,
    /// The address of the main picture.
    pub(crate) picture: Option<String>,
    /// The address of the small copy of that picture, if a listing named one.
    pub(crate) picture_small: Option<String>,
    /// Of the text.
    pub(crate) hash: Option<Vec<u8>>,
    /// The link that its saved copy has; `None` if it is not saved.
    pub(crate) saved_link: Option<String>,
    pub(crate) language: Option<LanguageTag>,
    pub(crate) direction: Option<Direction>,
    pub(crate) page: StoredPage,
    pub(crate) related: Vec<Related>,
    pub(crate) tags: Vec<Topic>,
    pub(crate) people: Vec<Topic>,
}

/// What is stored of an item's page.
#[derive(Debug, Clone)]
pub(crate) enum StoredPage {
    /// It is not stored yet. Holds the time of the next request and its reason, or `None` if no section lists
    /// it.
    Waiting(Option<Due>),
    /// It was fetched, but no text was found in it.
    Unreadable { checked_at: Timestamp },
    /// Its text.
    Ready { checked_at: Timestamp, blocks: Vec<Block> },
}

const ARTICLE: &str = "
    SELECT
        coalesce(article.title, item.title) AS title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        article.hash, article.language, article.direction, article.blocks, article.related,
        article.tags, article.people, article.updated_at, article.updated_precision,
        coalesce(article.revision, 1) AS revision,
        item.gone_at IS NOT NULL AS gone,
        item.picture, item.picture_small,
        item.published_at, item.published_source, item.published_precision,
        page.checked_at, page.due_at, page.reason, page.failures,
        read_mark.read_at IS NOT NULL AS read,
        saved.saved_at IS NOT NULL AS saved, saved.link AS saved_link
    FROM item
    LEFT JOIN resource AS page ON page.item_id = item.id AND page.kind = 'page'
    LEFT JOIN article ON article.item_id = item.id
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN user.saved USING (edition, kind, remote_id)
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id
        AND item.pruned_at IS NULL";

/// An item with its text; `None` if no such item is stored, or if it was pruned.
pub(crate) fn article(connection: &Connection, key: &ItemKey) -> Result<Option<StoredArticle>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    Ok(connection.prepare_cached(ARTICLE)?.query_row(values, from_row).optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredArticle> {
    Ok(StoredArticle {
        title: row.get("title")?,
        lead: row.get("lead")?,
        published: row::published(row)?,
        updated: row::updated(row)?,
        read: row.get("read")?,
        saved: row.get("saved")?,
        picture: row.get("picture")?,
        picture_small: row.get("picture_small")?,
        hash: row.get("hash")?,
        saved_link: row.get("saved_link")?,
        revision: row.get("revision")?,
        gone: row.get("gone")?,
        language: row::language(row)?,
        direction: row::direction(row, "direction")?,
        page: page(row)?,
        related: row::json(row, "related")?.unwrap_or_default(),
        tags: row::json(row, "tags")?.unwrap_or_default(),
        people: row::json(row, "people")?.unwrap_or_default(),
    })
}

fn page(row: &Row<'_>) -> rusqlite::Result<StoredPage> {
    let due = match row.get::<_, Option<String>>("reason")? {
        Some(_) => Some(resource::due(row)?),
        None => None,
    };
    let is_unreadable = due.is_some_and(|due| due.reason == DueReason::Unreadable);
    Ok(match blocks::blocks(row)? {
        Some(blocks) => StoredPage::Ready { checked_at: row::moment(row, "checked_at")?, blocks },
        None if is_unreadable => StoredPage::Unreadable { checked_at: row::moment(row, "checked_at")? },
        None => StoredPage::Waiting(due),
    })
}

/// What a person sees differently after a text was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextChange {
    /// It is the first text.
    New,
    /// It replaced another text.
    Edited,
    /// It is the same text.
    None,
}

/// Stores a text if it differs from the stored one, and returns what changed for a person who reads it. If
/// `is_edit`, the stored text is kept as an earlier revision. A change of related links or markup alone adds
/// no revision.
pub(super) fn save(
    write: &mut Write<'_>,
    known: &KnownItem,
    text: &TextOfPage,
    is_edit: bool,
    at: Timestamp,
) -> Result<TextChange> {
    if is_edit {
        revision::keep(write, known.id, at)?;
    }
    if upsert(write, known.id, text, is_edit)? {
        let is_titled = !known.is_removed && (known.is_titled || text.title.is_some());
        shown::decide_with_page(write, known.id, known.is_shown, is_titled)?;
        write.changes().note_changed(known.key.clone());
    }
    Ok(match (known.has_text, is_edit) {
        (false, _) => TextChange::New,
        (true, true) => TextChange::Edited,
        (true, false) => TextChange::None,
    })
}

const UPSERT: &str = "
    INSERT INTO article (
        item_id, revision, hash, title, lead, language, direction, blocks, related, tags, people,
        updated_at, updated_precision)
    VALUES (
        :item_id, 1, :hash, :title, :lead, :language, :direction, :blocks, :related, :tags, :people,
        :updated_at, :updated_precision)
    ON CONFLICT (item_id) DO UPDATE SET
        revision = revision + :is_edit,
        hash = excluded.hash,
        title = excluded.title,
        lead = excluded.lead,
        language = excluded.language,
        direction = excluded.direction,
        blocks = excluded.blocks,
        related = excluded.related,
        tags = excluded.tags,
        people = excluded.people,
        updated_at = excluded.updated_at,
        updated_precision = excluded.updated_precision
    WHERE (
        title, lead, language, direction, blocks, related, tags, people, updated_at,
        updated_precision) IS NOT (
        excluded.title, excluded.lead, excluded.language, excluded.direction, excluded.blocks,
        excluded.related, excluded.tags, excluded.people, excluded.updated_at,
        excluded.updated_precision)";

/// Returns whether anything was written.
fn upsert(write: &mut Write<'_>, item: i64, text: &TextOfPage, is_edit: bool) -> Result<bool> {
    let written = write.prepare_cached(UPSERT)?.execute(named_params! {
        ":item_id": item,
        ":is_edit": is_edit,
        ":hash": text.hash,
        ":title": text.title,
        ":lead": text.lead,
        ":language": text.language.as_str(),
        ":direction": text.direction.as_str(),
        ":blocks": row::to_json(&text.blocks)?,
        ":related": row::to_json(&text.related)?,
        ":tags": row::to_json(&text.tags)?,
        ":people": row::to_json(&text.people)?,
        ":updated_at": text.updated.map(|updated| updated.at.as_millisecond()),
        ":updated_precision": text.updated.map(|updated| updated.precision.as_str()),
    })?;
    Ok(written > 0)
}

const FORGET_TEXT: &str = "DELETE FROM article WHERE item_id = :item_id";

/// Deletes a text and the facts beside it, and marks its words in the search index for removal.
pub(super) fn forget(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(FORGET_TEXT)?.execute(&[(":item_id", &item)])?;
    program::forget(write, item)?;
    shown::decide(write, item)?;
    search::note_due(write, item)?;
    item::note_changed(write, item)
}
