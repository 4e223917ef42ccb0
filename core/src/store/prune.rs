//! Pruning: deletes items to save room, in short transactions. `retention.rs` says which.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::picture_file::PictureFiles;
use super::picture_hash::PictureHash;
use super::write::Write;
use super::{credit, page, picture, row, search};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Section};

/// A transaction ends after this time, so that no other write waits long. What is left is done in the next.
pub(super) const SLICE: Duration = Duration::from_millis(10);

const PRUNE: &str = "
    UPDATE item
    SET
        title = NULL, title_key = NULL, lead = NULL, picture = NULL, picture_small = NULL, shown = 0,
        removed_at = coalesce(removed_at, :at), pruned_at = :at
    WHERE id = :id AND pruned_at IS NULL
    RETURNING edition, kind, remote_id";

const TEXT: &str = "DELETE FROM article WHERE item_id = :id";
const EARLIER_TEXTS: &str = "DELETE FROM revision WHERE item_id = :id";
const FINGERPRINT: &str = "DELETE FROM fingerprint WHERE item_id = :id";
const DUE_FINGERPRINT: &str = "DELETE FROM fingerprint_due WHERE item_id = :id";
const EPISODES: &str = "DELETE FROM episode WHERE item_id = :id";
const TRACKS: &str = "DELETE FROM track WHERE item_id = :id";
const PROGRAM: &str = "DELETE FROM program WHERE item_id = :id";
const RESOURCE: &str = "DELETE FROM resource WHERE item_id = :id";

/// What a pruned item loses besides its title and its words.
const LOSSES: [&str; 9] =
    [TEXT, EARLIER_TEXTS, FINGERPRINT, DUE_FINGERPRINT, PROGRAM, credit::FORGET, EPISODES, TRACKS, RESOURCE];

/// Prunes as many of these items as fit into a slice, at least one, and returns how many it has looked at.
/// An item that another process has pruned or deleted meanwhile is left alone.
pub(crate) fn prune_items(write: &mut Write<'_>, items: &[i64], at: Timestamp) -> Result<usize> {
    let until = Instant::now() + SLICE;
    for (done, item) in (1..).zip(items) {
        prune(write, *item, at)?;
        if Instant::now() >= until {
            return Ok(done);
        }
    }
    Ok(items.len())
}

fn prune(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":id": item, ":at": at.as_millisecond() };
    let key: Option<ItemKey> = write.prepare_cached(PRUNE)?.query_row(values, row::key).optional()?;
    let Some(key) = key else { return Ok(()) };
    for loss in LOSSES {
        write.prepare_cached(loss)?.execute(&[(":id", &item)])?;
    }
    search::forget_words(write, item)?; // at last, because a trigger notes the lost title
    write.changes().note_removed(key);
    Ok(())
}

/// Deletes the rows and the files of as many of these pictures as fit into a slice, at least one. Returns how
/// many. The file goes before the commit: a row without a file is found and deleted, too.
pub(super) fn prune_pictures(
    write: &mut Write<'_>,
    files: &PictureFiles,
    hashes: &[PictureHash],
) -> Result<usize> {
    let until = Instant::now() + SLICE;
    for (done, hash) in (1..).zip(hashes) {
        picture::forget_picture(write, hash)?;
        files.delete(hash)?;
        if Instant::now() >= until {
            return Ok(done);
        }
    }
    Ok(hashes.len())
}

// A row that stands on the page of its listing that was read last would come back with the next answer.
const FORGET: &str = "
    DELETE FROM item
    WHERE id IN (
        SELECT old.id
        FROM (
            SELECT id, edition
            FROM item INDEXED BY item_pruned
            WHERE edition = :edition AND pruned_at IS NOT NULL
            ORDER BY published_at DESC, number DESC, remote_id DESC, kind DESC
            LIMIT :most OFFSET :kept
        ) AS old
        WHERE NOT EXISTS (
            SELECT 1
            FROM listed
            JOIN listing ON listing.edition = old.edition AND listing.section = listed.section
            WHERE listed.item_id = old.id AND listed.last_round >= listing.rounds))
    RETURNING published_at";

const SET_HORIZON: &str = "
    INSERT INTO horizon (edition, published_at)
    VALUES (:edition, :published_at)
    ON CONFLICT (edition) DO UPDATE SET published_at = max(published_at, excluded.published_at)";

/// Deletes the rows of pruned items of an edition, but for the newest `kept`, at most `most` of them. Returns
/// how many it deleted. The date of the newest of them is kept as the horizon of the edition.
pub(crate) fn forget_pruned(
    write: &mut Write<'_>,
    edition: &EditionId,
    kept: u32,
    most: u32,
) -> Result<usize> {
    let values = named_params! { ":edition": edition.as_str(), ":kept": kept, ":most": most };
    let mut statement = write.prepare_cached(FORGET)?;
    let dates = statement.query_map(values, |row| row.get::<_, i64>("published_at"))?;
    let dates: Vec<i64> = dates.collect::<rusqlite::Result<_>>()?;
    drop(statement);
    if let Some(newest) = dates.iter().max() {
        let values = named_params! { ":edition": edition.as_str(), ":published_at": newest };
        write.prepare_cached(SET_HORIZON)?.execute(values)?;
    }
    Ok(dates.len())
}

// What the site itself had removed before stays away.
const REVIVE: &str = "
    UPDATE item
    SET removed_at = NULL, pruned_at = NULL
    WHERE id IN (
        SELECT id
        FROM item INDEXED BY item_pruned
        WHERE edition = :edition AND pruned_at IS NOT NULL AND published_at > :since
            AND removed_at = pruned_at
        ORDER BY published_at DESC, number DESC, remote_id DESC, kind DESC
        LIMIT :most)
    RETURNING id";

const IS_REVIVABLE: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM item INDEXED BY item_pruned
        WHERE edition = :edition AND pruned_at IS NOT NULL AND published_at > :since
            AND removed_at = pruned_at) AS is_revivable";

/// Whether [`revive`] would find an item.
pub(crate) fn is_revivable(connection: &Connection, edition: &EditionId, since: Timestamp) -> Result<bool> {
    let values = named_params! { ":edition": edition.as_str(), ":since": since.as_millisecond() };
    let mut statement = connection.prepare_cached(IS_REVIVABLE)?;
    Ok(statement.query_row(values, |row| row.get("is_revivable"))?)
}

/// Lets the pages of the newest pruned items of an edition be requested again, at most `most` of them, if
/// they were published after `since`.
pub(crate) fn revive(
    write: &mut Write<'_>,
    edition: &EditionId,
    since: Timestamp,
    most: u32,
    at: Timestamp,
) -> Result<()> {
    let values =
        named_params! { ":edition": edition.as_str(), ":since": since.as_millisecond(), ":most": most };
    let mut statement = write.prepare_cached(REVIVE)?;
    let revived = statement.query_map(values, |row| row.get("id"))?;
    let revived: Vec<i64> = revived.collect::<rusqlite::Result<_>>()?;
    drop(statement);
    for item in revived {
        for section in sections(write, item)? {
            page::expect_page(write, item, section, at)?;
        }
    }
    Ok(())
}

const SECTIONS: &str = "SELECT section FROM listed WHERE item_id = :item_id";

fn sections(write: &Write<'_>, item: i64) -> Result<Vec<Section>> {
    let mut statement = write.prepare_cached(SECTIONS)?;
    let read = |row: &Row<'_>| {
        let name: String = row.get("section")?;
        name.parse().map_err(|_| row::unexpected("section", name))
    };
    Ok(statement.query_map(&[(":item_id", &item)], read)?.collect::<rusqlite::Result<_>>()?)
}
