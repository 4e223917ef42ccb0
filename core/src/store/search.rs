//! The search index: which items are missing from it, and their words. `found.rs` reads it.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::search_place::{self, Placed};
use super::write::Write;
use crate::error::Result;
use crate::model::{Block, EditionId, text_of_blocks};

/// The texts of an item that a search looks in.
#[derive(Debug, Clone)]
pub(crate) struct FindableTexts {
    pub(crate) item: i64,
    pub(crate) edition: String,
    /// The headline in lists.
    pub(crate) title: Option<String>,
    /// The headline on its page.
    pub(crate) page_title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) blocks: Vec<Block>,
}

impl FindableTexts {
    /// The text of the page. If lists show another headline, the page's headline is put before the text.
    pub(crate) fn text(&self) -> String {
        let own = self.page_title.as_ref().filter(|own| Some(*own) != self.title.as_ref());
        let text = text_of_blocks(&self.blocks);
        match own {
            Some(own) => format!("{own}\n\n{text}"),
            None => text,
        }
    }
}

/// The words of an item, folded.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) item: i64,
    pub(crate) edition: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) text: String,
}

impl Words {
    /// No words, so that no search finds the item.
    pub(crate) fn none_of(texts: &FindableTexts) -> Self {
        let (item, edition) = (texts.item, texts.edition.clone());
        Self { item, edition, title: String::new(), lead: String::new(), text: String::new() }
    }
}

pub(super) const DUE: &str = "
    SELECT item.id
    FROM (SELECT item_id FROM search_due ORDER BY item_id DESC LIMIT :most) AS due
    JOIN item ON item.id = due.item_id
    ORDER BY item.published_at, item.number, item.id";

/// The items whose words are missing or out of date in the index, at most `most`, the last stored ones. Among
/// them the oldest comes first, because FTS5 writes the index out at every smaller rowid.
pub(crate) fn search_due(connection: &Connection, most: u32) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(DUE)?;
    let rows = statement.query_map(named_params! { ":most": most }, |row| row.get("id"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const FINDABLE: &str = "
    SELECT
        item.id, item.edition,
        coalesce(item.title, article.title) AS title,
        article.title AS page_title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        article.blocks
    FROM item
    LEFT JOIN article ON article.item_id = item.id
    WHERE item.id = :id";

/// The texts of an item that a search looks in.
pub(crate) fn findable_texts(connection: &Connection, item: i64) -> Result<FindableTexts> {
    Ok(connection.prepare_cached(FINDABLE)?.query_row(&[(":id", &item)], texts)?)
}

const IS_DUE: &str = "SELECT EXISTS (SELECT 1 FROM search_due) AS is_due";

/// Whether any item is missing or out of date in the index.
pub(crate) fn is_search_due(connection: &Connection) -> Result<bool> {
    Ok(connection.prepare_cached(IS_DUE)?.query_row([], |row| row.get("is_due"))?)
}

pub(super) fn texts(row: &Row<'_>) -> rusqlite::Result<FindableTexts> {
    let item = row.get("id")?;
    Ok(FindableTexts {
        item,
        edition: row.get("edition")?,
        title: row.get("title")?,
        page_title: row.get("page_title")?,
        lead: row.get("lead")?,
        blocks: blocks(row, item),
    })
}

/// The blocks of a page. Empty if they cannot be read, for example because a newer version stored them in
/// another form. One such page must not stop the search in all others: it is still found by title and lead.
fn blocks(row: &Row<'_>, item: i64) -> Vec<Block> {
    super::blocks::blocks(row).map(Option::unwrap_or_default).unwrap_or_else(|error| {
        tracing::warn!(item, %error, "a text that cannot be read is not searched");
        Vec::new()
    })
}

const NOTE_DUE: &str = "INSERT INTO search_due (item_id) VALUES (:item_id) ON CONFLICT (item_id) DO NOTHING";

/// Stores that the words of an item are out of date. When a text is written, triggers do this.
pub(super) fn note_due(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(NOTE_DUE)?.execute(&[(":item_id", &item)])?;
    Ok(())
}

/// The word of an edition in the index. No text folds to the sign before it.
pub(super) fn edition_word(edition: &EditionId) -> String {
    format!("‡{}", edition.as_str().replace([':', '-'], "‡"))
}

const TAKE_OUT: &str = "DELETE FROM search WHERE rowid = :place";

const TAKE_TITLE_OUT: &str = "DELETE FROM search_title WHERE rowid = :place";

fn take_out(write: &mut Write<'_>, place: i64) -> Result<()> {
    write.prepare_cached(TAKE_OUT)?.execute(&[(":place", &place)])?;
    write.prepare_cached(TAKE_TITLE_OUT)?.execute(&[(":place", &place)])?;
    Ok(())
}

const PUT_IN: &str = "
    INSERT INTO search (rowid, title, lead, text, edition)
    VALUES (:place, :title, :lead, :text, :edition)";

const PUT_TITLE_IN: &str = "
    INSERT INTO search_title (rowid, title, edition)
    VALUES (:place, :title, :edition)";

fn put_in(write: &mut Write<'_>, place: i64, words: &Words) -> Result<()> {
    let edition: EditionId = words.edition.parse()?;
    let edition = edition_word(&edition);
    write.prepare_cached(PUT_IN)?.execute(named_params! {
        ":place": place,
        ":title": words.title,
        ":lead": words.lead,
        ":text": words.text,
        ":edition": edition,
    })?;
    let title = named_params! { ":place": place, ":title": words.title, ":edition": edition };
    write.prepare_cached(PUT_TITLE_IN)?.execute(title)?;
    Ok(())
}

const DONE: &str = "DELETE FROM search_due WHERE item_id = :item_id";

/// Replaces the words of an item in the index.
pub(crate) fn save_words(write: &mut Write<'_>, words: &Words) -> Result<()> {
    match search_place::take(write, words.item, take_out)? {
        Some(Placed::Before(place)) => {
            take_out(write, place)?;
            put_in(write, place, words)?;
        }
        Some(Placed::Now(place)) => put_in(write, place, words)?,
        None => {}
    }
    write.prepare_cached(DONE)?.execute(&[(":item_id", &words.item)])?;
    Ok(())
}

/// Takes the words of an item out of the index. They are not due any more.
pub(super) fn forget_words(write: &mut Write<'_>, item: i64) -> Result<()> {
    if let Some(place) = search_place::free(write, item)? {
        take_out(write, place)?;
    }
    write.prepare_cached(DONE)?.execute(&[(":item_id", &item)])?;
    Ok(())
}

const FOLDING: &str = "SELECT version FROM search_folding";

const ALL_DUE: &str = "
    INSERT INTO search_due (item_id)
    SELECT id FROM item WHERE pruned_at IS NULL
    ON CONFLICT (item_id) DO NOTHING";

const SET_FOLDING: &str = "
    INSERT INTO search_folding (one, version)
    VALUES (1, :version)
    ON CONFLICT (one) DO UPDATE SET version = excluded.version";

/// The version of the folding that made the words; `None` if the index has none yet.
pub(crate) fn folding(connection: &Connection) -> Result<Option<u32>> {
    Ok(connection.query_row(FOLDING, [], |row| row.get("version")).optional()?)
}

/// Stores the version of the folding. If it changed, the words of all items are due. Returns whether it did.
pub(crate) fn set_folding(write: &mut Write<'_>, version: u32) -> Result<bool> {
    let has_changed = folding(write)?.is_some_and(|known| known != version);
    if has_changed {
        write.execute(ALL_DUE, [])?;
    }
    write.execute(SET_FOLDING, named_params! { ":version": version })?;
    Ok(has_changed)
}
