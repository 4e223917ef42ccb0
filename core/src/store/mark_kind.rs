//! All kinds of marks by their names, for undo steps and exports, which hold marks of any kind.

use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use super::announced::Announced;
use super::choice::ChosenEdition;
use super::episode_position::EpisodePosition;
use super::followed::StoredFollow;
use super::hidden_section::HiddenSection;
use super::hidden_word::HiddenWord;
use super::history::Opened;
use super::mark_key::MarkKey;
use super::mark_limit;
use super::mark_record::{self, Fields, MarkRecord, State};
use super::playback_position::StoredPlayback;
use super::read_mark::ReadMark;
use super::reading_position::StoredPosition;
use super::reminder::StoredReminder;
use super::saved::Saved;
use super::saved_search::StoredSearch;
use super::seen_episodes::SeenEpisodes;
use super::setting::StoredSetting;
use super::user_mark::{self, UserMark};
use super::watched::Watched;
use super::write::Write;
use crate::error::Result;

/// A kind of mark. Its functions take keys as texts, which `is_key` accepts.
pub(super) struct MarkKind {
    name: &'static str,
    is_key: fn(&str) -> bool,
    /// Whether this version can read the value of a record.
    pub(super) is_readable: fn(&MarkRecord) -> bool,
    /// All rows, also such as only a later version can read.
    pub(super) rows: fn(&Connection) -> Result<Vec<MarkRecord>>,
    /// What is known of a mark.
    pub(super) known: fn(&Connection, &str) -> Result<Option<MarkRecord>>,
    /// Stores a record in place of what is known.
    pub(super) put: fn(&mut Write<'_>, &MarkRecord) -> Result<()>,
    /// Removes all that is known of a mark.
    pub(super) remove: fn(&mut Write<'_>, &str) -> Result<()>,
    /// The time of a change that is made now.
    pub(super) next_time: fn(&Connection, Option<&MarkRecord>, Timestamp) -> Result<Timestamp>,
    pub(super) joined: fn(MarkRecord, MarkRecord) -> MarkRecord,
    pub(super) unjoined: fn(Fields) -> Fields,
    /// Checks a record that came by an import, and brings it into the form of an export.
    pub(super) checked: fn(MarkRecord) -> Result<MarkRecord, String>,
    /// Removes the marks that were changed until a time, because they were taken back together.
    pub(super) clear: fn(&mut Write<'_>, Timestamp) -> Result<()>,
    /// Removes the marks that were changed longest ago if there are more than are kept.
    pub(super) shorten: fn(&mut Write<'_>) -> Result<()>,
}

/// Every kind of mark.
pub(super) const KINDS: &[MarkKind] = &[
    kind::<Announced>(),
    kind::<ChosenEdition>(),
    kind::<EpisodePosition>(),
    kind::<HiddenSection>(),
    kind::<HiddenWord>(),
    kind::<Opened>(),
    kind::<ReadMark>(),
    kind::<Saved>(),
    kind::<SeenEpisodes>(),
    kind::<StoredFollow>(),
    kind::<StoredPlayback>(),
    kind::<StoredPosition>(),
    kind::<StoredReminder>(),
    kind::<StoredSearch>(),
    kind::<StoredSetting>(),
    kind::<Watched>(),
];

const fn kind<M: UserMark>() -> MarkKind {
    MarkKind {
        name: M::NAME,
        is_key: |text| M::Key::read(text).is_some(),
        is_readable: |record| !record.is_set() || user_mark::value::<M>(record).is_some(),
        rows: user_mark::rows::<M>,
        known: |connection, key| match M::Key::read(key) {
            Some(key) => user_mark::known::<M>(connection, &key),
            None => Ok(None),
        },
        put: user_mark::put::<M>,
        remove: |write, key| match M::Key::read(key) {
            Some(key) => user_mark::remove::<M>(write, &key),
            None => Ok(()),
        },
        next_time: user_mark::next_time::<M>,
        joined: M::joined,
        unjoined: M::unjoined,
        checked: checked::<M>,
        clear: mark_limit::clear::<M>,
        shorten: mark_limit::shorten::<M>,
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

/// A value that this version cannot read stays as it is. It is never shown, so it can do no harm.
fn checked<M: UserMark>(record: MarkRecord) -> Result<MarkRecord, String> {
    let Some(key) = user_mark::key_of::<M>(&record.subject) else { return Ok(record) };
    let record = MarkRecord { subject: user_mark::subject::<M>(key.text()), ..record };
    let MarkRecord { state: State::Set(fields), .. } = &record else { return Ok(record) };
    check_times(fields)?;
    let fields = cleaned(fields);
    if let Some((field, reason)) = M::fault(&key, &fields) {
        return Err(if field.is_empty() { reason } else { format!("{field}: {reason}") });
    }
    let Ok(value) = user_mark::read::<M>(fields.clone()) else {
        return Ok(MarkRecord { state: State::Set(fields), ..record });
    };
    let mut whole = user_mark::fields(&value).map_err(|error| error.to_string())?;
    whole.extend(fields);
    let record = MarkRecord { state: State::Set(whole), ..record };
    Ok(M::joined(record.clone(), record))
}

/// The fields without the signs that a page cannot have either: a terminal would obey them.
fn cleaned(fields: &Fields) -> Fields {
    fields.iter().map(|(name, value)| (name.clone(), cleaned_value(value))).collect()
}

fn cleaned_value(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            Value::String(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
        }
        Value::Array(values) => values.iter().map(cleaned_value).collect(),
        Value::Object(fields) => Value::Object(cleaned(fields)),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Other times would not be the same after they were stored.
fn check_times(fields: &Fields) -> Result<(), String> {
    let check = |name: &str, at: &Value| match at.is_null() || mark_record::time(at).is_some() {
        true => Ok(()),
        false => Err(format!("{name}: it is no time in whole milliseconds")),
    };
    for (name, value) in fields {
        match (name.as_str(), value) {
            ("published" | "updated", Value::Object(date)) if date.contains_key("at") => {
                check(&format!("{name}/at"), &date["at"])?;
            }
            ("copies", Value::Array(copies)) => {
                copies.iter().filter_map(Value::as_object).try_for_each(check_times)?
            }
            (name, value) if name.ends_with("_at") => check(name, value)?,
            _ => {}
        }
    }
    Ok(())
}
