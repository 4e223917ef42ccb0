//! Evidence: what the pages of one sync say together of their host. Pure.
//!
//! One page that is not there says something of the page. Many that are not there, that lead elsewhere or
//! that are no articles, say something of the host.

use std::collections::HashMap;

use crate::store::{DuePage, DueReason};

/// What the pages of a section said in one sync.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    well: u32,
    strange: u32,
    /// The items under whose addresses a text came, by its hash.
    texts: HashMap<Vec<u8>, Vec<i64>>,
}

impl Evidence {
    /// A page came as itself, or has not changed.
    pub(super) fn note_well(&mut self) {
        self.well += 1;
    }

    /// A page was not there, or something else came instead. What was so before is no news of the host.
    pub(super) fn note_strange(&mut self, page: &DuePage) {
        let is_news = !matches!(page.due.reason, DueReason::Absent | DueReason::Doubtful);
        self.strange += u32::from(is_news);
    }

    /// A text came under the address of an item. Gives whether it came under another address, too.
    pub(super) fn note_text(&mut self, hash: &[u8], item: i64) -> bool {
        let items = self.texts.entry(hash.to_vec()).or_default();
        items.push(item);
        items.len() > 1
    }

    /// The items that came first of those under whose addresses one and the same text came.
    pub(super) fn first_of_several(&self) -> impl Iterator<Item = i64> + '_ {
        self.texts.values().filter(|items| items.len() > 1).filter_map(|items| items.first().copied())
    }

    /// Whether the host's other pages are well, so that a strange answer is about its page.
    pub(super) fn is_host_well(&self) -> bool {
        self.well > 0 && self.well >= self.strange
    }
}
