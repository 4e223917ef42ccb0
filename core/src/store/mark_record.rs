//! A mark of any kind, as an export has it.

use jiff::Timestamp;
use serde_json::Value;

use super::row;
use super::user_mark::Fields;
use crate::error::Result;

/// A mark, or that it was withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MarkRecord {
    /// The name of its table; empty for a part of an export that only a later version knows.
    pub(crate) mark: String,
    pub(crate) key: String,
    pub(crate) changed_at: Timestamp,
    /// Its value; `None` if it was withdrawn. Of a mark that only a later version knows, all that it has.
    pub(crate) fields: Option<Fields>,
    /// The fields that only a later version knows.
    pub(crate) unknown: Fields,
}

impl MarkRecord {
    /// What decides between two records of one mark: the later time wins. At equal times the copy of an
    /// article wins that the site confirmed later, then the larger text. That a mark was withdrawn is a
    /// value like others.
    ///
    /// Seen: an import of an older export brought the text of a saved article from before its edit back.
    pub(super) fn rank(&self) -> Result<(Timestamp, Option<Timestamp>, String)> {
        let entry = self.entry();
        let checked_at = entry.get("checked_at").and_then(Value::as_str).and_then(|at| at.parse().ok());
        Ok((self.changed_at, checked_at, row::to_json(&entry)?))
    }

    /// All its fields as one object.
    pub(crate) fn entry(&self) -> Fields {
        let mut entry = self.unknown.clone();
        match &self.fields {
            Some(fields) => entry.extend(fields.clone()),
            None => drop(entry.insert("withdrawn".to_owned(), Value::Bool(true))),
        }
        entry
    }
}

/// The fields in a column `unknown`.
pub(super) fn unknown_fields(unknown: Option<&str>) -> Result<Fields> {
    let read =
        |text| serde_json::from_str(text).map_err(|cause| row::unexpected("unknown", format!("{cause}")));
    Ok(unknown.map(read).transpose()?.unwrap_or_default())
}
