//! Finds the items that have all the words: in the index, and among the items that are not indexed yet.

use ifilm_language::text::{FOLDING, WordSearch};

use crate::error::Result;
use crate::model::{EditionId, ItemKey, SearchCursor};
use crate::store::{self, FoundItem, Reading, SearchScope};

/// The maximum number of items that are searched without the index, newest first. During a sync, fewer items
/// than this are waiting for the index. Searching them takes about as long as indexing them, but needs no
/// write lock.
const MOST_UNINDEXED: usize = 500;

/// What to search for.
pub(super) struct Wanted {
    pub(super) search: WordSearch,
    pub(super) scope: SearchScope,
    /// The edition whose hits come before those of the others.
    pub(super) first: Option<EditionId>,
}

impl Wanted {
    /// The items that have all the words: those of the first edition, then the others, each best first.
    pub(super) fn matching(&self, reading: &Reading) -> Result<Vec<i64>> {
        let Self { search, scope, first } = self;
        let all = matching(reading, search, scope)?;
        let Some(first) = first.as_ref().filter(|first| scope.has(first)) else { return Ok(all) };
        // The first edition has a query of its own, because the best hits of other editions may fill the
        // limit.
        let own = SearchScope { editions: vec![first.clone()], ..scope.clone() };
        let own = matching(reading, search, &own)?;
        let others: Vec<i64> = all.into_iter().filter(|row| !own.contains(row)).collect();
        Ok(own.into_iter().chain(others).take(SearchCursor::MOST as usize).collect())
    }

    /// The rows of the items that still have all the words, in the same order. The keys are from a cursor,
    /// which may be old.
    pub(super) fn still_matching(&self, reading: &Reading, keys: &[ItemKey]) -> Result<Vec<i64>> {
        let rows = keys.iter().map(|key| store::row_of(reading, key));
        let mut rows: Vec<i64> = rows.filter_map(Result::transpose).collect::<Result<_>>()?;
        let scope = SearchScope { rows: Some(rows.clone()), ..self.scope.clone() };
        let found = matching(reading, &self.search, &scope)?;
        rows.retain(|row| found.contains(row));
        Ok(rows)
    }
}

/// The items that have all the words, best first.
fn matching(reading: &Reading, search: &WordSearch, scope: &SearchScope) -> Result<Vec<i64>> {
    // This query runs before the index query. So an item that is indexed in between is found twice, but not
    // missed.
    let unindexed = store::unindexed(reading, FOLDING, scope, MOST_UNINDEXED)?;
    let (by_title, by_text) = search_unindexed(reading, search, &unindexed)?;
    let indexed = store::found(reading, &search.expression(), scope, SearchCursor::MOST)?;
    let indexed = indexed.into_iter().filter(|item| !unindexed.contains(item));
    Ok(by_title.into_iter().chain(indexed).chain(by_text).take(SearchCursor::MOST as usize).collect())
}

/// The items that have all the words: first those with all words in the title, then those that need the text.
/// Items outside the index have no score. Title matches come before the indexed hits; text matches come after
/// them.
fn search_unindexed(reading: &Reading, search: &WordSearch, items: &[i64]) -> Result<(Vec<i64>, Vec<i64>)> {
    let (mut by_title, mut by_text) = (Vec::new(), Vec::new());
    for id in items {
        reading.check_wanted()?;
        match store::found_item(reading, *id)? {
            Some(item) if search.finds(&item.row.title) => by_title.push(*id),
            Some(item) if search.finds(&whole(&item)) => by_text.push(*id),
            _ => {}
        }
    }
    Ok((by_title, by_text))
}

/// All the texts of an item, as paragraphs.
fn whole(item: &FoundItem) -> String {
    let lead = item.texts.lead.as_deref().unwrap_or_default();
    [&item.row.title, lead, &item.texts.text()].join("\n\n")
}
