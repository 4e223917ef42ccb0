//! What the files must be after a kill, whatever the process was doing.

use std::path::{Path, PathBuf};

use ifilm_core::testing::Bulk;
use rusqlite::Connection;

use crate::killer::{copy, whole};
use crate::rows::rows;
use crate::section::pages_without_text;

/// The index alone. An item without a title and a text has no words, and may have a row or not.
const WORDS: &[&str] = &[
    "SELECT edition, remote_id, term, col, offset
    FROM word
    LEFT JOIN search_place ON place = doc
    LEFT JOIN item ON item.id = search_place.item_id
    WHERE NOT (col = 'edition' AND item.title IS NULL AND item.pruned_at IS NULL
        AND item.id NOT IN (SELECT item_id FROM article))",
    "SELECT item_id FROM search_due",
];

/// What each listing stored in its last transaction: its validators, and the ids of its rows.
pub(crate) fn sections(data: &Path) -> Vec<String> {
    let sections = "
        SELECT edition || ' ' || coalesce(etag, '-') || ' ' || (
            SELECT coalesce(group_concat(remote_id ORDER BY remote_id), '')
            FROM item
            JOIN listed ON item_id = id
            WHERE item.edition = resource.edition AND listed.candidate = resource.candidate)
        FROM resource
        WHERE kind = 'listing' AND body_at IS NOT NULL
        ORDER BY 1";
    let read = || -> rusqlite::Result<Vec<String>> {
        let cache = Connection::open(data.join("cache.db"))?;
        let mut statement = cache.prepare(sections)?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    if has_resources(data) { read().unwrap() } else { Vec::new() }
}

/// Whether there is a cache of a version that has the table of resources.
fn has_resources(data: &Path) -> bool {
    let path = data.join("cache.db");
    let table = "SELECT count(*) FROM sqlite_schema WHERE name = 'resource'";
    let count = |file: Connection| file.query_row(table, [], |row| row.get::<_, u32>(0));
    path.exists() && Connection::open(path).and_then(count).unwrap() > 0
}

/// The databases pass SQLite's check, no section is stored in part, no page has validators without a text,
/// and no picture is here in part. `allowed` are the sections that there may be.
pub(crate) fn check_parts(data: &Path, allowed: &[String]) -> Result<(), String> {
    whole(data)?;
    for section in sections(data) {
        if !allowed.contains(&section) {
            return Err(format!("half a section: {section}\nand not one of {allowed:#?}"));
        }
    }
    if !has_resources(data) {
        return Ok(());
    }
    let pages = pages_without_text(data);
    let pictures = pictures_in_part(data);
    match (pages, pictures.is_empty()) {
        (0, true) => Ok(()),
        _ => Err(format!("{pages} pages have validators and no text; pictures in part: {pictures:?}")),
    }
}

/// Each backup of the user's file is whole.
pub(crate) fn check_backups(data: &Path) -> Result<(), String> {
    for path in paths(&data.join("backups"), ".db").iter().filter(|path| !is_unfinished(path)) {
        let check = Connection::open(path)
            .and_then(|file| file.pragma_query_value(None, "integrity_check", |row| row.get::<_, String>(0)));
        if check.as_deref() != Ok("ok") {
            return Err(format!("{}: {check:?}", path.display()));
        }
    }
    Ok(())
}

/// A killed process leaves a backup that has no name of its own yet.
fn is_unfinished(backup: &Path) -> bool {
    backup.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"new-"))
}

/// Each file was repaired so often, and its damaged file is kept each time.
pub(crate) fn check_repairs(data: &Path, times: usize) -> Result<(), String> {
    let folder = data.join("damaged");
    let (reports, files) = (paths(&folder, ".json"), paths(&folder, ".db"));
    match (reports.len(), files.len()) == (2 * times, 2 * times) {
        true => Ok(()),
        false => {
            Err(format!("both files were repaired {times} times, and there are {reports:?} of {files:?}"))
        }
    }
}

fn paths(folder: &Path, end: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.to_str().is_some_and(|path| path.ends_with(end))).collect()
}

/// The pictures whose file has another length than their row says. A row may have no file: one is deleted
/// before its row.
fn pictures_in_part(data: &Path) -> Vec<String> {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let Ok(mut pictures) = cache.prepare("SELECT lower(hex(hash)), bytes FROM picture") else {
        return Vec::new(); // an old version had none
    };
    let pictures = pictures.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let is_in_part = |(name, bytes): &(String, u64)| {
        std::fs::metadata(data.join("pictures").join(name)).is_ok_and(|file| file.len() != *bytes)
    };
    pictures.map(Result::unwrap).filter(is_in_part).map(|(name, _)| name).collect()
}

/// The search index has the words of what is stored: after what is due was indexed, it is the same as one
/// that is made anew. Changes the folder.
pub(crate) async fn check_index(data: &Path, catalog: &str) -> Result<(), String> {
    let index = async |folder: &Path| {
        Bulk::at(folder, catalog).index().await.map_err(|error| format!("the index: {error}"))
    };
    index(data).await?;
    let anew = copy(data);
    let cache = Connection::open(anew.path().join("cache.db")).unwrap();
    // Another folding than this version's, as after an update.
    let emptied = "
        INSERT INTO search (search) VALUES ('delete-all');
        INSERT INTO search_title (search_title) VALUES ('delete-all');
        DELETE FROM search_place;
        UPDATE search_folding SET version = 0";
    cache.execute_batch(emptied).unwrap();
    drop(cache);
    index(anew.path()).await?;
    let (kept, made) = (rows(data, WORDS), rows(anew.path(), WORDS));
    match kept == made {
        true => Ok(()),
        false => {
            let only = |of: &[String], other: &[String]| -> Vec<String> {
                of.iter().filter(|word| !other.contains(word)).take(4).cloned().collect()
            };
            let (here, missing) = (only(&kept, &made), only(&made, &kept));
            let lengths = (kept.len(), made.len());
            Err(format!("the index and one made anew have {lengths:?} words; {here:?} and not {missing:?}"))
        }
    }
}
