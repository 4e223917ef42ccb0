//! Opens a file for writing: its schema, and its settings.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::compiled;
use super::failure::named;
use super::schema::Schema;
use super::upgrade;
use crate::error::Result;

/// Opens a checked file for writing, and creates or upgrades its schema.
pub(super) fn open_within(
    path: &Path,
    schema: &Schema,
    catalog: &str,
    timeout: Duration,
) -> Result<Connection> {
    let prepare = || -> Result<Connection> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(timeout)?;
        set_up(&connection, schema)?;
        upgrade::upgrade(&mut connection, schema, catalog)?;
        upgrade::convert_to_incremental_vacuum(&connection)?;
        Ok(connection)
    };
    prepare().map_err(|error| named(error, path))
}

fn set_up(connection: &Connection, schema: &Schema) -> Result<()> {
    upgrade::ask_for_incremental_vacuum(connection)?; // before WAL, which writes the file's first page
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", schema.synchronous)?;
    connection.pragma_update(None, "journal_size_limit", 4 << 20)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    compiled::once(connection)
}
