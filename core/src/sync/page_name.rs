//! The name of a page: all that a section keeps of its planned pages until their turn comes.

use crate::model::{ItemKey, Kind};
use crate::store::DuePage;

/// The key of a page without its edition, which is that of its section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageName {
    kind: Kind,
    id: Box<str>,
}

impl PageName {
    pub(super) fn of(page: &DuePage) -> Self {
        Self { kind: page.key.kind, id: page.key.id.as_str().into() }
    }

    /// Whether a key of the same edition is that of this page.
    pub(super) fn is_of(&self, key: &ItemKey) -> bool {
        self.kind == key.kind && *self.id == *key.id
    }

    /// Kind and id, as the store takes them.
    pub(super) fn parts(&self) -> (Kind, String) {
        (self.kind, self.id.to_string())
    }
}
