//! Pages of items: which ones are due, and what the site answered.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, ToSql, named_params};

use super::article::{self, TextChange, TextOfPage};
use super::date;
use super::fingerprint;
use super::item;
use super::resource::{self, Due, DueReason, postpone};
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Published, Section, Validators};

/// A page that will be requested.
#[derive(Debug, Clone)]
pub(crate) struct DuePage {
    pub(crate) resource: i64,
    pub(crate) item: i64,
    pub(crate) key: ItemKey,
    pub(crate) validators: Validators,
    /// The base address that gave the validators; `None` if it is unknown.
    pub(crate) base: Option<String>,
    /// The headline in the listing.
    pub(crate) title: Option<String>,
    pub(crate) wire_bytes: Option<u64>,
    pub(crate) due: Due,
    /// Whether its text is stored.
    pub(crate) has_text: bool,
}

/// Which pages to look for.
#[derive(Debug, Clone)]
pub(crate) struct PagesOf {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
    pub(crate) now: Timestamp,
    /// The version of the parser. Pages that an older parser read are requested without validators.
    pub(crate) parser: u32,
    /// Pages whose last body is older than this are also requested without validators, and pages whose body
    /// is of a later time than now.
    pub(crate) validators_since: Timestamp,
}

/// The columns of a page that is due.
macro_rules! pages {
    ($rest:literal) => {
        concat!(
            "
    SELECT
        resource.id AS resource, resource.item_id, item.kind, item.remote_id, item.title,
        iif(resource.parser >= :parser AND resource.body_at BETWEEN :validators_since AND :now,
            resource.etag, NULL) AS etag,
        iif(resource.parser >= :parser AND resource.body_at BETWEEN :validators_since AND :now,
            resource.last_modified, NULL) AS last_modified,
        resource.base, resource.wire_bytes, resource.due_at, resource.reason, resource.failures,
        EXISTS (SELECT 1 FROM article WHERE article.item_id = resource.item_id) AS has_text
",
            $rest
        )
    };
}

// The due pages come from ranges of three indexes. The last two indexes are short. If a due time is further
// ahead than its reason allows, a clock that was ahead stored it, so the page is due. Without `INDEXED BY`,
// SQLite would use `resource_due` for all ranges, and walk through all pages without a problem. Failing pages
// come last. Among them the oldest `due_at` comes first, so that the same pages never block the others.
pub(super) const DUE: &str = pages!(
    "
    FROM resource
    JOIN item ON item.id = resource.item_id
    WHERE resource.id IN (
            SELECT id
            FROM resource
            WHERE edition = :edition AND section = :section AND kind = 'page' AND due_at <= :now
            UNION ALL
            SELECT id
            FROM resource
            WHERE edition = :edition AND section = :section AND kind = 'page' AND due_at > :longest_rest
            UNION ALL
            SELECT id
            FROM resource INDEXED BY resource_troubled
            WHERE edition = :edition AND section = :section AND kind = 'page' AND reason <> 'revalidation'
                AND (due_at > :longest_wait
                    OR (reason = 'failed' AND due_at > :longest_wait_after_failed_request)
                    OR reason IN ('missing', 'changed_row'))
            UNION ALL
            SELECT id
            FROM resource
            WHERE edition = :edition AND section = :section AND reason = 'unreadable' AND parser < :parser)
        AND resource.reason IN (SELECT value FROM json_each(:reasons))
    ORDER BY
        resource.failures > 0, iif(resource.failures > 0, resource.due_at, 0),
        item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :most"
);

/// The pages that are due for one of these reasons, at most `most`. The newest come first, failing pages
/// last. A page that an older parser could not read is due, too.
pub(crate) fn pages_due(
    connection: &Connection,
    of: &PagesOf,
    reasons: &[DueReason],
    most: u32,
) -> Result<Vec<DuePage>> {
    let after = |wait| of.now.checked_add(wait).unwrap_or(Timestamp::MAX).as_millisecond();
    let reasons: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
        ":longest_rest": after(resource::LONGEST_REST),
        ":longest_wait": after(resource::LONGEST_WAIT),
        ":longest_wait_after_failed_request": after(resource::LONGEST_WAIT_AFTER_FAILED_REQUEST),
        ":reasons": row::to_json(&reasons)?,
        ":most": most,
    };
    query(connection, DUE, values, of)
}

// The query starts from `item`, because its index is sorted newest first.
pub(super) const UNCHECKED: &str = pages!(
    "
    FROM (
        SELECT page.*
        FROM item
        CROSS JOIN resource AS page ON page.item_id = item.id AND page.kind = 'page'
        WHERE item.edition = :edition AND page.section = :section AND page.reason = 'revalidation'
        ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
        LIMIT :newest) AS resource
    JOIN item ON item.id = resource.item_id
    ORDER BY
        resource.checked_at,
        item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :most"
);

/// Of the `newest` pages that have no problem, the ones checked longest ago, at most `most`.
pub(crate) fn pages_unchecked(
    connection: &Connection,
    of: &PagesOf,
    newest: u32,
    most: u32,
) -> Result<Vec<DuePage>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
        ":newest": newest,
        ":most": most,
    };
    query(connection, UNCHECKED, values, of)
}

fn query(
    connection: &Connection,
    sql: &str,
    values: &[(&str, &dyn ToSql)],
    of: &PagesOf,
) -> Result<Vec<DuePage>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, |row| {
        Ok(DuePage {
            resource: row.get("resource")?,
            item: row.get("item_id")?,
            key: ItemKey { edition: of.edition.clone(), kind: row::kind(row)?, id: row.get("remote_id")? },
            validators: row::validators(row)?,
            base: row.get("base")?,
            title: row.get("title")?,
            wire_bytes: row.get("wire_bytes")?,
            due: resource::due(row)?,
            has_text: row.get("has_text")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An answer and its text, which will be stored in one transaction.
#[derive(Debug, Clone)]
pub(crate) struct PageAnswer {
    pub(crate) item: i64,
    pub(crate) validators: Validators,
    /// The base address at which the page was requested.
    pub(crate) base: Option<String>,
    pub(crate) wire_bytes: u64,
    pub(crate) at: Timestamp,
    /// The version of the parser that read the page.
    pub(crate) parser: u32,
    /// The date on the page.
    pub(crate) published: Option<Published>,
    pub(crate) text: TextOfPage,
    pub(crate) due: Due,
}

const SAVE: &str = "
    UPDATE resource
    SET
        etag = :etag,
        last_modified = :last_modified,
        base = :base,
        body_at = :at,
        wire_bytes = :wire_bytes,
        parser = :parser,
        checked_at = :at,
        due_at = :due_at,
        reason = :reason,
        failures = :failures,
        absences = 0,
        aside_hash = NULL,
        aside_count = 0
    WHERE item_id = :item_id AND kind = 'page'";

/// Stores an answer with its text, and returns what changed for a person who reads it. Only an edit adds a
/// revision. A removed item returns to the lists. An item that was pruned meanwhile stays so.
pub(crate) fn save_page(write: &mut Write<'_>, answer: &PageAnswer, is_edit: bool) -> Result<TextChange> {
    if item::is_pruned(write, answer.item)? {
        return Ok(TextChange::None);
    }
    fingerprint::save(write, answer.item, &answer.text)?;
    let change = article::save(write, answer.item, &answer.text, is_edit, answer.at)?;
    date::improve(write, answer.item, answer.published, answer.at)?;
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":item_id": answer.item,
        ":etag": answer.validators.etag,
        ":last_modified": answer.validators.last_modified,
        ":base": answer.base,
        ":wire_bytes": answer.wire_bytes,
        ":at": answer.at.as_millisecond(),
        ":parser": answer.parser,
        ":due_at": answer.due.at.as_millisecond(),
        ":reason": answer.due.reason.as_str(),
        ":failures": answer.due.failures,
    })?;
    item::restore(write, answer.item)?;
    Ok(change)
}

const CONFIRM: &str = "
    UPDATE resource
    SET
        checked_at = :at,
        due_at = :due_at,
        reason = :reason,
        failures = :failures,
        absences = 0,
        aside_hash = NULL,
        aside_count = 0
    WHERE item_id = :item_id AND kind = 'page'";

/// Stores that the site confirmed a page. A removed item returns to the lists.
pub(crate) fn confirm_page(write: &mut Write<'_>, item: i64, at: Timestamp, due: &Due) -> Result<()> {
    write.prepare_cached(CONFIRM)?.execute(named_params! {
        ":item_id": item,
        ":at": at.as_millisecond(),
        ":due_at": due.at.as_millisecond(),
        ":reason": due.reason.as_str(),
        ":failures": due.failures,
    })?;
    item::restore(write, item)
}

const UNREADABLE: &str = "
    UPDATE resource
    SET
        etag = iif(:is_first, NULL, etag),
        last_modified = iif(:is_first, NULL, last_modified),
        wire_bytes = iif(:is_first, :wire_bytes, wire_bytes),
        parser = iif(:is_first, :parser, parser),
        checked_at = iif(:is_first, :at, checked_at)
    WHERE id = :id";

/// An answer without a text of the article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnreadablePage {
    pub(crate) wire_bytes: u64,
    pub(crate) at: Timestamp,
    /// The version of the parser that found no text.
    pub(crate) parser: u32,
    pub(crate) due: Due,
}

/// Stores that a page had no text. A stored text is kept, with its validators.
pub(crate) fn note_unreadable(write: &mut Write<'_>, page: &DuePage, answer: &UnreadablePage) -> Result<()> {
    write.prepare_cached(UNREADABLE)?.execute(named_params! {
        ":id": page.resource,
        ":is_first": !page.has_text,
        ":wire_bytes": answer.wire_bytes,
        ":parser": answer.parser,
        ":at": answer.at.as_millisecond(),
    })?;
    postpone(write, page.resource, &answer.due)
}

const ABSENT: &str = "UPDATE resource SET absences = absences + 1 WHERE id = :id RETURNING absences";

/// Stores that the site answered that a page does not exist. Returns how many times in a row it has done so;
/// 0 if the item was pruned meanwhile.
pub(crate) fn note_absence(write: &mut Write<'_>, page: &DuePage) -> Result<u32> {
    let mut statement = write.prepare_cached(ABSENT)?;
    let absences = statement.query_row(&[(":id", &page.resource)], |row| row.get("absences"));
    Ok(absences.optional()?.unwrap_or_default())
}

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

const EXPECT: &str = "
    INSERT INTO resource (kind, edition, section, item_id, due_at, reason)
    SELECT 'page', edition, :section, id, :due_at, 'missing'
    FROM item
    WHERE id = :item_id AND pruned_at IS NULL
    ON CONFLICT (item_id, kind) DO NOTHING";

/// Stores that the page of an item must be requested, unless the item was pruned.
pub(super) fn expect_page(write: &mut Write<'_>, item: i64, section: Section, at: Timestamp) -> Result<()> {
    let values =
        named_params! { ":item_id": item, ":section": section.as_str(), ":due_at": at.as_millisecond() };
    write.prepare_cached(EXPECT)?.execute(values)?;
    Ok(())
}

const CHANGED: &str = "
    UPDATE resource
    SET due_at = :at, reason = iif(body_at IS NULL, 'missing', 'changed_row'), failures = 0, absences = 0
    WHERE item_id = :item_id AND kind = 'page' AND reason <> 'doubtful'";

/// Stores that a page must be requested again, because the row of its item changed. A doubtful page keeps its
/// time, because its text counts only at due times.
pub(super) fn note_changed_row(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":item_id": item, ":at": at.as_millisecond() };
    write.prepare_cached(CHANGED)?.execute(values)?;
    Ok(())
}
