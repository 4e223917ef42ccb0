//! All marks of a person, for an export, and how an import merges another state into them.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::failure::is_of_content;
use super::history::Opened;
use super::mark_record::{MarkRecord, State, Subject};
use super::user_mark::UserMark;
use super::write::Write;
use super::{hidden_word, mark_kind, mark_record, stored_record, unknown_mark, withdrawn};
use crate::error::{Error, Result};

/// All that is known of marks, each once, in the order of their kinds and keys.
pub(crate) fn marks(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let mut known = withdrawn::every_withdrawn(connection)?;
    known.extend(unknown_mark::all_unknown(connection)?);
    for kind in mark_kind::KINDS {
        known.extend((kind.rows)(connection)?);
    }
    let mut marks: BTreeMap<Subject, MarkRecord> = BTreeMap::new();
    for record in known {
        let counts = match marks.remove(&record.subject) {
            Some(other) => mark_record::later(other, record),
            None => record,
        };
        marks.insert(counts.subject.clone(), counts);
    }
    Ok(marks.into_values().collect())
}

/// Whether a later version alone knows a kind.
pub(crate) fn is_unknown(kind: &str) -> bool {
    mark_kind::named(kind).is_none()
}

/// Checks a record that came by an import and brings it into the form of an export.
///
/// # Errors
/// The reason, which begins with the field if one is wrong.
pub(crate) fn checked(record: MarkRecord) -> Result<MarkRecord, String> {
    match (&record.subject, &record.state) {
        (Subject::All { kind }, _) if kind != Opened::NAME => {
            Err(format!("only the {} can be taken back as a whole", Opened::NAME))
        }
        (Subject::All { .. }, State::Set(_)) => Err("it stands for all".to_owned()),
        (Subject::All { .. } | Subject::Head { .. }, _) => Ok(record),
        (Subject::Mark { kind, key }, _) => match mark_kind::of_key(kind, key) {
            Some(kind) => (kind.checked)(record),
            None => Ok(record),
        },
    }
}

/// Merges checked records into what is known. Returns how many of them changed anything.
///
/// # Errors
/// [`Error::BadArgument`](crate::Error::BadArgument) if both together hide too many words.
pub(crate) fn merge(write: &mut Write<'_>, records: &[MarkRecord]) -> Result<usize> {
    let words = hidden_word::count(write)?;
    for record in records {
        stored_record::merge(write, record)?;
    }
    for kind in mark_kind::KINDS {
        (kind.shorten)(write)?;
    }
    hidden_word::check_number(write, words)?;
    Ok(write.undo().iter().filter(|change| change.after.is_some()).count())
}

/// Merges the records of a backup into a repaired file. One that breaks a rule is left out with a
/// warning. Any other failure ends the repair, because it may pass.
pub(super) fn join(write: &mut Write<'_>, records: &[MarkRecord]) -> Result<()> {
    for record in records {
        match stored_record::merge(write, record) {
            Err(error) if is_of_content(&error) || matches!(error, Error::BadArgument { .. }) => {
                tracing::warn!(%error, "a mark of the backup was left out");
            }
            merged => merged?,
        }
    }
    for kind in mark_kind::KINDS {
        (kind.shorten)(write)?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
