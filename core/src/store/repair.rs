//! Repair: replaces a damaged file by a new one with all that can be read, and keeps the damaged one.
//!
//! The new file is made beside the damaged one, and gets a name of its own once it is whole. Only then the
//! damaged one is moved aside. A repair that was interrupted before that is begun again. One that was
//! interrupted after it is finished by the next writer.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::directory::Directory;
use super::failure::named;
use super::in_use::InUse;
use super::open_mode::OpenMode;
use super::schema::{APPLICATION_ID, Schema};
use super::set_aside::{self, remove};
use super::upgrade::{ask_for_incremental_vacuum, upgrade};
use super::write::Write;
use super::{compiled, damage, generation, salvage, state};
use crate::error::{Error, Result};
use crate::model::{DataFile, Repair, SalvagedTable};

/// Repairs a file that nobody uses.
///
/// # Errors
/// [`Error::Busy`] while another client or process has the files open for writing.
pub(super) fn repair_unused(
    directory: &Directory,
    file: DataFile,
    reason: &str,
    timeout: Duration,
) -> Result<Repair> {
    let _opening = directory.lock(timeout)?;
    let in_use = InUse::enter(directory)?;
    if !in_use.is_alone {
        return Err(Error::Busy { file: directory.file(file).display().to_string() });
    }
    finish(directory, file)?;
    repair(directory, file, reason)
}

/// Finishes a repair that was interrupted after its new file was whole, and removes what another left.
pub(super) fn finish(directory: &Directory, file: DataFile) -> Result<()> {
    let (path, replacement) = (directory.file(file), directory.replacement(file));
    let failed = |cause: io::Error| directory.failed(&replacement, &cause);
    remove(&directory.unfinished(file)).map_err(failed)?;
    match replacement.exists() {
        true if path.exists() => remove(&replacement).map_err(failed), // the damaged one still has all
        true => put_in_place(directory, file),
        false => Ok(()),
    }
}

/// Repairs a file. The caller must be alone.
pub(super) fn repair(directory: &Directory, file: DataFile, reason: &str) -> Result<Repair> {
    let made = make_new(directory, file).map_err(|error| named(error, &directory.unfinished(file)));
    let (tables, backup) = match made {
        Ok(made) => made,
        Err(error) => {
            let _ = remove(&directory.unfinished(file)); // it takes room that may be missing
            return Err(error);
        }
    };
    let at = directory.clock.now();
    let place = set_aside::free_name(directory, file, at);
    let is_there = directory.look_at(&directory.file(file))?.is_some_and(|found| found.len() > 0)
        || directory.has_wal(&directory.file(file))?;
    let moved_to = is_there.then(|| place.display().to_string());
    let repair = Repair { file, at, reason: reason.to_owned(), moved_to, tables, backup };
    replace(directory, file, &place, &repair)?;
    set_aside::forget_oldest(directory, file);
    tracing::warn!(file = file.as_str(), reason, kept = repair.kept(), "a damaged file was replaced");
    Ok(repair)
}

fn replace(directory: &Directory, file: DataFile, place: &Path, repair: &Repair) -> Result<()> {
    let (unfinished, replacement) = (directory.unfinished(file), directory.replacement(file));
    let failed = |cause: io::Error| directory.failed(&replacement, &cause);
    set_aside::write_report(directory, place, repair)?;
    File::open(&unfinished).and_then(|new| new.sync_all()).map_err(failed)?;
    fs::rename(&unfinished, &replacement).map_err(failed)?;
    directory.sync()?;
    set_aside::move_to(directory, file, place)?;
    put_in_place(directory, file)
}

/// Gives the new file its name. Whatever of the damaged one is still there would be taken for its log.
fn put_in_place(directory: &Directory, file: DataFile) -> Result<()> {
    let path = directory.file(file);
    let failed = |cause: io::Error| directory.failed(&path, &cause);
    if super::directory::wal(&path).exists() {
        let place = set_aside::free_name(directory, file, directory.clock.now());
        set_aside::move_to(directory, file, &place)?;
    }
    remove(&directory.shared_memory(file)).map_err(failed)?;
    fs::rename(directory.replacement(file), &path).map_err(failed)?;
    directory.sync()
}

type Made = (Vec<SalvagedTable>, Option<jiff::Timestamp>);

/// Makes the new file with all that can be read.
fn make_new(directory: &Directory, file: DataFile) -> Result<Made> {
    let schema = damage::schema(file);
    let path = directory.unfinished(file);
    remove(&path).map_err(|cause| directory.failed(&path, &cause))?;
    let (readings, version) = readings(directory, file, schema);
    let mut new = Connection::open(&path)?;
    set_up(&new)?;
    // First in the version of the damaged file, so that the steps after it change the rows as they should.
    let steps = schema.steps.get(..version.max(schema.owned_from)).unwrap_or(schema.steps);
    upgrade(&mut new, &Schema { steps, ..*schema }, &directory.catalog)?;
    let tables = salvage::salvage(&readings, &new)?;
    upgrade(&mut new, schema, &directory.catalog)?;
    let backup = match file {
        DataFile::Cache => decide_anew(&new)?,
        DataFile::User => {
            let backup = join_backup(directory, &mut new)?;
            generation::count_on(directory, &new)?;
            note_all_changed(&new)?;
            backup
        }
    };
    damage::quick_check(&new)?;
    new.close().map_err(|(_, cause)| Error::from(cause))?;
    Ok((tables, backup))
}

/// The new file is one file without a log, and is synced once it is whole.
fn set_up(new: &Connection) -> Result<()> {
    ask_for_incremental_vacuum(new)?;
    new.pragma_update(None, "synchronous", "OFF")?;
    new.pragma_update(None, "journal_mode", "MEMORY")?;
    new.pragma_update(None, "trusted_schema", false)?;
    new.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    compiled::once(new)
}

/// The ways in which a damaged file can be read, and the version that it says it has. The second way leaves
/// out the write-ahead log, which may be of another file.
fn readings(directory: &Directory, file: DataFile, schema: &Schema) -> (Vec<Connection>, usize) {
    let path = directory.file(file);
    if directory.look_at(&path).ok().flatten().is_none_or(|found| found.len() == 0) {
        return (Vec::new(), schema.steps.len()); // SQLite would delete the log beside an empty file
    }
    let with_log = || OpenMode::WithoutLocks.open(&path).and_then(ignore_locks);
    let without_log = || OpenMode::Unchanging.open(&path);
    let has_log = directory.has_wal(&path).unwrap_or(false);
    let opened = [has_log.then(with_log), Some(without_log())];
    let opened = opened.into_iter().flatten().filter_map(Result::ok);
    let readings: Vec<(Connection, usize)> = opened
        .filter_map(|connection| {
            let version = version(&connection, schema)?;
            Some((connection, version))
        })
        .collect();
    let version = readings.iter().map(|(_, version)| *version).max().unwrap_or(schema.steps.len());
    (readings.into_iter().map(|(connection, _)| connection).collect(), version)
}

fn ignore_locks(connection: Connection) -> Result<Connection> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(connection)
}

/// The version of a damaged file, if it can be read at all. One that makes no sense counts as the newest.
fn version(connection: &Connection, schema: &Schema) -> Option<usize> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).ok()?;
    let version: usize = connection.pragma_query_value(None, "user_version", |row| row.get(0)).ok()?;
    let is_possible = application == APPLICATION_ID && (1..=schema.steps.len()).contains(&version);
    Some(if is_possible { version } else { schema.steps.len() })
}

const DECIDE_ANEW: &str = "UPDATE mirror SET redo_below = (SELECT max(id) + 1 FROM item)";

const ASK_AGAIN: &str = "
    INSERT INTO resource (kind, edition, section, item_id, checked_at, due_at, reason)
    SELECT
        'page', item.edition,
        coalesce((SELECT min(listed.section) FROM listed WHERE listed.item_id = item.id), 'news'),
        item.id,
        (SELECT item.first_seen_at FROM article WHERE article.item_id = item.id),
        0, 'missing'
    FROM item
    WHERE item.pruned_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM resource WHERE resource.item_id = item.id AND resource.kind = 'page')";

/// Lets the cache decide anew which items are read and shown, and ask for the pages of which it does not know
/// when they came. It has no backup.
fn decide_anew(cache: &Connection) -> Result<Option<jiff::Timestamp>> {
    cache.execute(DECIDE_ANEW, [])?;
    cache.execute(ASK_AGAIN, [])?;
    Ok(None)
}

/// What a backup has beside its marks.
const BESIDE_MARKS: [&str; 2] = ["saved_picture", "undo_step"];

/// Adds the marks of the newest sound backup. Returns when it was made.
fn join_backup(directory: &Directory, user: &mut Connection) -> Result<Option<jiff::Timestamp>> {
    let Some((backup, made_at)) = generation::newest_sound(directory) else { return Ok(None) };
    let marks = state::marks(&backup)?;
    salvage::add(&backup, user, &BESIDE_MARKS)?; // first, so that saved pictures keep their hashes
    let mut write = Write::begin(user)?;
    state::join(&mut write, &marks)?;
    write.commit()?;
    salvage::forget_orphans(user, &BESIDE_MARKS)?;
    Ok(Some(made_at))
}

/// More than any writer has noted since.
const FAR: i64 = 1 << 20;

const ALL_CHANGED: &str = "
    INSERT INTO mark_change (id, edition, kind, remote_id)
    SELECT coalesce(max(id), 0) + :far, NULL, NULL, NULL
    FROM mark_change";

/// Notes a change of no item, so that the cache decides anew about all.
fn note_all_changed(user: &Connection) -> Result<()> {
    user.execute(ALL_CHANGED, &[(":far", &FAR)])?;
    Ok(())
}
