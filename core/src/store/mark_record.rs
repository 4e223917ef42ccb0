//! What is known of a mark of any kind, as undo steps and exports have it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The fields of a mark by their names.
pub(crate) type Fields = Map<String, Value>;

/// What a record is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Subject {
    /// All marks of a kind, which were taken back together.
    All { kind: String },
    /// A mark: the name of its kind, which is that of its table, and its key.
    Mark { kind: String, key: String },
    /// A part of an export beside its marks, which only a later version knows.
    Head { name: String },
}

/// What is known of a subject.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MarkRecord {
    pub(crate) subject: Subject,
    pub(crate) changed_at: Timestamp,
    pub(crate) state: State,
}

/// Whether a mark is set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum State {
    /// It is set, with these fields: also such as only a later version knows.
    Set(Fields),
    /// It was taken back. The fields are those that only a later version knows.
    Withdrawn(Fields),
}

impl Subject {
    /// The table of its marks; `None` if only a later version knows that.
    pub(crate) fn table(&self) -> Option<&str> {
        match self {
            Self::All { kind } | Self::Mark { kind, .. } => Some(kind),
            Self::Head { .. } => None,
        }
    }
}

impl MarkRecord {
    pub(crate) fn is_set(&self) -> bool {
        matches!(self.state, State::Set(_))
    }

    /// It with its time as one object.
    pub(crate) fn entry(&self) -> Fields {
        let mut entry = self.state.entry();
        entry.insert("changed_at".to_owned(), json!(self.changed_at));
        entry
    }

    /// Reads the object. A time outside 1970 to 2999 becomes the nearest one in it.
    ///
    /// # Errors
    /// The reason.
    pub(crate) fn read(subject: Subject, mut entry: Fields) -> Result<Self, String> {
        let changed_at = entry.remove("changed_at").ok_or("changed_at is missing")?;
        let changed_at = time(&changed_at).ok_or("changed_at is no time in whole milliseconds")?;
        let state = match entry.remove("withdrawn") {
            None => State::Set(entry),
            Some(Value::Bool(true)) => State::Withdrawn(entry),
            Some(_) => return Err("withdrawn is not true".to_owned()),
        };
        Ok(Self { subject, changed_at: within_limits(changed_at), state })
    }
}

impl State {
    /// It as one object, without a time.
    fn entry(&self) -> Fields {
        match self {
            Self::Set(fields) => fields.clone(),
            Self::Withdrawn(fields) => {
                let mut entry = fields.clone();
                entry.insert("withdrawn".to_owned(), Value::Bool(true));
                entry
            }
        }
    }

    /// It as text, which decides between two values of one time.
    pub(super) fn text(&self) -> String {
        Value::Object(self.entry()).to_string()
    }
}

/// The record that counts: the later one, and of two with one time that with the larger text. That a mark
/// was withdrawn is a value like others.
pub(super) fn later(one: MarkRecord, other: MarkRecord) -> MarkRecord {
    let order = one.changed_at.cmp(&other.changed_at);
    let order = order.then_with(|| one.state.text().cmp(&other.state.text()));
    if order.is_lt() { other } else { one }
}

/// A record that is made now, with what it keeps of the one before. At the end of the times it is no later
/// than that one, and counts nevertheless.
pub(super) fn succeeding(
    before: Option<&MarkRecord>,
    record: MarkRecord,
    joined: impl FnOnce(MarkRecord, MarkRecord) -> MarkRecord,
) -> MarkRecord {
    match before {
        Some(before) if before.changed_at < record.changed_at => joined(before.clone(), record),
        _ => record,
    }
}

/// A time in whole milliseconds, which the store keeps as it is.
pub(super) fn time(value: &Value) -> Option<Timestamp> {
    let at: Timestamp = value.as_str()?.parse().ok()?;
    (Timestamp::from_millisecond(at.as_millisecond()).ok()? == at).then_some(at)
}

/// The last millisecond of 2999.
const LAST: i64 = 32_503_679_999_999;

/// The time that a mark may have which is nearest to another one. A clock may be anywhere.
pub(super) fn within_limits(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond().clamp(0, LAST)).unwrap_or_default()
}
