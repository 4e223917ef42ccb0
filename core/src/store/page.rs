//! Pages of items: what the site answered.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::article::{self, TextChange, TextOfPage};
use super::date;
use super::due_page::DuePage;
use super::fingerprint;
use super::item;
use super::next_request::{NextRequest, Values};
use super::page_details::PageDetails;
use super::resource::{Due, postpone};
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{ItemKey, Published, Section, Validators};

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
    pub(crate) details: PageDetails,
    pub(crate) next: NextRequest,
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
        not_before = :not_before,
        moved_from = :moved_from,
        moved_to = :moved_to,
        moves = :moves,
        moved_at = :moved_at,
        absences = 0,
        aside_hash = NULL,
        aside_count = 0
    WHERE item_id = :item_id AND kind = 'page'";

/// Stores an answer with its text, and returns what changed for a person who reads it. Only an edit adds a
/// revision. A removed item returns to the lists. An item that was pruned meanwhile stays so.
pub(crate) fn save_page(write: &mut Write<'_>, answer: &PageAnswer, is_edit: bool) -> Result<TextChange> {
    let known = item::known(write, answer.item)?.filter(|known| !known.is_pruned);
    let Some(known) = known else { return Ok(TextChange::None) };
    if answer.details.is_article() {
        fingerprint::save(write, answer.item, &answer.text)?;
    }
    let change = article::save(write, &known, &answer.text, is_edit, answer.at)?;
    if answer.details.save(write, answer.item, answer.at)? {
        write.changes().note_changed(known.key.clone());
    }
    date::improve(write, &known, answer.published, answer.at)?;
    let next = Values::of(&answer.next);
    write.prepare_cached(SAVE)?.execute(&*next.with(named_params! {
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
    }))?;
    item::note_found(write, answer.item)?;
    if known.is_removed || known.is_gone {
        item::restore(write, answer.item)?;
    }
    Ok(change)
}

const CHECK_SOON: &str = "
    UPDATE resource
    SET due_at = :now
    WHERE kind = 'page' AND reason = 'revalidation' AND due_at > :now
        AND item_id = (
            SELECT id FROM item WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id)";

/// Makes the page of an item due if it has no problem: its item may have been removed.
pub(super) fn check_soon(write: &mut Write<'_>, key: &ItemKey, now: Timestamp) -> Result<()> {
    write.prepare_cached(CHECK_SOON)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
        ":now": now.as_millisecond(),
    })?;
    Ok(())
}

const CONFIRM: &str = "
    UPDATE resource
    SET
        checked_at = :at,
        due_at = :due_at,
        reason = :reason,
        failures = :failures,
        not_before = :not_before,
        moved_from = :moved_from,
        moved_to = :moved_to,
        moves = :moves,
        moved_at = :moved_at,
        absences = 0,
        aside_hash = NULL,
        aside_count = 0
    WHERE item_id = :item_id AND kind = 'page'";

/// Stores that the site confirmed a page. A removed item returns to the lists.
pub(crate) fn confirm_page(
    write: &mut Write<'_>,
    item: i64,
    next: &NextRequest,
    at: Timestamp,
    due: &Due,
) -> Result<()> {
    let next = Values::of(next);
    write.prepare_cached(CONFIRM)?.execute(&*next.with(named_params! {
        ":item_id": item,
        ":at": at.as_millisecond(),
        ":due_at": due.at.as_millisecond(),
        ":reason": due.reason.as_str(),
        ":failures": due.failures,
    }))?;
    item::note_found(write, item)?;
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

const SECTION: &str = "
    SELECT resource.section
    FROM item
    JOIN resource ON resource.item_id = item.id AND resource.kind = 'page'
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id";

/// The section whose sync requests the page of an item; `None` if the item is not stored.
pub(crate) fn section_of(connection: &Connection, key: &ItemKey) -> Result<Option<Section>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let read = |row: &Row<'_>| {
        let section: String = row.get("section")?;
        section.parse().map_err(|_| row::unexpected("section", section))
    };
    Ok(connection.prepare_cached(SECTION)?.query_row(values, read).optional()?)
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
