//! What an observer of a list gets: the list, and then its changes.

use crate::error_code::ErrorCode;
use crate::hole::ListHole;
use crate::item::Item;
use crate::slice::ItemSlice;
use crate::waiting::Waiting;

/// What an observer of a list gets.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ListEvent {
    /// The list as it is now: the first event, and the first after a failure.
    Present {
        /// The list.
        list: ItemSlice,
    },
    /// How the list differs from the one after the event before.
    Changed {
        /// The changes.
        changes: ListChanges,
    },
    /// The list could not be read. The observation goes on, and reads again after the next change. After
    /// `Closed` no event follows.
    Failed {
        /// The kind of failure.
        code: ErrorCode,
        /// What happened, in English, for logs.
        reason: String,
    },
}

impl From<ifilm_core::ListEvent> for ListEvent {
    fn from(event: ifilm_core::ListEvent) -> Self {
        match event {
            ifilm_core::ListEvent::Present(list) => Self::Present { list: list.into() },
            ifilm_core::ListEvent::Changes(changes) => Self::Changed { changes: changes.into() },
            ifilm_core::ListEvent::Failed(error) => {
                Self::Failed { code: error.code().into(), reason: error.to_string() }
            }
        }
    }
}

/// How a list differs from the one that was shown before.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ListChanges {
    /// What happened to its items, as few steps as possible, to be taken one after another. Empty if only the
    /// rest changed.
    pub items: Vec<ListChange>,
    /// `ItemSlice.next` of the new list.
    pub next: Option<String>,
    /// When the site last confirmed the new list, in milliseconds since 1970, UTC.
    pub fresh_as_of_ms: Option<i64>,
    /// The same for people, as in `ItemSlice`.
    pub fresh_as_of_text: Option<String>,
    /// The same as an age, as in `ItemSlice`.
    pub fresh_as_of_age_text: Option<String>,
    /// `ItemSlice.waiting` of the new list.
    pub waiting: Option<Waiting>,
    /// `ItemSlice.holes` of the new list.
    pub holes: Vec<ListHole>,
}

impl From<ifilm_core::ListChanges> for ListChanges {
    fn from(changes: ifilm_core::ListChanges) -> Self {
        let ifilm_core::ListChanges {
            items,
            next,
            fresh_as_of,
            fresh_as_of_text,
            fresh_as_of_age_text,
            waiting,
            holes,
        } = changes;
        Self {
            items: items.into_iter().map(ListChange::from).collect(),
            next: next.map(|cursor| cursor.to_string()),
            fresh_as_of_ms: fresh_as_of.map(|at| at.as_millisecond()),
            fresh_as_of_text,
            fresh_as_of_age_text,
            waiting: waiting.map(Waiting::from),
            holes: holes.into_iter().map(ListHole::from).collect(),
        }
    }
}

/// One step from a list to a newer one. Places count from 0, in the list that the steps before have made.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ListChange {
    /// An item came.
    Insert {
        /// Its place from now on.
        at: u32,
        /// The item.
        item: Item,
    },
    /// An item left.
    Remove {
        /// The place that it had.
        at: u32,
    },
    /// An item went to another place.
    Move {
        /// The place that it had.
        at: u32,
        /// Its place from now on, after it was taken out.
        to: u32,
    },
    /// An item at the same place shows something else.
    Update {
        /// Its place.
        at: u32,
        /// The item as it is now. Its key is the same.
        item: Item,
    },
}

impl From<ifilm_core::ListChange> for ListChange {
    fn from(change: ifilm_core::ListChange) -> Self {
        use ifilm_core::ListChange as Core;
        match change {
            Core::Insert { at, item } => Self::Insert { at: place(at), item: item.into() },
            Core::Remove { at } => Self::Remove { at: place(at) },
            Core::Move { from, to } => Self::Move { at: place(from), to: place(to) },
            Core::Update { at, item } => Self::Update { at: place(at), item: item.into() },
        }
    }
}

/// A slice holds at most 500 items, so each place fits.
fn place(at: usize) -> u32 {
    at as u32
}
