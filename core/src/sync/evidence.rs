//! Evidence: what all pages of one sync together show about their host. Pure.
//!
//! If one page is missing, the page is the problem. If many are missing, redirect elsewhere or are no
//! articles, the host is the problem.

use std::collections::HashMap;

use crate::store::{DuePage, DueReason};

/// A page that had the same problem more often than this shows nothing about the host any more. Otherwise
/// such pages could keep each other's third answers from being accepted.
const MOST_EARLIER_FAILURES: u32 = 1;

/// The counted answers for the pages of a section in one sync.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    well: u32,
    strange: u32,
    /// Strange answers of pages that had the same problem before.
    repeated: u32,
    /// For each hash of a text, the items whose addresses gave this text.
    texts: HashMap<Vec<u8>, Vec<i64>>,
}

impl Evidence {
    /// Counts a page that came as expected or has not changed.
    pub(super) fn note_well(&mut self) {
        self.well += 1;
    }

    /// Counts a page that was missing, or for which something else came. An answer of a page that had the
    /// same problem before shows little about the host, so it is counted separately.
    pub(super) fn note_strange(&mut self, page: &DuePage) {
        match page.due.reason {
            DueReason::Absent | DueReason::Doubtful | DueReason::Unreadable
                if page.due.failures > MOST_EARLIER_FAILURES => {}
            DueReason::Absent | DueReason::Doubtful => self.repeated += 1,
            _ => self.strange += 1,
        }
    }

    /// Notes the text that the address of an item gave. Returns whether another address gave the same text.
    pub(super) fn note_text(&mut self, hash: &[u8], item: i64) -> bool {
        let items = self.texts.entry(hash.to_vec()).or_default();
        items.push(item);
        items.len() > 1
    }

    /// For each text that several addresses gave, the item that came first.
    pub(super) fn first_of_several(&self) -> impl Iterator<Item = i64> + '_ {
        self.texts.values().filter(|items| items.len() > 1).filter_map(|items| items.first().copied())
    }

    /// Whether most pages of the host have no problem, so that a strange answer concerns only its page.
    pub(super) fn is_host_well(&self) -> bool {
        self.well > 0 && self.well >= self.strange.max(self.repeated)
    }
}
