//! Reminders, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::mark_key::{Columns, MarkKey, ReminderKey};
use super::mark_record::Fields;
use super::row;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;

/// That a person wants to be reminded of an item. Its key has the time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredReminder {
    pub(crate) title: String,
}

/// Sets a reminder, or removes it if there is no title.
pub(crate) fn set_reminder(
    write: &mut Write<'_>,
    key: &ReminderKey,
    title: Option<String>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, title.map(|title| StoredReminder { title }), now).map(drop)
}

const NEXT: &str = "
    SELECT edition, kind, remote_id, remind_at, title
    FROM user.reminder
    WHERE remind_at >= :from
    ORDER BY remind_at, edition, kind, remote_id";

/// The reminders from a time on, the next one first.
pub(crate) fn reminders(connection: &Connection, from: Timestamp) -> Result<Vec<(ReminderKey, String)>> {
    let mut statement = connection.prepare_cached(NEXT)?;
    let values = named_params! { ":from": from.as_millisecond() };
    let reminder = |row: &Row<'_>| Ok((ReminderKey::read(&ReminderKey::text_of(row)?), row.get("title")?));
    let rows = statement.query_map(values, |row| row::if_readable(reminder(row)))?;
    let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(rows.into_iter().flatten().filter_map(|(key, title)| Some((key?, title))).collect())
}

const LOAD: &str = "
    SELECT changed_at, unknown, title
    FROM reminder
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND remind_at = :remind_at";

const ALL: &str = "
    SELECT edition, kind, remote_id, remind_at, changed_at, unknown, title
    FROM reminder";

const STORE: &str = "
    INSERT INTO reminder (edition, kind, remote_id, remind_at, changed_at, unknown, title)
    VALUES (:edition, :kind, :remote_id, :remind_at, :changed_at, :unknown, :title)
    ON CONFLICT (edition, kind, remote_id, remind_at) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        title = excluded.title";

const DELETE: &str = "
    DELETE FROM reminder
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND remind_at = :remind_at";

impl UserMark for StoredReminder {
    const NAME: &'static str = "reminder";
    type Key = ReminderKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([("title", row::text(row, "title")?)]))
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![(":title", self.title.clone().into())])
    }
}
