//! The tables of a file whose rows a repair copies.

use rusqlite::Connection;

use crate::error::Result;

/// Tables that are made anew: the index, counts and what follows from others. The owner is written when the
/// new file is made.
const MADE_ANEW: [&str; 8] = [
    "owner",
    "mirror",
    "search_due",
    "search_folding",
    "search_place",
    "section_count",
    "mark_change",
    "backup_due",
];

/// A table with its columns.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    /// The columns of its key, if it has no rowid.
    pub(super) key: Option<Vec<String>>,
}

/// A name in a statement. It may hold any letter.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

const TABLES: &str = "
    SELECT name, wr AS has_no_rowid
    FROM pragma_table_list
    WHERE schema = :database AND type = 'table' AND name NOT LIKE 'sqlite%'
    ORDER BY
        (SELECT count(*) FROM pragma_foreign_key_list(pragma_table_list.name, pragma_table_list.schema)),
        name";

/// The tables of a database of a connection: first those that refer to no other, because triggers look them
/// up.
pub(super) fn tables(connection: &Connection, database: &str) -> Result<Vec<Table>> {
    let mut statement = connection.prepare(TABLES)?;
    let named = statement
        .query_map(&[(":database", database)], |row| Ok((row.get("name")?, row.get("has_no_rowid")?)))?;
    let named: Vec<(String, bool)> = named.collect::<rusqlite::Result<_>>()?;
    let known = named.into_iter().filter(|(name, _)| !MADE_ANEW.contains(&name.as_str()));
    known.map(|(name, has_no_rowid)| table(connection, database, name, has_no_rowid)).collect()
}

fn table(connection: &Connection, database: &str, name: String, has_no_rowid: bool) -> Result<Table> {
    let all = columns(connection, database, &name)?;
    let mut key: Vec<_> = all.iter().filter(|(_, place)| *place > 0).cloned().collect();
    key.sort_by_key(|(_, place)| *place);
    let key = has_no_rowid.then(|| key.into_iter().map(|(column, _)| column).collect());
    Ok(Table { name, columns: all.into_iter().map(|(column, _)| column).collect(), key })
}

const COLUMNS: &str = "SELECT name, pk FROM pragma_table_info(:table, :database)";

/// The columns of a table, each with its place in the primary key, or 0.
pub(super) fn columns(
    connection: &Connection,
    database: &str,
    table: &str,
) -> rusqlite::Result<Vec<(String, u32)>> {
    let mut statement = connection.prepare(COLUMNS)?;
    let names = [(":table", table), (":database", database)];
    let rows = statement.query_map(&names, |row| Ok((row.get("name")?, row.get("pk")?)))?;
    rows.collect()
}
