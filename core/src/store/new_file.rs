//! The new file that replaces a damaged one: all rows that can be read, and the marks of copies.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::commit_point::CommitPoint;
use super::damaged_file::DamagedFile;
use super::directory::Directory;
use super::schema::Schema;
use super::set_aside::remove;
use super::upgrade::{ask_for_incremental_vacuum, upgrade};
use super::write::Write;
use super::{backup_due, compiled, damage, generation, readable_rows, salvage, state};
use crate::error::{Error, Result};
use crate::model::{DataFile, SalvagedTable};

/// What a new file holds.
pub(super) struct Made {
    pub(super) tables: Vec<SalvagedTable>,
    /// When the backup was made whose marks were added.
    pub(super) backup: Option<Timestamp>,
}

/// Makes the new file beside the damaged one, which stands at a path or was copied there. A sound copy that
/// an interrupted repair left is joined.
pub(super) fn make(
    directory: &Directory,
    file: DataFile,
    damaged: &Path,
    left: Option<&Connection>,
) -> Result<Made> {
    let path = directory.unfinished(file);
    remove(&path).map_err(|cause| directory.failed(&path, &cause))?;
    let found = DamagedFile::open(directory, file, damaged)?;
    let schema = damage::schema(file);
    let mut new = Connection::open(&path)?;
    set_up(&new)?;
    // First in the version of the damaged file, so that the steps after it change the rows as they should.
    let steps = schema.steps.get(..found.version.max(schema.owned_from)).unwrap_or(schema.steps);
    upgrade(&mut new, &Schema { steps, keeps_marks: false, ..*schema }, &directory.catalog)?;
    let mut tables = salvage::salvage(file, &found.readings, &new)?;
    upgrade(&mut new, schema, &directory.catalog)?;
    if file == DataFile::User && backup_due::lacks_changes(directory, &found.readings) {
        tables.iter_mut().for_each(|table| table.lost = None); // its rows can be read, but others are missing
    }
    let backup = match file {
        DataFile::Cache => decide_anew(&new)?,
        DataFile::User => join_copies(directory, &mut new, left, &tables)?,
    };
    damage::whole_check(&new)?;
    readable_rows::check(&new, "main", file)?;
    new.close().map_err(|(_, cause)| Error::from(cause))?;
    Ok(Made { tables, backup })
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

const DECIDE_ANEW: &str = "UPDATE mirror SET redo_below = (SELECT max(id) + 1 FROM item)";

/// The validators of a listing vouch for rows that may be lost.
const ASK_LISTINGS: &str = "
    UPDATE resource
    SET etag = NULL, last_modified = NULL, hash = NULL, top = NULL, not_before = NULL, due_at = 0
    WHERE kind = 'listing'";

/// The validators of a page vouch for a text that is lost.
const FORGET_PAGES: &str = "
    DELETE FROM resource
    WHERE kind = 'page' AND item_id NOT IN (SELECT item_id FROM article)";

const ASK_PAGES: &str = "
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

/// Lets the cache decide anew which items are read and shown, and ask for what it may have lost. It has no
/// backup.
fn decide_anew(cache: &Connection) -> Result<Option<Timestamp>> {
    for statement in [DECIDE_ANEW, ASK_LISTINGS, FORGET_PAGES, ASK_PAGES] {
        cache.execute(statement, [])?;
    }
    Ok(None)
}

/// Adds the marks of what an interrupted repair left, and of the newest sound backup if rows may be missing.
/// Returns when that was made.
fn join_copies(
    directory: &Directory,
    user: &mut Connection,
    left: Option<&Connection>,
    tables: &[SalvagedTable],
) -> Result<Option<Timestamp>> {
    if let Some(left) = left {
        join(left, user, |_| true)?;
    }
    let is_whole = |name: &str| tables.iter().any(|it| it.table == name && it.lost == Some(0));
    let lacks_rows = tables.iter().any(|it| it.lost != Some(0));
    let backup = if lacks_rows { generation::newest_sound(directory)? } else { None };
    if let Some((backup, _)) = &backup {
        join(backup, user, |table| !is_whole(table))?;
    }
    backup_due::count_on(directory, user)?;
    note_all_changed(user)?;
    Ok(backup.map(|(_, made_at)| made_at))
}

/// Adds the marks of a copy to a sound file of the user. If this is interrupted, it is done again. Returns
/// how many marks the copy has.
pub(super) fn add_marks(directory: &Directory, copy: &Connection, user: &mut Connection) -> Result<u64> {
    let marks = join(copy, user, |_| true)?;
    backup_due::count_on(directory, user)?;
    note_all_changed(user)?;
    Ok(marks)
}

/// What a copy has beside its marks.
const BESIDE_MARKS: [&str; 2] = ["saved_picture", "undo_step"];

/// Adds what a copy has in some tables, and returns how many marks that are. Of two values of one mark the
/// later one counts. A table of which no row is missing gets none. Seen: what had been undone since the
/// backup came back, and could be undone again.
fn join(copy: &Connection, user: &mut Connection, lacks: impl Fn(&str) -> bool) -> Result<u64> {
    let mut marks = state::marks(copy)?;
    marks.retain(|mark| mark.subject.table().is_none_or(&lacks));
    let beside: Vec<&str> = BESIDE_MARKS.into_iter().filter(|table| lacks(table)).collect();
    salvage::add(copy, user, &beside)?; // first, so that saved pictures keep their hashes
    let mut write = Write::begin(user, CommitPoint::Salvage)?;
    state::join(&mut write, &marks)?;
    write.commit()?;
    salvage::forget_orphans(user, &beside)?;
    Ok(marks.len() as u64)
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
