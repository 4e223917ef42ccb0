//! All kinds of marks by their names, for undo steps and exports, which hold marks of any kind.

use jiff::Timestamp;
use serde_json::Value;

use super::announced::Announced;
use super::choice::ChosenEdition;
use super::followed::StoredFollow;
use super::hidden_section::HiddenSection;
use super::hidden_word::HiddenWord;
use super::history::Opened;
use super::mark_key::MarkKey;
use super::playback_position::StoredPlayback;
use super::read_mark::ReadMark;
use super::reading_position::StoredPosition;
use super::reminder::StoredReminder;
use super::saved::Saved;
use super::saved_search::StoredSearch;
use super::setting::StoredSetting;
use super::user_mark::{Fields, UserMark, known, set};
use super::write::{UndoChange, Write};
use crate::error::{Error, Result};

/// A kind of mark.
pub(super) struct MarkKind {
    pub(super) name: &'static str,
    /// Gives a mark the value that it had before a change, and returns the time that it has now. `None` if
    /// something else changed it since; then it stays as it is.
    pub(super) take_back: fn(&mut Write<'_>, &UndoChange, Timestamp) -> Result<Option<Timestamp>>,
}

/// Every kind of mark.
const KINDS: &[MarkKind] = &[
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
    MarkKind { name: M::NAME, take_back: take_back::<M> }
}

/// The kind of this name; `None` if only a later version knows it.
pub(super) fn named(name: &str) -> Option<&'static MarkKind> {
    KINDS.iter().find(|kind| kind.name == name)
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
