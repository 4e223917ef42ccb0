//! The results of a search, as a screen shows them.

mod matching;
mod places;
mod snippet;

use ifilm_language::text::WordSearch;

use super::View;
use super::list::item;
use crate::error::{Error, Result};
use crate::model::{ItemKey, Marked, SearchCursor, SearchHit, SearchQuery, SearchSlice};
use crate::store::{self, FoundItem, Reading, SearchScope, Store};
use matching::Wanted;

const LIMITS: std::ops::RangeInclusive<u32> = 1..=100;

/// The items that have all the words, best first. It only reads. Items that are not indexed yet are searched
/// directly.
pub(crate) async fn search(store: &Store, view: View<'_>, query: SearchQuery) -> Result<SearchSlice> {
    let mark = query.mark();
    let SearchQuery { text, typing, editions, first, section, limit, after } = query;
    view.editions.select(&editions)?;
    first.iter().try_for_each(|first| view.editions.get(first).map(drop))?;
    if !LIMITS.contains(&limit) {
        return Err(Error::bad_argument(format!("a slice holds 1 to 100 hits, not {limit}")));
    }
    if after.as_ref().is_some_and(|after| after.search != mark) {
        return Err(Error::bad_argument("the cursor belongs to another search"));
    }
    let Some(search) = WordSearch::of(&text, typing) else {
        return Ok(SearchSlice { hits: Vec::new(), next: None });
    };
    let wanted = Wanted { search, scope: SearchScope { editions, section, rows: None }, first };
    let read = move |reading: &_| found(reading, &wanted, limit as usize, after);
    let (found, rest) = store.read_while_wanted(read).await?;
    let next = (!rest.is_empty()).then_some(SearchCursor { search: mark, keys: rest });
    let hits = found.into_iter().filter_map(|found| hit(found, view).transpose()).collect::<Result<_>>()?;
    Ok(SearchSlice { hits, next })
}

/// An item that was found, with the hits in its texts.
struct Found {
    item: FoundItem,
    marks: Marks,
}

struct Marks {
    title: Marked,
    snippet: Option<crate::model::Snippet>,
}

/// The hits of one slice, and the keys of those that follow. It folds their texts, so it must run on a reader
/// thread.
fn found(
    reading: &Reading,
    wanted: &Wanted,
    limit: usize,
    after: Option<SearchCursor>,
) -> Result<(Vec<Found>, Vec<ItemKey>)> {
    let mut rows = match after {
        Some(cursor) => wanted.still_matching(reading, &cursor.keys)?,
        None => wanted.matching(reading)?,
    };
    let rest = rows.split_off(limit.min(rows.len()));
    let mut found = Vec::new();
    for row in rows {
        reading.check_wanted()?;
        let item = store::found_item(reading, row)?;
        found.extend(item.map(|item| Found { marks: marks(&wanted.search, &item), item }));
    }
    let rest = rest.into_iter().map(|row| store::key(reading, row)).collect::<Result<_>>()?;
    Ok((found, rest))
}

fn marks(search: &WordSearch, item: &FoundItem) -> Marks {
    let title = item.row.title.clone();
    Marks {
        title: Marked { hits: search.hits(&title), text: title },
        snippet: snippet::snippet(search, &item.texts),
    }
}

/// The hit for a screen; `None` if the catalogue no longer has its edition.
fn hit(found: Found, view: View<'_>) -> Result<Option<SearchHit>> {
    let Found { item: FoundItem { edition, row, texts: _ }, marks: Marks { title, snippet } } = found;
    let Ok(edition) = view.editions.get(&edition.parse()?) else { return Ok(None) };
    let item = item(row, edition, &view.dates(edition), view.now)?;
    Ok(Some(SearchHit { item, title, snippet }))
}
