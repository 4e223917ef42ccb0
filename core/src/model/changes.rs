//! What a write changed.

use std::collections::BTreeSet;

use crate::model::ItemKey;

/// The keys of the items that a write made, changed or removed. A key is in one of the three sets at most.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Changes {
    /// Items that were not stored before.
    pub(crate) new: BTreeSet<ItemKey>,
    /// Items that a list or an article shows differently now.
    pub(crate) changed: BTreeSet<ItemKey>,
    /// Items that were taken off the lists.
    pub(crate) removed: BTreeSet<ItemKey>,
}

impl Changes {
    /// Whether nothing that is shown changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    pub(crate) fn note_new(&mut self, key: ItemKey) {
        self.new.insert(key);
    }

    /// An item that is new in this write stays new.
    pub(crate) fn note_changed(&mut self, key: ItemKey) {
        self.removed.remove(&key);
        if !self.new.contains(&key) {
            self.changed.insert(key);
        }
    }

    pub(crate) fn note_removed(&mut self, key: ItemKey) {
        self.new.remove(&key);
        self.changed.remove(&key);
        self.removed.insert(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_change_counts_but_a_new_item_stays_new() {
        let key = |id: &str| ItemKey::article("en".parse().unwrap(), id);
        let mut changes = Changes::default();

        changes.note_new(key("1"));
        changes.note_changed(key("1"));
        changes.note_changed(key("2"));
        changes.note_removed(key("2"));
        changes.note_removed(key("3"));
        changes.note_changed(key("3"));

        let expected =
            Changes { new: [key("1")].into(), changed: [key("3")].into(), removed: [key("2")].into() };
        assert_eq!(changes, expected);
    }
}
