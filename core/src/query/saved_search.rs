//! Saved searches as sections: their items, newest first, and how many of them are unread.

use ifilm_language::text::WordSearch;

use super::View;
use super::search::{Among, Wanted, slice};
use crate::catalog::Editions;
use crate::error::{Error, Result};
use crate::model::{SavedSearch, SavedSearchCount, SavedSearchQuery, SearchQuery, SearchSlice};
use crate::store::{self, Reading, Store, StoredSearch};

/// The most items of a search that are counted.
const MOST_COUNTED: usize = 500;

/// The items that a saved search finds, newest first, without hidden ones. Without words, it finds all that
/// its filters let through.
pub(crate) async fn saved_search(
    store: &Store,
    view: View<'_>,
    query: SavedSearchQuery,
) -> Result<SearchSlice> {
    let SavedSearchQuery { name, limit, after } = query;
    let saved = all(store).await?.into_iter().find(|saved| saved.name == name);
    let saved = saved.ok_or_else(|| Error::NotFound(format!("`{name}` among the saved searches")))?;
    let search = saved.search()?.with_limit(limit).with_after(after);
    let words = WordSearch::of(&search.text, search.typing);
    slice(store, view, search, words, Among::Shown).await
}

/// How many items each saved search finds, in the order of the searches. One with a filter or an edition that
/// is not known here is left out.
pub(crate) async fn saved_search_counts(store: &Store, view: View<'_>) -> Result<Vec<SavedSearchCount>> {
    let wanted = |saved: SavedSearch| {
        let search = saved.search().ok()?;
        view.editions.select(&search.editions).ok()?;
        Some((saved.name, of_search(search, view.editions)))
    };
    let searches: Vec<(String, Wanted)> = all(store).await?.into_iter().filter_map(wanted).collect();
    let read = move |reading: &Reading| {
        let count = |(name, wanted)| count(reading, name, &wanted);
        searches.into_iter().map(count).collect()
    };
    store.read_while_wanted(read).await
}

async fn all(store: &Store) -> Result<Vec<SavedSearch>> {
    let saved = |(name, StoredSearch { created_at, query })| SavedSearch { name, query, created_at };
    Ok(store.read_user(store::saved_searches).await?.into_iter().map(saved).collect())
}

fn of_search(search: SearchQuery, editions: &Editions) -> Wanted {
    let words = WordSearch::of(&search.text, search.typing);
    Wanted::of(search, words, Among::Shown, editions)
}

fn count(reading: &Reading, name: String, wanted: &Wanted) -> Result<SavedSearchCount> {
    let mut rows = wanted.newest(reading, None, MOST_COUNTED + 1)?;
    let more = rows.len() > MOST_COUNTED;
    rows.truncate(MOST_COUNTED);
    let mut unread = 0;
    for row in &rows {
        unread += u32::from(!store::is_read(reading, &row.key)?);
    }
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Ok(SavedSearchCount { name, total, unread, more })
}
