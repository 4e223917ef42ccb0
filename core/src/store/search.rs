//! The search index: which items are missing from it, and which items a search finds.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::list::{self, StoredItem};
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{Block, EditionId, Section, text_of_blocks};

/// The texts of an item that a search looks in.
#[derive(Debug, Clone)]
pub(crate) struct FindableTexts {
    pub(crate) item: i64,
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
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) text: String,
}

impl Words {
    /// No words, so that no search finds the item.
    pub(crate) fn none_of(item: i64) -> Self {
        Self { item, title: String::new(), lead: String::new(), text: String::new() }
    }
}

pub(super) const DUE: &str = "
    SELECT
        item.id,
        coalesce(item.title, article.title) AS title,
        article.title AS page_title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        article.blocks
    FROM search_due
    JOIN item ON item.id = search_due.item_id
    LEFT JOIN article ON article.item_id = item.id
    ORDER BY search_due.item_id DESC
    LIMIT :most";

/// The items whose words are missing or out of date in the index, newest first, at most `most`.
pub(crate) fn search_due(connection: &Connection, most: u32) -> Result<Vec<FindableTexts>> {
    let mut statement = connection.prepare_cached(DUE)?;
    let rows = statement.query_map(named_params! { ":most": most }, texts)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const IS_DUE: &str = "SELECT EXISTS (SELECT 1 FROM search_due) AS is_due";

/// Whether any item is missing or out of date in the index.
pub(crate) fn is_search_due(connection: &Connection) -> Result<bool> {
    Ok(connection.prepare_cached(IS_DUE)?.query_row([], |row| row.get("is_due"))?)
}

fn texts(row: &Row<'_>) -> rusqlite::Result<FindableTexts> {
    let item = row.get("id")?;
    Ok(FindableTexts {
        item,
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

const TAKE_OUT: &str = "DELETE FROM search WHERE rowid = :item_id";

const PUT_IN: &str = "
    INSERT INTO search (rowid, title, lead, text)
    VALUES (:item_id, :title, :lead, :text)";

const DONE: &str = "DELETE FROM search_due WHERE item_id = :item_id";

/// Replaces the words of an item in the index.
pub(crate) fn save_words(write: &mut Write<'_>, words: &Words) -> Result<()> {
    write.prepare_cached(TAKE_OUT)?.execute(&[(":item_id", &words.item)])?;
    write.prepare_cached(PUT_IN)?.execute(named_params! {
        ":item_id": words.item,
        ":title": words.title,
        ":lead": words.lead,
        ":text": words.text,
    })?;
    write.prepare_cached(DONE)?.execute(&[(":item_id", &words.item)])?;
    Ok(())
}

const FOLDING: &str = "SELECT version FROM search_folding";

const ALL_DUE: &str = "
    INSERT INTO search_due (item_id)
    SELECT id FROM item WHERE true
    ON CONFLICT (item_id) DO NOTHING";

const SET_FOLDING: &str = "
    INSERT INTO search_folding (one, version)
    VALUES (1, :version)
    ON CONFLICT (one) DO UPDATE SET version = excluded.version";

/// The version of the folding that made the words; `None` if the index has none yet.
pub(crate) fn folding(connection: &Connection) -> Result<Option<u32>> {
    Ok(connection.query_row(FOLDING, [], |row| row.get("version")).optional()?)
}

/// Stores the version of the folding. If it changed, the words of all items are due.
pub(crate) fn set_folding(write: &mut Write<'_>, version: u32) -> Result<()> {
    if folding(write)?.is_some_and(|known| known != version) {
        write.execute(ALL_DUE, [])?;
    }
    write.execute(SET_FOLDING, named_params! { ":version": version })?;
    Ok(())
}

/// Which items are searched.
#[derive(Debug, Clone)]
pub(crate) struct SearchScope {
    /// The editions; empty means all.
    pub(crate) editions: Vec<EditionId>,
    pub(crate) section: Option<Section>,
    /// The rows; `None` means all.
    pub(crate) rows: Option<Vec<i64>>,
}

impl SearchScope {
    /// Whether an edition is searched.
    pub(crate) fn has(&self, edition: &EditionId) -> bool {
        self.editions.is_empty() || self.editions.contains(edition)
    }
}

// Scores are compared with two significant digits, because smaller differences mean nothing to a person. If
// two hits have the same score, the newer one comes first. Rounding to a fixed fraction would not work: the
// score of a word that most texts contain is about a millionth.
const FOUND: &str = "
    SELECT item.id
    FROM search
    JOIN item ON item.id = search.rowid
    LEFT JOIN article ON article.item_id = item.id
    WHERE search MATCH :expression
        AND item.removed_at IS NULL
        AND coalesce(item.title, article.title) IS NOT NULL
        AND (:editions = '[]' OR item.edition IN (SELECT value FROM json_each(:editions)))
        AND (:section IS NULL OR EXISTS (
            SELECT 1 FROM listed WHERE listed.item_id = item.id AND listed.section = :section))
        AND (:rows IS NULL OR item.id IN (SELECT value FROM json_each(:rows)))
    ORDER BY
        CAST(printf('%.1e', bm25(search, 10.0, 4.0, 1.0)) AS REAL),
        item.published_at DESC, item.number DESC, item.remote_id DESC, item.id DESC
    LIMIT :most";

const UNINDEXED: &str = "
    SELECT item.id
    FROM item
    LEFT JOIN article ON article.item_id = item.id
    WHERE item.id IN (SELECT item_id FROM search_due UNION SELECT id FROM item WHERE :all)
        AND item.removed_at IS NULL
        AND coalesce(item.title, article.title) IS NOT NULL
        AND (:editions = '[]' OR item.edition IN (SELECT value FROM json_each(:editions)))
        AND (:section IS NULL OR EXISTS (
            SELECT 1 FROM listed WHERE listed.item_id = item.id AND listed.section = :section))
        AND (:rows IS NULL OR item.id IN (SELECT value FROM json_each(:rows)))
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.id DESC
    LIMIT :most";

/// The items that the index cannot find yet, newest first, at most `most`. These are the items that are due.
/// If another version of the folding made the words, all items are.
pub(crate) fn unindexed(
    connection: &Connection,
    version: u32,
    scope: &SearchScope,
    most: usize,
) -> Result<Vec<i64>> {
    let editions = row::to_json(&scope.editions)?;
    let rows = scope.rows.as_ref().map(row::to_json).transpose()?;
    let values = named_params! {
        ":all": folding(connection)? != Some(version),
        ":editions": editions,
        ":section": scope.section.map(Section::as_str),
        ":rows": rows,
        ":most": most,
    };
    let mut statement = connection.prepare_cached(UNINDEXED)?;
    let rows = statement.query_map(values, |row| row.get("id"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The items that an FTS5 expression finds, best first, at most `most`. A word in the title counts ten times,
/// and a word in the lead four times, as much as a word in the text.
pub(crate) fn found(
    connection: &Connection,
    expression: &str,
    scope: &SearchScope,
    most: u32,
) -> Result<Vec<i64>> {
    let editions = row::to_json(&scope.editions)?;
    let rows = scope.rows.as_ref().map(row::to_json).transpose()?;
    let values = named_params! {
        ":expression": expression,
        ":editions": editions,
        ":section": scope.section.map(Section::as_str),
        ":rows": rows,
        ":most": most,
    };
    let mut statement = connection.prepare_cached(FOUND)?;
    let rows = statement.query_map(values, |row| row.get("id"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An item that was found, with its texts.
#[derive(Debug, Clone)]
pub(crate) struct FoundItem {
    pub(crate) edition: String,
    pub(crate) row: StoredItem,
    pub(crate) texts: FindableTexts,
}

const ITEM: &str = "
    SELECT
        item.id, item.edition, item.kind, item.remote_id,
        coalesce(item.title, article.title) AS title,
        article.title AS page_title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        article.blocks,
        article.direction, coalesce(article.revision, 1) AS revision,
        item.published_at, item.published_source, item.published_precision,
        read_mark.read_at IS NOT NULL AS read,
        saved.saved_at IS NOT NULL AS saved
    FROM item
    LEFT JOIN article ON article.item_id = item.id
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN user.saved USING (edition, kind, remote_id)
    WHERE item.id = :id
        AND item.removed_at IS NULL
        AND coalesce(item.title, article.title) IS NOT NULL";

/// An item that was found; `None` if it has been removed since.
pub(crate) fn found_item(connection: &Connection, id: i64) -> Result<Option<FoundItem>> {
    let read = |row: &Row<'_>| {
        Ok(FoundItem { edition: row.get("edition")?, row: list::from_row(row)?, texts: texts(row)? })
    };
    Ok(connection.prepare_cached(ITEM)?.query_row(&[(":id", &id)], read).optional()?)
}
