//! Doubtful texts of pages, which are set aside: whether they come again, and whether other pages gave them.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::due_page::DuePage;
use super::resource::{Due, postpone};
use super::write::Write;
use super::{article, fingerprint};
use crate::error::Result;

const ASIDE: &str = "SELECT aside_hash FROM resource WHERE id = :id";

/// The sketch of the doubtful text that a page gave last, if there is one.
fn aside(connection: &Connection, page: &DuePage) -> Result<Option<Vec<u8>>> {
    let mut statement = connection.prepare_cached(ASIDE)?;
    let hash = statement.query_row(&[(":id", &page.resource)], |row| row.get("aside_hash"));
    Ok(hash.optional()?.flatten())
}

const SET_ASIDE: &str = "
    UPDATE resource
    SET aside_count = iif(:is_return, aside_count + 1, 1), aside_hash = :sketch
    WHERE id = :id
    RETURNING aside_count";

/// Stores the sketch of a doubtful text. Returns how many times in a row this text has come; 0 if the item
/// was pruned meanwhile. `is_return` says whether it is the text of an earlier sketch.
pub(crate) fn set_aside(
    write: &mut Write<'_>,
    page: &DuePage,
    sketch: &[u8],
    is_return: impl FnOnce(&[u8]) -> bool,
) -> Result<u32> {
    let is_return = aside(write, page)?.is_some_and(|earlier| is_return(&earlier));
    let mut statement = write.prepare_cached(SET_ASIDE)?;
    let values = named_params! { ":id": page.resource, ":sketch": sketch, ":is_return": is_return };
    Ok(statement.query_row(values, |row| row.get("aside_count")).optional()?.unwrap_or_default())
}

const ASIDE_ELSEWHERE: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM resource
        LEFT JOIN article ON article.item_id = resource.item_id
        WHERE resource.edition = :edition
            AND resource.kind = 'page'
            AND resource.id <> :id
            AND (substr(resource.aside_hash, 1, length(:whole)) = :whole OR article.hash = :hash)
        ) AS is_elsewhere";

/// Whether the same text came for another page of the edition. `whole` is the beginning of its sketch, and
/// `hash` is the hash of its content. This scans all pages of the edition, but it is rarely needed.
pub(crate) fn is_elsewhere(
    connection: &Connection,
    page: &DuePage,
    whole: &[u8],
    hash: &[u8],
) -> Result<bool> {
    let values = named_params! {
        ":edition": page.key.edition.as_str(),
        ":whole": whole,
        ":hash": hash,
        ":id": page.resource,
    };
    let mut statement = connection.prepare_cached(ASIDE_ELSEWHERE)?;
    Ok(statement.query_row(values, |row| row.get("is_elsewhere"))?)
}

const ASIDES_ELSEWHERE: &str = "
    SELECT aside_hash
    FROM resource
    WHERE edition = :edition AND kind = 'page' AND id <> :id AND aside_hash IS NOT NULL";

/// The sketches of the doubtful texts that came for other pages of the edition.
pub(crate) fn asides_elsewhere(connection: &Connection, page: &DuePage) -> Result<Vec<Vec<u8>>> {
    let values = named_params! { ":edition": page.key.edition.as_str(), ":id": page.resource };
    let mut statement = connection.prepare_cached(ASIDES_ELSEWHERE)?;
    let sketches = statement.query_map(values, |row| row.get("aside_hash"))?;
    Ok(sketches.collect::<rusqlite::Result<_>>()?)
}

const OTHER_PROBLEM: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM resource
        JOIN item ON item.id = resource.item_id
        WHERE resource.edition = :edition
            AND resource.kind = 'page'
            AND resource.id <> :id
            AND resource.reason IN ('absent', 'doubtful', 'failed')
            AND item.removed_at IS NULL) AS has_other";

/// Whether another page of the edition has a problem, whether it is due or not.
pub(crate) fn has_other_problem(connection: &Connection, page: &DuePage) -> Result<bool> {
    let values = named_params! { ":edition": page.key.edition.as_str(), ":id": page.resource };
    let mut statement = connection.prepare_cached(OTHER_PROBLEM)?;
    Ok(statement.query_row(values, |row| row.get("has_other"))?)
}

const NOT_COME: &str = "
    UPDATE resource
    SET
        etag = NULL, last_modified = NULL, body_at = NULL, checked_at = NULL,
        aside_hash = :sketch, aside_count = 1
    WHERE id = :id";

/// Deletes the first text of a page, because it is no article. Only its sketch is kept, as if no text had
/// ever been stored.
pub(crate) fn delete_text(write: &mut Write<'_>, page: &DuePage, sketch: &[u8], due: &Due) -> Result<()> {
    let values = named_params! { ":id": page.resource, ":sketch": sketch };
    write.prepare_cached(NOT_COME)?.execute(values)?;
    postpone(write, page.resource, due)?;
    fingerprint::forget(write, page.item)?;
    article::forget(write, page.item)
}
