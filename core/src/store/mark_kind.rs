//! All kinds of marks by their names, for undo steps and exports, which hold marks of any kind.

use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use super::announced::Announced;
use super::choice::ChosenEdition;
use super::followed::StoredFollow;
use super::hidden_section::HiddenSection;
use super::hidden_word::HiddenWord;
use super::history::Opened;
use super::mark_key::MarkKey;
use super::mark_record::{MarkRecord, unknown_fields};
use super::playback_position::StoredPlayback;
use super::read_mark::ReadMark;
use super::reading_position::StoredPosition;
use super::reminder::StoredReminder;
use super::row;
use super::saved::Saved;
use super::saved_search::StoredSearch;
use super::setting::StoredSetting;
use super::user_mark::{self, Fields, Known, Stored, UserMark, fields, known, put, set};
use super::write::{UndoChange, Write};
use crate::error::{Error, Result};

/// A kind of mark.
pub(super) struct MarkKind {
    pub(super) name: &'static str,
    /// Gives a mark the value that it had before a change, and returns the time that it has now. `None` if
    /// something else changed it since; then it stays as it is.
    pub(super) take_back: fn(&mut Write<'_>, &UndoChange, Timestamp) -> Result<Option<Timestamp>>,
    /// All marks that are set.
    pub(super) all: fn(&Connection) -> Result<Vec<MarkRecord>>,
    /// Whether a text is a key of this kind.
    is_key: fn(&str) -> bool,
    /// Checks a record of this kind that came by an import, and brings it into the form of an export.
    pub(super) checked: fn(MarkRecord) -> Result<MarkRecord, String>,
    /// Stores a checked record if it outranks what is known of its mark. Returns whether it does.
    pub(super) merge: fn(&mut Write<'_>, &MarkRecord) -> Result<bool>,
}

/// Every kind of mark.
pub(super) const KINDS: &[MarkKind] = &[
    kind::<Announced>(),
    kind::<ChosenEdition>(),
    kind::<HiddenSection>(),
    kind::<HiddenWord>(),
    kind::<Opened>(),
    kind::<ReadMark>(),
    kind::<Saved>(),
    kind::<StoredFollow>(),
    kind::<StoredPlayback>(),
    kind::<StoredPosition>(),
    kind::<StoredReminder>(),
    kind::<StoredSearch>(),
    kind::<StoredSetting>(),
];

const fn kind<M: UserMark>() -> MarkKind {
    MarkKind {
        name: M::NAME,
        take_back: take_back::<M>,
        all: all::<M>,
        is_key: is_key::<M>,
        checked: checked::<M>,
        merge: merge::<M>,
    }
}

/// The kind of this name; `None` if only a later version knows it.
pub(super) fn named(name: &str) -> Option<&'static MarkKind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The kind of this name that has such keys; `None` if only a later version knows it.
pub(super) fn of_key(name: &str, key: &str) -> Option<&'static MarkKind> {
    named(name).filter(|kind| (kind.is_key)(key))
}

fn take_back<M: UserMark>(
    write: &mut Write<'_>,
    change: &UndoChange,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let Some(key) = M::Key::read(&change.key) else { return Ok(None) };
    if known::<M>(write, &key)?.changed_at != Some(change.changed_at) {
        return Ok(None);
    }
    let before = change.before.clone().map(value::<M>).transpose()?;
    set(write, &key, before, now)?;
    Ok(known::<M>(write, &key)?.changed_at)
}

fn value<M: UserMark>(fields: Fields) -> Result<M> {
    serde_json::from_value(Value::Object(fields)).map_err(|cause| Error::Internal(cause.to_string()))
}

fn is_key<M: UserMark>(text: &str) -> bool {
    M::Key::read(text).is_some()
}

fn all<M: UserMark>(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let record = |(key, mark): (M::Key, Stored<M>)| record::<M>(&key, mark.into());
    user_mark::all::<M>(connection)?.into_iter().filter_map(|mark| record(mark).transpose()).collect()
}

/// What is known of a mark as a record; `None` if it never was there.
fn record<M: UserMark>(key: &M::Key, known: Known<M>) -> Result<Option<MarkRecord>> {
    let Known { value, changed_at, unknown } = known;
    let Some(changed_at) = changed_at else { return Ok(None) };
    Ok(Some(MarkRecord {
        mark: M::NAME.to_owned(),
        key: key.text(),
        changed_at,
        fields: value.as_ref().map(fields).transpose()?,
        unknown: unknown_fields(unknown.as_deref())?,
    }))
}

/// Only fields that this version does not know are `unknown` afterwards.
fn checked<M: UserMark>(record: MarkRecord) -> Result<MarkRecord, String> {
    let key = M::Key::read(&record.key).ok_or("it is no key")?.text();
    let MarkRecord { fields: Some(own), unknown, .. } = record else {
        return Ok(MarkRecord { key, ..record });
    };
    let read = serde_path_to_error::deserialize(Value::Object(own.clone()));
    let value: M = read.map_err(|error| match error.path().to_string().as_str() {
        "." => error.inner().to_string(),
        path => format!("{}: {}", path.replace('.', "/"), error.inner()),
    })?;
    if let Some((field, reason)) = value.fault() {
        return Err(format!("{field}: {reason}"));
    }
    let known = fields(&value).map_err(|error| error.to_string())?;
    let mut unknown = unknown;
    unknown.extend(own.into_iter().filter(|(name, _)| !known.contains_key(name)));
    Ok(MarkRecord { key, fields: Some(known), unknown, ..record })
}

fn merge<M: UserMark>(write: &mut Write<'_>, theirs: &MarkRecord) -> Result<bool> {
    let Some(key) = M::Key::read(&theirs.key) else { return Ok(false) };
    let ours = record::<M>(&key, known::<M>(write, &key)?)?;
    if ours.as_ref().map(MarkRecord::rank).transpose()? >= Some(theirs.rank()?) {
        return Ok(false);
    }
    let MarkRecord { changed_at, fields, unknown, .. } = theirs.clone();
    let unknown = (!unknown.is_empty()).then(|| row::to_json(&unknown)).transpose()?;
    put::<M>(write, &key, fields.map(value::<M>).transpose()?, changed_at, unknown)?;
    let was_at = ours.as_ref().map(|ours| ours.changed_at);
    let before = ours.and_then(|ours| ours.fields);
    let (mark, key) = (M::NAME.to_owned(), key.text());
    write.note_undo(UndoChange { mark, key, changed_at, was_at, before });
    Ok(true)
}
