//! A kind of mark: its value, its fields and its statements.

use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::mark_key::{Columns, MarkKey};
use super::mark_record::{self, Fields, MarkRecord, State};
use super::row;
use super::write::Write;
use crate::error::{Error, Result};

/// A kind of mark. Its statements name its table without `user.`, because the writer has the user's file as
/// `main`. They call the time `changed_at`.
pub(crate) trait UserMark: Clone + PartialEq + Serialize + DeserializeOwned {
    /// The name of its table.
    const NAME: &'static str;
    /// What identifies a mark among those of its kind.
    type Key: MarkKey;
    /// Selects the mark of a key.
    const LOAD: &'static str;
    /// Selects all marks with their keys.
    const ALL: &'static str;
    /// Inserts a mark, or replaces that of its key.
    const STORE: &'static str;
    /// Deletes the mark of a key.
    const DELETE: &'static str;
    /// How many are kept: those that were changed last.
    const MOST: Option<usize> = None;

    /// The fields of a row. Their values may be such as only a later version knows.
    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields>;

    /// The value as parameters of `STORE`.
    fn columns(&self) -> Result<Columns>;

    /// What else is stored with a mark, in other tables.
    fn store_more(&self, _write: &mut Write<'_>, _key: &Self::Key) -> Result<()> {
        Ok(())
    }

    /// What is wrong with a mark that came by an import, besides its form: the field and the reason.
    fn fault(_key: &Self::Key, _fields: &Fields) -> Option<(String, String)> {
        None
    }

    /// The record that counts of two of one mark. The answer does not depend on the order of the two, nor on
    /// what was joined before.
    fn joined(one: MarkRecord, other: MarkRecord) -> MarkRecord {
        mark_record::later(one, other)
    }

    /// The fields without those that `joined` adds.
    fn unjoined(fields: Fields) -> Fields {
        fields
    }
}

/// The value of a record; `None` if it is withdrawn, or only a later version can read it.
pub(super) fn value<M: UserMark>(record: &MarkRecord) -> Option<M> {
    match &record.state {
        State::Set(fields) => read(fields.clone()).ok(),
        State::Withdrawn(_) => None,
    }
}

/// The value with these fields.
pub(super) fn read<M: UserMark>(fields: Fields) -> serde_json::Result<M> {
    serde_json::from_value(Value::Object(fields))
}

/// Whether a record has this value already; of none, whether it is not set.
pub(super) fn is_same<M: UserMark>(before: Option<&MarkRecord>, value: Option<&M>) -> bool {
    match value {
        Some(value) => before.and_then(self::value::<M>).as_ref() == Some(value),
        None => !before.is_some_and(MarkRecord::is_set),
    }
}

/// The fields of a record that only a later version knows. They stay when a mark is changed here.
pub(super) fn later_fields<M: UserMark>(record: &MarkRecord) -> Result<Fields> {
    let own = match value::<M>(record) {
        Some(value) => fields(&value)?,
        None if record.is_set() => return Ok(Fields::new()),
        None => Fields::new(),
    };
    let (State::Set(mut fields) | State::Withdrawn(mut fields)) = record.state.clone();
    fields.retain(|name, _| !own.contains_key(name));
    Ok(M::unjoined(fields))
}

/// The fields that the columns of a value do not have, or not in this form, as JSON.
pub(super) fn unknown<M: UserMark>(value: &M, record: &MarkRecord) -> Result<Option<String>> {
    let State::Set(all) = &record.state else { return Ok(None) };
    let own = fields(value)?;
    let unknown: Fields = all
        .iter()
        .filter(|(name, it)| own.get(*name) != Some(it))
        .map(|(n, it)| (n.clone(), it.clone()))
        .collect();
    (!unknown.is_empty()).then(|| row::to_json(&unknown)).transpose()
}

/// The fields of a value.
pub(super) fn fields<M: UserMark>(value: &M) -> Result<Fields> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => Err(Error::Internal(format!("a mark of {} is no object but {other}", M::NAME))),
        Err(cause) => Err(Error::Internal(cause.to_string())),
    }
}
