//! Whether each row of a file can be read again.

use rusqlite::{Connection, Row};

use super::failure::damaged;
use super::sound_value::is_sound;
use super::table::{self, Table, quoted};
use crate::error::Result;
use crate::model::DataFile;

/// Reads each row of a database of a connection.
///
/// # Errors
/// [`Error::StorageDamaged`](crate::Error::StorageDamaged) if one has a value that no version ever wrote.
pub(super) fn check(connection: &Connection, database: &str, file: DataFile) -> Result<()> {
    for table in table::tables(connection, database)? {
        let columns = table.columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
        let rows = format!("SELECT {columns} FROM {database}.{}", quoted(&table.name));
        let mut statement = connection.prepare(&rows)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if !is_readable(file, &table, row) {
                return Err(damaged(format!("a row of `{}` cannot be read", table.name)));
            }
        }
    }
    Ok(())
}

fn is_readable(file: DataFile, table: &Table, row: &Row<'_>) -> bool {
    let mut columns = table.columns.iter().enumerate();
    columns.all(|(at, column)| row.get_ref(at).is_ok_and(|value| is_sound(file, &table.name, column, value)))
}
