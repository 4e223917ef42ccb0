//! How much data was used on each day, by kind.

use rusqlite::{Connection, Row, named_params};

use super::write::Write;
use crate::error::Result;
use crate::model::{DataKind, DataUsed};

const OF_DAY: &str = "SELECT kind, bytes FROM data_used WHERE day = :day";

/// The data that was used on a day, with what is reserved for requests that run.
pub(crate) fn data_used(connection: &Connection, day: &str) -> Result<DataUsed> {
    let mut used = DataUsed { day: day.to_owned(), ..DataUsed::default() };
    let mut statement = connection.prepare_cached(OF_DAY)?;
    let read = |row: &Row<'_>| Ok((row.get::<_, String>("kind")?, row.get::<_, i64>("bytes")?));
    for row in statement.query_map(named_params! { ":day": day }, read)? {
        let (name, bytes) = row?;
        if let Some(kind) = DataKind::ALL.into_iter().find(|kind| kind.as_str() == name) {
            *used.of_kind(kind) = u64::try_from(bytes).unwrap_or(0);
        }
    }
    Ok(used)
}

const ADD: &str = "
    INSERT INTO data_used (day, kind, bytes)
    VALUES (:day, :kind, max(0, :bytes))
    ON CONFLICT (day, kind) DO UPDATE SET bytes = max(0, bytes + :bytes)";

/// Adds bytes of a kind to a day. Below zero, it gives back what was reserved.
pub(crate) fn add_data_used(write: &mut Write<'_>, day: &str, kind: DataKind, bytes: i64) -> Result<()> {
    write.prepare_cached(ADD)?.execute(named_params! {
        ":day": day,
        ":kind": kind.as_str(),
        ":bytes": bytes,
    })?;
    Ok(())
}

const FORGET: &str = "
    DELETE FROM data_used
    WHERE day <> :today
        AND day < (
            SELECT min(newest.day)
            FROM (SELECT DISTINCT day FROM data_used ORDER BY day DESC LIMIT :days) AS newest)";

/// Deletes all but today and the newest `days` days.
pub(crate) fn forget_data_used(write: &mut Write<'_>, today: &str, days: u32) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(named_params! { ":today": today, ":days": days })?;
    Ok(())
}
