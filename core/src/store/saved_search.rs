//! Saved searches, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_record::Fields;
use super::row;
use super::setting::name_fault;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;

/// A saved search. Its key is its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredSearch {
    pub(crate) created_at: Timestamp,
    /// The words and filters as one text.
    pub(crate) query: String,
}

/// Saves a search under a name, or changes it. It keeps its place in the list.
pub(crate) fn save_search(write: &mut Write<'_>, name: &str, query: String, now: Timestamp) -> Result<()> {
    let name = name.to_owned();
    let before = user_mark::load::<StoredSearch>(write, &name)?;
    let created_at = before.map_or(now, |before| before.value.created_at);
    user_mark::set(write, &name, Some(StoredSearch { created_at, query }), now).map(drop)
}

/// Deletes a saved search.
pub(crate) fn delete_search(write: &mut Write<'_>, name: &str, now: Timestamp) -> Result<()> {
    user_mark::set::<StoredSearch>(write, &name.to_owned(), None, now).map(drop)
}

/// The saved searches, oldest first.
pub(crate) fn saved_searches(connection: &Connection) -> Result<Vec<(String, StoredSearch)>> {
    let all = user_mark::all::<StoredSearch>(connection)?;
    let mut searches: Vec<_> = all.into_iter().map(|(name, mark)| (name, mark.value)).collect();
    searches.sort_by(|(one, a), (other, b)| a.created_at.cmp(&b.created_at).then(one.cmp(other)));
    Ok(searches)
}

const LOAD: &str = "
    SELECT changed_at, unknown, created_at, query
    FROM saved_search
    WHERE name = :key";

const ALL: &str = "
    SELECT name AS key, changed_at, unknown, created_at, query
    FROM saved_search";

const STORE: &str = "
    INSERT INTO saved_search (name, changed_at, unknown, created_at, query)
    VALUES (:key, :changed_at, :unknown, :created_at, :query)
    ON CONFLICT (name) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        created_at = excluded.created_at,
        query = excluded.query";

const DELETE: &str = "DELETE FROM saved_search WHERE name = :key";

impl UserMark for StoredSearch {
    const NAME: &'static str = "saved_search";
    type Key = String;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([("created_at", row::time(row, "created_at")?), ("query", row::text(row, "query")?)]))
    }

    fn fault(name: &String, _: &Fields) -> Option<(String, String)> {
        name_fault(name)
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":created_at", self.created_at.as_millisecond().into()),
            (":query", self.query.clone().into()),
        ])
    }
}
