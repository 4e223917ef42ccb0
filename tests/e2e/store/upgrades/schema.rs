//! The schema of a file as text that can be compared.

use std::path::Path;

use rusqlite::Connection;

const OBJECTS: &str = "
    SELECT type || ' ' || name || ': ' || coalesce(sql, '')
    FROM sqlite_schema
    WHERE name NOT LIKE 'sqlite_stat%'
    ORDER BY 1";

/// Every table, index and trigger of a file, without comments and with normalized white space.
pub(crate) fn of_file(path: &Path) -> Vec<String> {
    of(&Connection::open(path).unwrap())
}

/// The same for an open database.
pub(crate) fn of(database: &Connection) -> Vec<String> {
    let mut objects = database.prepare(OBJECTS).unwrap();
    let objects = objects.query_map([], |row| row.get::<_, String>(0)).unwrap();
    objects.map(|object| plain(&object.unwrap())).collect()
}

/// SQLite puts the new name of a table into quotation marks.
fn plain(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join(" ").replace('"', "");
    let words = text.replace(',', " , ").replace('(', " ( ").replace(')', " ) ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
