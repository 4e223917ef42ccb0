//! How a connection compiles its statements: each once, with a plan that its values do not change.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::error::Result;

/// The number of compiled statements that a connection keeps. A sync runs some forty; rusqlite's default of
/// 16 made it compile most of them anew for each page.
const KEPT: usize = 64;

/// Lets a connection compile each of its statements once.
///
/// Without the guarantee, SQLite plans a statement anew for each value that is bound to it, if the value may
/// help to choose an index. That took a third of the work of storing a page. The plans are those that the
/// test of query plans sees, because it binds no values.
/// <https://www.sqlite.org/queryplanner-ng.html#qpstab>
pub(super) fn once(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(KEPT);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
