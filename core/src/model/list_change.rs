//! What an observer of a list gets: the list, and then its changes.

use jiff::Timestamp;

use crate::error::Error;
use crate::model::{Cursor, Item, ItemSlice, ListHole, Waiting};

/// What an observer of a list gets.
#[derive(Debug, Clone)]
pub enum ListEvent {
    /// The list as it is now: the first event, and the first after a failure.
    Present(ItemSlice),
    /// How the list differs from the one after the event before.
    Changes(ListChanges),
    /// The list could not be read. The observation goes on, and reads again after the next change. After
    /// [`Closed`](Error::Closed) no event follows.
    Failed(Error),
}

/// How a list differs from the one that was shown before. [`ItemSlice::apply`] gives exactly the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListChanges {
    /// What happened to its items, as few steps as possible, to be taken one after another. Empty if only
    /// the rest changed.
    pub items: Vec<ListChange>,
    /// [`ItemSlice::next`] of the new list.
    pub next: Option<Cursor>,
    /// [`ItemSlice::fresh_as_of`] of the new list.
    pub fresh_as_of: Option<Timestamp>,
    /// [`ItemSlice::fresh_as_of_text`] of the new list.
    pub fresh_as_of_text: Option<String>,
    /// [`ItemSlice::fresh_as_of_age_text`] of the new list.
    pub fresh_as_of_age_text: Option<String>,
    /// [`ItemSlice::waiting`] of the new list.
    pub waiting: Option<Waiting>,
    /// [`ItemSlice::holes`] of the new list.
    pub holes: Vec<ListHole>,
}

/// One step from a list to a newer one. Places count from 0, in the list that the steps before have made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListChange {
    /// An item came.
    Insert {
        /// Its place from now on.
        at: usize,
        /// The item.
        item: Item,
    },
    /// An item left.
    Remove {
        /// The place that it had.
        at: usize,
    },
    /// An item went to another place.
    Move {
        /// The place that it had.
        from: usize,
        /// Its place from now on, after it was taken out.
        to: usize,
    },
    /// An item at the same place shows something else.
    Update {
        /// Its place.
        at: usize,
        /// The item as it is now. Its key is the same.
        item: Item,
    },
}

impl ItemSlice {
    /// Makes this list the newer one. The changes must be those that followed it.
    pub fn apply(&mut self, changes: ListChanges) {
        let ListChanges { items, next, fresh_as_of, fresh_as_of_text, fresh_as_of_age_text, waiting, holes } =
            changes;
        items.into_iter().for_each(|change| change.apply(&mut self.items));
        self.next = next;
        self.fresh_as_of = fresh_as_of;
        self.fresh_as_of_text = fresh_as_of_text;
        self.fresh_as_of_age_text = fresh_as_of_age_text;
        self.waiting = waiting;
        self.holes = holes;
    }
}

impl ListChange {
    /// Takes this step. A place outside of the list changes nothing.
    pub fn apply(self, items: &mut Vec<Item>) {
        let length = items.len();
        match self {
            Self::Insert { at, item } if at <= length => items.insert(at, item),
            Self::Remove { at } if at < length => drop(items.remove(at)),
            Self::Move { from, to } if from < length && to < length => {
                let item = items.remove(from);
                items.insert(to, item);
            }
            Self::Update { at, item } if at < length => items[at] = item,
            Self::Insert { .. } | Self::Remove { .. } | Self::Move { .. } | Self::Update { .. } => {}
        }
    }
}
