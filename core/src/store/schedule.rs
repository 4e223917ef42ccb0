//! The schedule of each section: what is known of how often its listing changes, and of its last requests.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, Section};

/// What decides when a section is requested in the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Schedule {
    /// When a sync requested its listing last.
    pub(crate) asked_at: Option<Timestamp>,
    /// When its listing came last, or a 304.
    pub(crate) answered_at: Option<Timestamp>,
    /// When its listing had something new last.
    pub(crate) changed_at: Option<Timestamp>,
    /// The usual time between two such times; `None` before there were two.
    pub(crate) usual_gap: Option<SignedDuration>,
    /// Syncs in a row in which no listing gave rows.
    pub(crate) failures: u32,
    /// Whether the last sync has not requested all its pages yet.
    pub(crate) is_unfinished: bool,
    /// When a push makes it due; `None` if no push came since its listing was requested.
    pub(crate) hint_at: Option<Timestamp>,
    /// When a push made it due last, before that.
    pub(crate) hinted_at: Option<Timestamp>,
}

const SCHEDULE: &str = "
    SELECT asked_at, answered_at, changed_at, usual_gap, failures, is_unfinished, hint_at, hinted_at
    FROM schedule
    WHERE edition = :edition AND section = :section";

/// The schedule of a section. It is empty if the section was never requested.
pub(crate) fn schedule(connection: &Connection, edition: &EditionId, section: Section) -> Result<Schedule> {
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    let read = |row: &Row<'_>| {
        Ok(Schedule {
            asked_at: row::optional_moment(row, "asked_at")?,
            answered_at: row::optional_moment(row, "answered_at")?,
            changed_at: row::optional_moment(row, "changed_at")?,
            usual_gap: row.get::<_, Option<i64>>("usual_gap")?.map(SignedDuration::from_millis),
            failures: row.get("failures")?,
            is_unfinished: row.get("is_unfinished")?,
            hint_at: row::optional_moment(row, "hint_at")?,
            hinted_at: row::optional_moment(row, "hinted_at")?,
        })
    };
    let found = connection.prepare_cached(SCHEDULE)?.query_row(values, read).optional()?;
    Ok(found.unwrap_or_default())
}

// A push that came while the listing was requested has stored another hint, which stays.
const SAVE: &str = "
    INSERT INTO schedule (
        edition, section, asked_at, answered_at, changed_at, usual_gap, failures, is_unfinished)
    VALUES (
        :edition, :section, :asked_at, :answered_at, :changed_at, :usual_gap, :failures, :is_unfinished)
    ON CONFLICT (edition, section) DO UPDATE SET
        asked_at = excluded.asked_at,
        answered_at = excluded.answered_at,
        changed_at = excluded.changed_at,
        usual_gap = excluded.usual_gap,
        failures = excluded.failures,
        is_unfinished = excluded.is_unfinished,
        hinted_at = iif(hint_at IS :known_hint, coalesce(hint_at, hinted_at), hinted_at),
        hint_at = iif(hint_at IS :known_hint, NULL, hint_at)";

/// Stores that the listing of a section was requested. The hint of a push that was known before is obeyed
/// with it.
pub(crate) fn save_schedule(
    write: &mut Write<'_>,
    edition: &EditionId,
    section: Section,
    schedule: &Schedule,
) -> Result<()> {
    let Schedule {
        asked_at,
        answered_at,
        changed_at,
        usual_gap,
        failures,
        is_unfinished,
        hint_at,
        hinted_at: _,
    } = schedule;
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":asked_at": asked_at.map(Timestamp::as_millisecond),
        ":answered_at": answered_at.map(Timestamp::as_millisecond),
        ":changed_at": changed_at.map(Timestamp::as_millisecond),
        ":usual_gap": usual_gap.map(|gap| i64::try_from(gap.as_millis()).unwrap_or(i64::MAX)),
        ":failures": failures,
        ":is_unfinished": is_unfinished,
        ":known_hint": hint_at.map(Timestamp::as_millisecond),
    })?;
    Ok(())
}

const FINISHED: &str = "
    UPDATE schedule SET is_unfinished = 0
    WHERE edition = :edition AND section = :section AND is_unfinished";

/// Stores that the pages of the last sync were requested.
pub(crate) fn note_finished(write: &mut Write<'_>, edition: &EditionId, section: Section) -> Result<()> {
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    write.prepare_cached(FINISHED)?.execute(values)?;
    Ok(())
}

const HINT: &str = "
    INSERT INTO schedule (edition, section, hint_at)
    VALUES (:edition, :section, :hint_at)
    ON CONFLICT (edition, section) DO UPDATE SET hint_at = excluded.hint_at";

/// Stores when a push makes a section due.
pub(crate) fn save_hint(
    write: &mut Write<'_>,
    edition: &EditionId,
    section: Section,
    at: Timestamp,
) -> Result<()> {
    write.prepare_cached(HINT)?.execute(named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":hint_at": at.as_millisecond(),
    })?;
    Ok(())
}
