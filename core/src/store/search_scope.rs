//! The scope of a search: which items it may find.

use jiff::Timestamp;

use super::search;
use super::search_place::{last_place_at, place_at};
use crate::model::{EditionId, Section};

/// Which items are searched.
#[derive(Debug, Clone, Default)]
pub(crate) struct SearchScope {
    /// The editions; empty means all.
    pub(crate) editions: Vec<EditionId>,
    pub(crate) section: Option<Section>,
    /// Only what was published at this time or later.
    pub(crate) since: Option<Timestamp>,
    /// Only what was published before this time.
    pub(crate) until: Option<Timestamp>,
    /// Whether a person read it; `None` means either.
    pub(crate) read: Option<bool>,
    /// Whether a person saved it; `None` means either.
    pub(crate) saved: Option<bool>,
    /// Only what lists have: without hidden items.
    pub(crate) shown: bool,
}

impl SearchScope {
    /// Whether an edition is searched.
    pub(crate) fn has(&self, edition: &EditionId) -> bool {
        self.editions.is_empty() || self.editions.contains(edition)
    }

    /// An expression that finds only items of the editions. FTS5 skips those of others without a look at
    /// their rows.
    pub(super) fn narrowed(&self, expression: &str) -> String {
        match self.editions.is_empty() {
            true => expression.to_owned(),
            false => format!("({expression}) AND {}", self.all_of_editions()),
        }
    }

    /// An expression that finds all items of the editions.
    pub(super) fn all_of_editions(&self) -> String {
        let word = |edition: &EditionId| format!("\"{}\"", search::edition_word(edition));
        let words: Vec<String> = self.editions.iter().map(word).collect();
        format!("edition : ({})", words.join(" OR "))
    }

    pub(super) fn places(&self) -> Places {
        Places {
            from: self.since.map_or(i64::MIN, |since| place_at(since.as_millisecond())),
            to: self.until.map_or(i64::MAX, |until| last_place_at(until.as_millisecond())),
        }
    }
}

/// A range of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub(super) from: i64,
    pub(super) to: i64,
}
