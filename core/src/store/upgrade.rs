//! Upgrades: a file takes the steps that it lacks, all of them or none.

use rusqlite::{Connection, ErrorCode as SqliteCode, OptionalExtension, named_params};

use super::commit_point::CommitPoint;
use super::failure::{FAILED_READ, damaged};
use super::readable_mark;
use super::schema::{APPLICATION_ID, Schema, State, state};
use super::write::Write;
use crate::error::{Error, Result};

/// Creates the schema of a file, or takes the steps that the file lacks.
///
/// Foreign keys are off during the steps and are checked before the commit. A step that replaces a table
/// drops the old one. With foreign keys on, that would delete the rows that refer to it. They are switched
/// off before the transaction, because SQLite ignores the switch inside one.
pub(super) fn upgrade(connection: &mut Connection, schema: &Schema, catalog: &str) -> Result<()> {
    if matches!(state(connection, "main", schema)?, State::Ours { version } if version >= schema.steps.len())
    {
        connection.pragma_update(None, "foreign_keys", true)?; // no lock, for others may hold it
        take_over_marks(connection, schema);
        return Ok(());
    }
    connection.pragma_update(None, "foreign_keys", false)?;
    let upgraded = take_steps(connection, schema, catalog);
    let switched_back = connection.pragma_update(None, "foreign_keys", true);
    upgraded.and(switched_back.map_err(Error::from))
}

/// Takes over the marks that an earlier release kept because it could not read them. If this fails, the file
/// is opened as it is: others may hold it. The next start retries.
fn take_over_marks(connection: &mut Connection, schema: &Schema) {
    let mut take_over = || {
        if !schema.keeps_marks || !readable_mark::marks_wait(connection)? {
            return Ok(());
        }
        let mut write = Write::begin(connection, CommitPoint::Upgrade)?;
        readable_mark::take_over(&mut write)?;
        write.commit().map(drop)
    };
    if let Err(error) = take_over() {
        tracing::warn!(code = error.code().as_str(), %error, "marks of an earlier release wait");
    }
}

/// The version is read inside the transaction, because another process may be creating the same file.
fn take_steps(connection: &mut Connection, schema: &Schema, catalog: &str) -> Result<()> {
    let mut write = Write::begin(connection, CommitPoint::Upgrade)?;
    let version = match state(&write, "main", schema)? {
        State::Empty => 0,
        State::Ours { version } => version,
        State::Foreign | State::Newer => return Err(damaged("another program changed it just now")),
    };
    if version >= schema.steps.len() {
        return Ok(());
    }
    for (number, step) in (1..).zip(schema.steps).skip(version) {
        write.execute_batch(step).map_err(|cause| failed(number, cause))?;
    }
    if schema.keeps_marks {
        readable_mark::take_over(&mut write)?;
    }
    check_references(&write)?;
    write_owner(&write, schema, catalog)?;
    write.commit().map(drop)
}

/// Each step is tested on files of every version. If a step fails, the file does not match its version.
fn failed(number: usize, cause: rusqlite::Error) -> Error {
    if cause.sqlite_error_code() == Some(SqliteCode::OutOfMemory) {
        return cause.into(); // that may pass
    }
    match Error::from(cause) {
        Error::Internal(reason) => damaged(format!("step {number} of its upgrade fails: {reason}")),
        Error::StorageDamaged { reason, .. } if !reason.starts_with(FAILED_READ) => {
            damaged(format!("step {number} of its upgrade fails: {reason}"))
        }
        other => other,
    }
}

const LOST_REFERENCE: &str = "SELECT \"table\" AS child, parent FROM pragma_foreign_key_check LIMIT 1";

fn check_references(transaction: &Connection) -> Result<()> {
    let names = |row: &rusqlite::Row<'_>| Ok((row.get("child")?, row.get("parent")?));
    let lost: Option<(String, String)> = transaction.query_row(LOST_REFERENCE, [], names).optional()?;
    match lost {
        Some((child, parent)) => {
            Err(damaged(format!("after its upgrade a row of `{child}` has no row of `{parent}`")))
        }
        None => Ok(()),
    }
}

const OWNER: &str = "
    INSERT INTO owner (catalog)
    SELECT :catalog
    WHERE NOT EXISTS (SELECT 1 FROM owner)";

const USABLE_FROM: &str = "UPDATE owner SET usable_from = :usable_from";

/// Writes the owner of the file, its version, and the oldest version that can use it.
fn write_owner(transaction: &Connection, schema: &Schema, catalog: &str) -> Result<()> {
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", schema.steps.len())?;
    transaction.execute(OWNER, named_params! { ":catalog": catalog })?;
    transaction.execute(USABLE_FROM, named_params! { ":usable_from": schema.usable_from })?;
    Ok(())
}

/// SQLite's number for `auto_vacuum = INCREMENTAL`.
const INCREMENTAL: u32 = 2;

/// Lets a file free unused pages in small steps. This works at once only in a file without tables.
pub(super) fn ask_for_incremental_vacuum(connection: &Connection) -> Result<()> {
    match auto_vacuum(connection)? {
        INCREMENTAL => Ok(()),
        _ => Ok(connection.pragma_update(None, "auto_vacuum", INCREMENTAL)?),
    }
}

/// Rewrites a file of an older version once, so that it can free unused pages as new files do.
///
/// If this fails, the file is opened as it is: the disk may have no room for a second copy. The next start
/// retries.
pub(super) fn convert_to_incremental_vacuum(connection: &Connection) -> Result<()> {
    if auto_vacuum(connection)? != INCREMENTAL
        && let Err(cause) = CommitPoint::Vacuum.commit(|| connection.execute_batch("VACUUM"))
    {
        tracing::warn!(%cause, "a file keeps its free pages for now");
    }
    Ok(())
}

fn auto_vacuum(connection: &Connection) -> Result<u32> {
    Ok(connection.pragma_query_value(None, "auto_vacuum", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: &str = "CREATE TABLE owner (catalog TEXT NOT NULL, usable_from INTEGER NOT NULL DEFAULT 1)";
    const ITEMS: &str = "
        CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE page (item_id INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE)";
    const ROWS: &str = "INSERT INTO item VALUES (1, 'one'); INSERT INTO page VALUES (1)";
    const ITEMS_ANEW: &str = "
        CREATE TABLE new_item (id INTEGER PRIMARY KEY, title TEXT);
        INSERT INTO new_item SELECT id, name FROM item;
        DROP TABLE item;
        ALTER TABLE new_item RENAME TO item";
    const ITEMS_LOST: &str = "DELETE FROM item";
    const FAILING: &str = "CREATE TABLE half (way TEXT); INSERT INTO nowhere VALUES (1)";

    const OLD: Schema = schema(&[OWNER, ITEMS, ROWS]);

    const fn schema(steps: &'static [&'static str]) -> Schema {
        Schema {
            steps,
            usable_from: 1,
            owned_from: 1,
            own_table: "owner",
            synchronous: "NORMAL",
            keeps_marks: false,
        }
    }

    fn old_file() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        upgrade(&mut connection, &OLD, "ours").unwrap();
        connection
    }

    fn count(connection: &Connection, table: &str) -> u32 {
        connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_step_that_replaces_a_table_keeps_the_rows_that_refer_to_it() {
        let mut file = old_file();

        upgrade(&mut file, &schema(&[OWNER, ITEMS, ROWS, ITEMS_ANEW]), "ours").unwrap();

        assert_eq!(count(&file, "page"), 1);
        file.execute("DELETE FROM item", []).unwrap();
        assert_eq!(count(&file, "page"), 0, "foreign keys are on again");
    }

    #[test]
    fn an_upgrade_whose_step_fails_changes_nothing_and_says_which_step() {
        let mut file = old_file();

        let error =
            upgrade(&mut file, &schema(&[OWNER, ITEMS, ROWS, ITEMS_ANEW, FAILING]), "ours").unwrap_err();

        assert!(
            matches!(&error, Error::StorageDamaged { reason, .. } if reason.starts_with("step 5 of")),
            "{error}"
        );
        upgrade(&mut file, &OLD, "ours").expect("it is still a file of the old version");
        assert_eq!(count(&file, "item WHERE name = 'one'"), 1);
        assert_eq!(count(&file, "sqlite_schema WHERE name = 'half'"), 0);
    }

    #[test]
    fn a_failed_upgrade_leaves_foreign_keys_on() {
        let mut file = old_file();

        upgrade(&mut file, &schema(&[OWNER, ITEMS, ROWS, FAILING]), "ours").unwrap_err();

        file.execute("DELETE FROM item", []).unwrap();
        assert_eq!(count(&file, "page"), 0);
    }

    #[test]
    fn an_upgrade_that_breaks_a_reference_changes_nothing() {
        let mut file = old_file();

        let error = upgrade(&mut file, &schema(&[OWNER, ITEMS, ROWS, ITEMS_LOST]), "ours").unwrap_err();

        let reason = "after its upgrade a row of `page` has no row of `item`";
        assert!(matches!(&error, Error::StorageDamaged { reason: said, .. } if said == reason), "{error}");
        assert_eq!(count(&file, "item"), 1);
    }

    #[test]
    fn a_new_file_frees_unused_pages_in_small_steps() {
        let directory = tempfile::tempdir().unwrap();
        let file = Connection::open(directory.path().join("cache.db")).unwrap();

        ask_for_incremental_vacuum(&file).unwrap();
        file.execute_batch("CREATE TABLE item (name TEXT)").unwrap();

        assert_eq!(auto_vacuum(&file).unwrap(), INCREMENTAL);
    }

    #[test]
    fn an_older_file_is_rewritten_once_or_kept_if_that_fails() {
        let directory = tempfile::tempdir().unwrap();
        let file = Connection::open(directory.path().join("cache.db")).unwrap();
        file.execute_batch("CREATE TABLE item (name TEXT)").unwrap();
        ask_for_incremental_vacuum(&file).unwrap();

        file.execute_batch("BEGIN").unwrap(); // VACUUM fails inside a transaction, as it does on a full disk
        convert_to_incremental_vacuum(&file).unwrap();
        file.execute_batch("COMMIT").unwrap();
        let before = auto_vacuum(&file).unwrap();
        convert_to_incremental_vacuum(&file).unwrap();

        assert_eq!((before, auto_vacuum(&file).unwrap()), (0, INCREMENTAL));
    }
}
