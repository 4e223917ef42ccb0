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
    /// Of a broadcast.
    #[serde(default)]
    pub(crate) start_at: Option<Timestamp>,
    #[serde(default)]
    pub(crate) end_at: Option<Timestamp>,
}

/// Sets a reminder, or removes it.
pub(crate) fn set_reminder(
    write: &mut Write<'_>,
    key: &ReminderKey,
    reminder: Option<StoredReminder>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, reminder, now).map(drop)
}

const NEXT: &str = "
    SELECT edition, kind, remote_id, remind_at, title, start_at, end_at
    FROM user.reminder
    WHERE remind_at >= :from
    ORDER BY remind_at, edition, kind, remote_id";

/// The reminders from a time on, the next one first.
pub(crate) fn reminders(
    connection: &Connection,
    from: Timestamp,
) -> Result<Vec<(ReminderKey, StoredReminder)>> {
    let mut statement = connection.prepare_cached(NEXT)?;
    let values = named_params! { ":from": from.as_millisecond() };
    let reminder = |row: &Row<'_>| {
        let (start_at, end_at) =
            (row::optional_moment(row, "start_at")?, row::optional_moment(row, "end_at")?);
        let reminder = StoredReminder { title: row.get("title")?, start_at, end_at };
        Ok((ReminderKey::read(&ReminderKey::text_of(row)?), reminder))
    };
    let rows = statement.query_map(values, |row| row::if_readable(reminder(row)))?;
    let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(rows.into_iter().flatten().filter_map(|(key, reminder)| Some((key?, reminder))).collect())
}

const LOAD: &str = "
    SELECT changed_at, unknown, title, start_at, end_at
    FROM reminder
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND remind_at = :remind_at";

const ALL: &str = "
    SELECT edition, kind, remote_id, remind_at, changed_at, unknown, title, start_at, end_at
    FROM reminder";

const STORE: &str = "
    INSERT INTO reminder (
        edition, kind, remote_id, remind_at, changed_at, unknown, title, start_at, end_at)
    VALUES (
        :edition, :kind, :remote_id, :remind_at, :changed_at, :unknown, :title, :start_at, :end_at)
    ON CONFLICT (edition, kind, remote_id, remind_at) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        title = excluded.title,
        start_at = excluded.start_at,
        end_at = excluded.end_at";

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
        Ok(row::fields([
            ("title", row::text(row, "title")?),
            ("start_at", row::time(row, "start_at")?),
            ("end_at", row::time(row, "end_at")?),
        ]))
    }

    fn columns(&self) -> Result<Columns> {
        let moment = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
        Ok(vec![
            (":title", self.title.clone().into()),
            (":start_at", moment(self.start_at).into()),
            (":end_at", moment(self.end_at).into()),
        ])
    }
}
