//! Which items have all the words. The index is asked, and the items that it lacks at this moment are
//! searched directly.

use ifilm_language::text::{FOLDING, WordSearch};

use crate::error::Result;
use crate::model::{EditionId, ItemKey, SearchCursor};
use crate::store::{self, FoundItem, Reading, SearchScope};

/// The maximum number of items that are searched without the index, the newest first. A sync leaves fewer for
/// its end. Searching them takes about as long as indexing them, but waits for nobody.
const MOST_UNINDEXED: usize = 500;

/// What is looked for.
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
        // Asked for itself: among all the hits the best of other editions may leave no room for it.
        let own = SearchScope { editions: vec![first.clone()], ..scope.clone() };
        let own = matching(reading, search, &own)?;
        let others: Vec<i64> = all.into_iter().filter(|row| !own.contains(row)).collect();
        Ok(own.into_iter().chain(others).take(SearchCursor::MOST as usize).collect())
    }

    /// The rows of the items that still have all the words, in their order. A cursor comes from outside and
    /// may be old.
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
    // Asked before the index. An item that is indexed in between is then found twice, and not missed.
    let unindexed = store::unindexed(reading, FOLDING, scope, MOST_UNINDEXED)?;
    let (by_title, by_text) = looked_through(reading, search, &unindexed)?;
    let indexed = store::found(reading, &search.expression(), scope, SearchCursor::MOST)?;
    let indexed = indexed.into_iter().filter(|item| !unindexed.contains(item));
    Ok(by_title.into_iter().chain(indexed).chain(by_text).take(SearchCursor::MOST as usize).collect())
}

/// The items that have all the words: first those that have them in the title, then those that need the text.
/// They have no rank among the hits of the index, so the first go before those hits and the others behind
/// them.
fn looked_through(reading: &Reading, search: &WordSearch, items: &[i64]) -> Result<(Vec<i64>, Vec<i64>)> {
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
