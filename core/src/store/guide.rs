//! Guides: what is broadcast when, one for each edition.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, Schedule, ScheduleEntry};

const ZONE: &str = "SELECT zone FROM guide WHERE edition = :edition";

const BETWEEN: &str = "
    SELECT start_at, end_at, title, episode, link
    FROM broadcast
    WHERE edition = :edition AND start_at < :until AND coalesce(end_at > :from, start_at >= :from)
    ORDER BY start_at, place";

/// The broadcasts of an edition that are on at or after one time and begin before another. One without an end
/// counts at its beginning. `None` if no guide is stored.
pub(crate) fn guide(
    connection: &Connection,
    edition: &EditionId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Option<Schedule>> {
    let mut zone = connection.prepare_cached(ZONE)?;
    let zone: Option<String> =
        zone.query_row(&[(":edition", edition.as_str())], |row| row.get("zone")).optional()?;
    let Some(zone) = zone else { return Ok(None) };
    let values = named_params! {
        ":edition": edition.as_str(),
        ":from": from.as_millisecond(),
        ":until": until.as_millisecond(),
    };
    let mut statement = connection.prepare_cached(BETWEEN)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(Some(Schedule { zone, entries: rows.collect::<rusqlite::Result<_>>()? }))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ScheduleEntry> {
    Ok(ScheduleEntry {
        start: row::moment(row, "start_at")?,
        end: row::optional_moment(row, "end_at")?,
        title: row.get("title")?,
        episode: row.get("episode")?,
        link: row.get("link")?,
    })
}

const SAVE_ZONE: &str = "
    INSERT INTO guide (edition, zone)
    VALUES (:edition, :zone)
    ON CONFLICT (edition) DO UPDATE SET zone = excluded.zone
    WHERE zone IS NOT excluded.zone";

const FORGET: &str = "
    DELETE FROM broadcast
    WHERE edition = :edition
        AND (start_at BETWEEN :first AND :last OR coalesce(end_at, start_at) <= :now)";

const INSERT: &str = "
    INSERT INTO broadcast (edition, start_at, place, end_at, title, episode, link)
    VALUES (:edition, :start_at, :place, :end_at, :title, :episode, :link)";

/// Stores the guide of an edition, in place of what was stored for its time. What is on now stays, if the new
/// guide begins later, and so do later days of which it says nothing. Returns whether anything differs.
pub(crate) fn save_guide(
    write: &mut Write<'_>,
    edition: &EditionId,
    new: &Schedule,
    now: Timestamp,
) -> Result<bool> {
    let starts = || new.entries.iter().map(|entry| entry.start);
    let Some((first, last)) = starts().min().zip(starts().max()) else { return Ok(false) };
    let mut known = guide(write, edition, Timestamp::MIN, Timestamp::MAX)?;
    if let Some(known) = &mut known {
        known.entries.retain(|entry| (first..=last).contains(&entry.start));
    }
    if known.as_ref() == Some(new) {
        return Ok(false);
    }
    let values = named_params! { ":edition": edition.as_str(), ":zone": new.zone };
    write.prepare_cached(SAVE_ZONE)?.execute(values)?;
    write.prepare_cached(FORGET)?.execute(named_params! {
        ":edition": edition.as_str(),
        ":first": first.as_millisecond(),
        ":last": last.as_millisecond(),
        ":now": now.as_millisecond(),
    })?;
    for (place, entry) in (0_i64..).zip(&new.entries) {
        write.prepare_cached(INSERT)?.execute(named_params! {
            ":edition": edition.as_str(),
            ":start_at": entry.start.as_millisecond(),
            ":place": place,
            ":end_at": entry.end.map(Timestamp::as_millisecond),
            ":title": entry.title,
            ":episode": entry.episode,
            ":link": entry.link,
        })?;
    }
    Ok(true)
}
