//! The form of an export: canonical JSON, sorted by key, with a line for each field.

use std::collections::BTreeMap;
use std::io;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::strict_json;
use crate::error::{Error, Result};
use crate::store::{self, Fields, MarkRecord, State, Subject};

const FORMAT: &str = "ifilm-marks";

/// The version of the form that this library writes, and the newest that it can read.
const VERSION: u64 = 1;

/// The most bytes of one mark. A page has at most 8 MB, and a saved one may have a few copies.
const MOST_BYTES_OF_MARK: usize = 16 << 20;

/// The kind that is left out unless it is asked for.
const HISTORY: &str = "history";

/// The key that stands for all marks of a kind, which were taken back together.
const ALL: &str = "";

/// Parts of a form that are not marks.
const HEAD: [&str; 5] = ["catalog", "format", "marks", "usable_from", "version"];

/// The state of a person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Document {
    /// The catalogue to which it belongs.
    pub(super) catalog: String,
    pub(super) marks: Vec<MarkRecord>,
}

impl Document {
    /// It as text.
    pub(super) fn written(self, history: bool) -> Result<String> {
        let mut head: Map<String, Value> = Map::new();
        let mut kinds: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        for record in self.marks {
            let mut entry = record.entry();
            let (kind, key) = match record.subject {
                Subject::Head { name } => {
                    head.insert(name, entry.remove("value").unwrap_or_default());
                    continue;
                }
                Subject::All { kind } => (kind, ALL.to_owned()),
                Subject::Mark { kind, key } => (kind, key),
            };
            if history || kind != HISTORY {
                kinds.entry(kind).or_default().insert(key, Value::Object(entry));
            }
        }
        let own = json!({
            "catalog": self.catalog,
            "format": FORMAT,
            "marks": kinds,
            "usable_from": VERSION,
            "version": VERSION,
        });
        head.extend(own.as_object().cloned().unwrap_or_default());
        let text = serde_json::to_string_pretty(&sorted(Value::Object(head)));
        Ok(text.map_err(|cause| Error::Internal(cause.to_string()))? + "\n")
    }

    /// Reads a text.
    ///
    /// # Errors
    /// [`Error::Unreadable`] with the place of the first fault; [`Error::NewerVersion`] for a form that this
    /// version cannot read.
    pub(super) fn read(text: &str) -> Result<Self> {
        let whole = strict_json::read(text).map_err(|cause| unreadable(cause.to_string()))?;
        let Value::Object(mut whole) = whole else { return Err(unreadable("it is no object")) };
        check_head(&whole)?;
        let catalog = text_of(&whole, "catalog")?.to_owned();
        let Some(Value::Object(kinds)) = whole.remove("marks") else {
            return Err(unreadable("/marks: an object is missing"));
        };
        let mut marks = Vec::new();
        for (kind, entries) in kinds {
            let Value::Object(entries) = entries else { return Err(at(&[&kind], "it is no object")) };
            if kind.is_empty() {
                return Err(at(&[&kind], "a kind has a name"));
            }
            for (key, entry) in entries {
                marks.push(mark(&kind, &key, entry).map_err(|reason| at(&[&kind, &key], &reason))?);
            }
        }
        whole.retain(|name, _| !HEAD.contains(&name.as_str()));
        marks.extend(whole.into_iter().map(|(name, value)| later_part(name, value)));
        Ok(Self { catalog, marks })
    }
}

fn check_head(whole: &Map<String, Value>) -> Result<()> {
    if text_of(whole, "format")? != FORMAT {
        return Err(unreadable(format!("/format: it is not `{FORMAT}`")));
    }
    let number = |name: &str| {
        let number = whole.get(name).and_then(Value::as_u64).filter(|number| *number > 0);
        number.ok_or_else(|| unreadable(format!("/{name}: a whole number above 0 is missing")))
    };
    let (_, usable_from) = (number("version")?, number("usable_from")?);
    match usable_from > VERSION {
        true => Err(Error::NewerVersion { file: "the import".to_owned() }),
        false => Ok(()),
    }
}

fn text_of<'w>(whole: &'w Map<String, Value>, name: &str) -> Result<&'w str> {
    let text = whole.get(name).and_then(Value::as_str);
    text.ok_or_else(|| unreadable(format!("/{name}: a text is missing")))
}

fn mark(kind: &str, key: &str, entry: Value) -> Result<MarkRecord, String> {
    let Value::Object(entry) = entry else { return Err("it is no object".to_owned()) };
    if length(&entry) > MOST_BYTES_OF_MARK {
        return Err("it is too long".to_owned());
    }
    let kind = kind.to_owned();
    let subject = match key == ALL && !store::is_unknown_kind(&kind) {
        true => Subject::All { kind },
        false => Subject::Mark { kind, key: key.to_owned() },
    };
    store::checked_mark(MarkRecord::read(subject, entry)?)
}

/// The bytes of a mark as JSON without white space.
fn length(entry: &Fields) -> usize {
    struct Length(usize);
    impl io::Write for Length {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.saturating_add(bytes.len());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut length = Length(0);
    match serde_json::to_writer(&mut length, entry) {
        Ok(()) => length.0,
        Err(_) => usize::MAX,
    }
}

/// A part that only a later version knows. The larger of two values counts.
fn later_part(name: String, value: Value) -> MarkRecord {
    let fields = Fields::from_iter([("value".to_owned(), sorted(value))]);
    MarkRecord {
        subject: Subject::Head { name },
        changed_at: Timestamp::UNIX_EPOCH,
        state: State::Set(fields),
    }
}

/// The value with the fields of each object in the order of their names.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<String, Value> =
                fields.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// A fault of a mark, with its place as a JSON pointer.
fn at(path: &[&str], reason: &str) -> Error {
    let path: Vec<String> = path.iter().map(|part| part.replace('~', "~0").replace('/', "~1")).collect();
    unreadable(format!("/marks/{}: {reason}", path.join("/")))
}

fn unreadable(reason: impl Into<String>) -> Error {
    Error::Unreadable { what: "the import".to_owned(), reason: reason.into() }
}
