//! Which items a search finds. The index is in the order of dates, so all of these read its newest end.

use std::cmp::Reverse;

use jiff::Timestamp;
use rusqlite::{Connection, ToSql, named_params};

use super::row;
use super::search;
use super::search_place::place_at;
use super::search_scope::{Places, SearchScope};
use crate::error::Result;
use crate::model::{ItemKey, Section};

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

/// The statement for items that a person saved or read; `None` if the scope has others, too.
pub(super) fn of_person(scope: &SearchScope) -> Option<&'static str> {
    match (scope.saved, scope.read) {
        (Some(true), _) => Some(FOUND_SAVED),
        (_, Some(true)) => Some(FOUND_READ),
        _ => None,
    }
}

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
        (Index::Titles, Some(expression)) if of_person(scope).is_some() => {
            scope.narrowed(&format!("title : ({expression})"))
        }
        (_, Some(expression)) => scope.narrowed(expression),
        (_, None) => scope.all_of_editions(),
    };
    let statement = match (index, of_person(scope)) {
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
