//! Finds the items that have all the words: in the index, and among the items that are not indexed yet.

use ifilm_language::text::{FOLDING, Fit, WordSearch};

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

/// The items that have all the words, best first. The exact hits come before those in another form of a word.
fn matching(reading: &Reading, search: &WordSearch, scope: &SearchScope) -> Result<Vec<i64>> {
    // This query runs before the index query. So an item that is indexed in between is found twice, but not
    // missed.
    let unindexed = store::unindexed(reading, FOLDING, scope, MOST_UNINDEXED)?;
    let without = search_unindexed(reading, search, &unindexed)?;
    let indexed = |expression: &str, most: u32| -> Result<Vec<i64>> {
        let found = store::found(reading, expression, scope, most)?;
        Ok(found.into_iter().filter(|item| !unindexed.contains(item)).collect())
    };
    let exact = indexed(&search.exact_expression(), SearchCursor::MOST)?;
    let left = SearchCursor::MOST.saturating_sub(exact.len() as u32);
    let wide = if left > 0 { indexed(&search.wide_expression(), left)? } else { Vec::new() };
    let all = [without.by_title, exact, without.by_text, without.wide, wide];
    Ok(all.into_iter().flatten().take(SearchCursor::MOST as usize).collect())
}

/// The hits among the items that are not indexed yet. They have no score to compare with those of the index.
#[derive(Default)]
struct Unindexed {
    /// Exact hits with all words in the title. They are shown before those of the index.
    by_title: Vec<i64>,
    /// Other exact hits. They are shown after those of the index.
    by_text: Vec<i64>,
    /// Hits in another form of a word.
    wide: Vec<i64>,
}

fn search_unindexed(reading: &Reading, search: &WordSearch, items: &[i64]) -> Result<Unindexed> {
    let mut found = Unindexed::default();
    for id in items {
        reading.check_wanted()?;
        let Some(item) = store::found_item(reading, *id)? else { continue };
        if search.fit(&item.row.title) == Some(Fit::Exact) {
            found.by_title.push(*id);
            continue;
        }
        match search.fit(&whole(&item)) {
            Some(Fit::Exact) => found.by_text.push(*id),
            Some(Fit::Wide) => found.wide.push(*id),
            None => {}
        }
    }
    Ok(found)
}

/// All the texts of an item, as paragraphs.
fn whole(item: &FoundItem) -> String {
    let lead = item.texts.lead.as_deref().unwrap_or_default();
    [&item.row.title, lead, &item.texts.text()].join("\n\n")
}
