//! Which items a search finds. The index is in the order of dates, so all of these read its newest end.

use std::cmp::Reverse;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};

use super::list::{self, StoredItem};
use super::row;
use super::search::{self, FindableTexts};
use super::search_place::{last_place_at, place_at};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Section};

/// Which items are searched.
#[derive(Debug, Clone, Default)]
pub(crate) struct SearchScope {
    /// The editions; empty means all.
    pub(crate) editions: Vec<EditionId>,
    pub(crate) section: Option<Section>,
    /// Only what was published at this time or later.
    pub(crate) since: Option<Timestamp>,
    /// Only what was published before this time.
    pub(crate) until: Option<Timestamp>,
    /// Whether a person read it; `None` means either.
    pub(crate) read: Option<bool>,
    /// Whether a person saved it; `None` means either.
    pub(crate) saved: Option<bool>,
    /// Only what lists have: without hidden items.
    pub(crate) shown: bool,
}

impl SearchScope {
    /// Whether an edition is searched.
    pub(crate) fn has(&self, edition: &EditionId) -> bool {
        self.editions.is_empty() || self.editions.contains(edition)
    }

    /// An expression that finds only items of the editions. FTS5 skips those of others without a look at
    /// their rows.
    fn narrowed(&self, expression: &str) -> String {
        match self.editions.is_empty() {
            true => expression.to_owned(),
            false => format!("({expression}) AND {}", self.all_of_editions()),
        }
    }

    /// An expression that finds all items of the editions.
    fn all_of_editions(&self) -> String {
        let word = |edition: &EditionId| format!("\"{}\"", search::edition_word(edition));
        let words: Vec<String> = self.editions.iter().map(word).collect();
        format!("edition : ({})", words.join(" OR "))
    }

    /// The statement for items that a person saved or read; `None` if the scope has others, too.
    fn of_person(&self) -> Option<&'static str> {
        match (self.saved, self.read) {
            (Some(true), _) => Some(FOUND_SAVED),
            (_, Some(true)) => Some(FOUND_READ),
            _ => None,
        }
    }

    fn places(&self) -> Places {
        Places {
            from: self.since.map_or(i64::MIN, |since| place_at(since.as_millisecond())),
            to: self.until.map_or(i64::MAX, |until| last_place_at(until.as_millisecond())),
        }
    }
}

/// A range of the index.
#[derive(Debug, Clone, Copy)]
struct Places {
    from: i64,
    to: i64,
}

/// An item that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundRow {
    pub(crate) item: i64,
    /// Its place in the index. A newer item has a larger one.
    pub(crate) place: i64,
    pub(crate) published_ms: i64,
    /// The number by which its id is sorted.
    pub(crate) number: i64,
    pub(crate) key: ItemKey,
}

impl FoundRow {
    /// What sorts rows as lists do. Places do so only roughly, because many items may have one date.
    pub(crate) fn age(&self) -> Reverse<(i64, i64, &str)> {
        Reverse((self.published_ms, self.number, self.key.id.as_str()))
    }
}

/// Which index is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Index {
    /// All words.
    Whole,
    /// The words of titles. It is short also for a word that most texts have.
    Titles,
}

/// The newest of some items that are in a scope, each with a place.
macro_rules! in_scope {
    ($items:literal) => {
        concat!(
            "
    SELECT
        item.id, item.published_at, item.number, item.edition, item.kind, item.remote_id,",
            $items,
            "
        AND item.removed_at IS NULL
        AND (item.title IS NOT NULL OR EXISTS (
            SELECT 1 FROM article WHERE article.item_id = item.id AND article.title IS NOT NULL))
        AND (:editions = '[]' OR item.edition IN (SELECT value FROM json_each(:editions)))
        AND (:section IS NULL OR EXISTS (
            SELECT 1 FROM listed WHERE listed.item_id = item.id AND listed.section = :section))
        AND (:since IS NULL OR item.published_at >= :since)
        AND (:until IS NULL OR item.published_at < :until)
        AND (item.shown OR NOT :shown)
        AND (:read IS NULL OR :read = EXISTS (
            SELECT 1
            FROM user.read_mark
            WHERE read_mark.edition = item.edition
                AND read_mark.kind = item.kind
                AND read_mark.remote_id = item.remote_id))
        AND (:saved IS NULL OR :saved = EXISTS (
            SELECT 1
            FROM user.saved
            WHERE saved.edition = item.edition
                AND saved.kind = item.kind
                AND saved.remote_id = item.remote_id))
    ORDER BY place DESC
    LIMIT :most"
        )
    };
}

const FOUND: &str = in_scope!(
    "
        words.rowid AS place
    FROM search(:expression) AS words
    CROSS JOIN search_place ON search_place.place = words.rowid
    CROSS JOIN item ON item.id = search_place.item_id
    WHERE words.rowid BETWEEN :from AND :to"
);

const FOUND_BY_TITLE: &str = in_scope!(
    "
        words.rowid AS place
    FROM search_title(:expression) AS words
    CROSS JOIN search_place ON search_place.place = words.rowid
    CROSS JOIN item ON item.id = search_place.item_id
    WHERE words.rowid BETWEEN :from AND :to"
);

// A person saves and reads little of what is stored. To look at all other items with the words would take
// long.
const FOUND_SAVED: &str = in_scope!(
    "
        words.rowid AS place
    FROM user.saved
    CROSS JOIN item USING (edition, kind, remote_id)
    CROSS JOIN search_place ON search_place.item_id = item.id
    CROSS JOIN search(:expression) AS words ON words.rowid = search_place.place
    WHERE search_place.place BETWEEN :from AND :to"
);

const FOUND_READ: &str = in_scope!(
    "
        words.rowid AS place
    FROM user.read_mark
    CROSS JOIN item USING (edition, kind, remote_id)
    CROSS JOIN search_place ON search_place.item_id = item.id
    CROSS JOIN search(:expression) AS words ON words.rowid = search_place.place
    WHERE search_place.place BETWEEN :from AND :to"
);

/// The newest items that an FTS5 expression finds below a place, newest first, at most `most`. Without an
/// expression, all items of the editions, which must be named then.
pub(crate) fn found(
    connection: &Connection,
    index: Index,
    expression: Option<&str>,
    scope: &SearchScope,
    below: Option<i64>,
    most: usize,
) -> Result<Vec<FoundRow>> {
    let Places { from, to } = scope.places();
    let to = below.map_or(to, |below| to.min(below.saturating_sub(1)));
    let expression = match (index, expression) {
        (Index::Titles, Some(expression)) if scope.of_person().is_some() => {
            scope.narrowed(&format!("title : ({expression})"))
        }
        (_, Some(expression)) => scope.narrowed(expression),
        (_, None) => scope.all_of_editions(),
    };
    let statement = match (index, scope.of_person()) {
        (_, Some(statement)) => statement,
        (Index::Whole, None) => FOUND,
        (Index::Titles, None) => FOUND_BY_TITLE,
    };
    let Filters { editions, section, since, until } = filters(scope)?;
    let values = named_params! {
        ":expression": expression,
        ":from": from,
        ":to": to,
        ":editions": editions,
        ":section": section,
        ":since": since,
        ":until": until,
        ":read": scope.read,
        ":saved": scope.saved,
        ":shown": scope.shown,
        ":most": most,
    };
    query(connection, statement, values)
}

/// The values of a scope, as the statements need them.
struct Filters<'a> {
    editions: String,
    section: Option<&'a str>,
    since: Option<i64>,
    until: Option<i64>,
}

fn filters(scope: &SearchScope) -> Result<Filters<'_>> {
    Ok(Filters {
        editions: row::to_json(&scope.editions)?,
        section: scope.section.map(Section::as_str),
        since: scope.since.map(Timestamp::as_millisecond),
        until: scope.until.map(Timestamp::as_millisecond),
    })
}

fn query(connection: &Connection, sql: &str, values: &[(&str, &dyn ToSql)]) -> Result<Vec<FoundRow>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, |row| {
        Ok(FoundRow {
            item: row.get("id")?,
            place: row.get("place")?,
            published_ms: row.get("published_at")?,
            number: row.get("number")?,
            key: row::key(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const IN_HEAD: &str = "
    SELECT words.rowid AS place
    FROM search(:expression) AS words
    WHERE words.rowid BETWEEN :from AND :to";

/// The places of the items, from one place to another, that an expression finds in title and lead alone.
pub(crate) fn found_in_head(
    connection: &Connection,
    expression: &str,
    scope: &SearchScope,
    from: i64,
    to: i64,
) -> Result<Vec<i64>> {
    let expression = format!("{{title lead}} : ({expression})");
    if scope.of_person().is_some() {
        let rows = found(connection, Index::Whole, Some(&expression), scope, None, usize::MAX >> 1)?;
        return Ok(rows.into_iter().map(|row| row.place).collect());
    }
    let expression = scope.narrowed(&expression);
    let mut statement = connection.prepare_cached(IN_HEAD)?;
    let values = named_params! { ":expression": expression, ":from": from, ":to": to };
    let places = statement.query_map(values, |row| row.get("place"))?;
    Ok(places.collect::<rusqlite::Result<_>>()?)
}

const STILL_FOUND: &str = "
    SELECT words.rowid AS place
    FROM search(:expression) AS words
    WHERE words.rowid = (
        SELECT search_place.place
        FROM item
        JOIN search_place ON search_place.item_id = item.id
        WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id)";

/// Whether an expression finds an item of the editions that are searched.
pub(crate) fn is_found(
    connection: &Connection,
    expression: &str,
    scope: &SearchScope,
    key: &ItemKey,
) -> Result<bool> {
    let expression = scope.narrowed(expression);
    let values = named_params! {
        ":expression": expression,
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(STILL_FOUND)?;
    Ok(statement.query_row(values, |row| row.get::<_, i64>("place")).optional()?.is_some())
}

const UNINDEXED: &str = in_scope!(
    "
        item.published_at AS place
    FROM item
    WHERE item.id IN (SELECT item_id FROM search_due UNION SELECT id FROM item WHERE :all)"
);

/// The items that the index cannot find yet, newest first, at most `most`. These are the items that are due.
/// If another version of the folding made the words, all items are.
pub(crate) fn unindexed(
    connection: &Connection,
    version: u32,
    scope: &SearchScope,
    most: usize,
) -> Result<Vec<FoundRow>> {
    let Filters { editions, section, since, until } = filters(scope)?;
    let values = named_params! {
        ":all": search::folding(connection)? != Some(version),
        ":editions": editions,
        ":section": section,
        ":since": since,
        ":until": until,
        ":read": scope.read,
        ":saved": scope.saved,
        ":shown": scope.shown,
        ":most": most,
    };
    let rows = query(connection, UNINDEXED, values)?;
    Ok(rows.into_iter().map(|row| FoundRow { place: place_at(row.place), ..row }).collect())
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
        article.language, article.direction, coalesce(article.revision, 1) AS revision,
        item.gone_at IS NOT NULL AS gone,
        item.picture, picture_address.width, picture_address.height,
        item.published_at, item.published_source, item.published_precision,
        read_mark.read_at IS NOT NULL AS read,
        saved.saved_at IS NOT NULL AS saved
    FROM item
    LEFT JOIN article ON article.item_id = item.id
    LEFT JOIN picture_address ON picture_address.address = item.picture
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN user.saved USING (edition, kind, remote_id)
    WHERE item.id = :id
        AND item.removed_at IS NULL
        AND coalesce(item.title, article.title) IS NOT NULL";

/// An item that was found; `None` if it has been removed since.
pub(crate) fn found_item(connection: &Connection, id: i64) -> Result<Option<FoundItem>> {
    let read = |row: &Row<'_>| {
        Ok(FoundItem { edition: row.get("edition")?, row: list::from_row(row)?, texts: search::texts(row)? })
    };
    Ok(connection.prepare_cached(ITEM)?.query_row(&[(":id", &id)], read).optional()?)
}
