//! The results of a search, as a screen shows them.

mod matching;
mod places;
mod snippet;

use ifilm_language::text::WordSearch;

use super::View;
use super::list::item;
use crate::error::{Error, Result};
use crate::model::{Marked, SearchCursor, SearchFrom, SearchHit, SearchOrder, SearchQuery, SearchSlice};
use crate::store::{self, FoundItem, Reading, Store};
pub(super) use matching::{Among, Wanted};

const LIMITS: std::ops::RangeInclusive<u32> = 1..=100;

/// The items that have all the words, in the order of the query. It only reads. Items that are not indexed
/// yet are searched directly.
pub(crate) async fn search(store: &Store, view: View<'_>, query: SearchQuery) -> Result<SearchSlice> {
    match WordSearch::of(&query.text, query.typing) {
        Some(words) => slice(store, view, query, Some(words), Among::All).await,
        None => {
            check(view, &query)?;
            Ok(SearchSlice { hits: Vec::new(), next: None })
        }
    }
}

/// A slice of the hits of a query that was read already.
pub(super) async fn slice(
    store: &Store,
    view: View<'_>,
    query: SearchQuery,
    words: Option<WordSearch>,
    among: Among,
) -> Result<SearchSlice> {
    let from = check(view, &query)?;
    let (mark, order, limit) = (query.mark(), query.order, query.limit as usize);
    let wanted = Wanted::of(query, words, among, view.editions);
    let read = move |reading: &_| found(reading, &wanted, order, limit, from);
    let (found, rest) = store.read_while_wanted(read).await?;
    let next = rest.map(|from| SearchCursor { search: mark, from });
    let hits = found.into_iter().filter_map(|found| hit(found, view).transpose()).collect::<Result<_>>()?;
    Ok(SearchSlice { hits, next })
}

/// Where a query begins. Fails if an edition is unknown, the limit is none, or the cursor belongs to another
/// search.
fn check(view: View<'_>, query: &SearchQuery) -> Result<Option<SearchFrom>> {
    let SearchQuery { editions, first, limit, after, .. } = query;
    view.editions.select(editions)?;
    first.iter().try_for_each(|first| view.editions.get(first).map(drop))?;
    if !LIMITS.contains(limit) {
        return Err(Error::bad_argument(format!("a slice holds 1 to 100 hits, not {limit}")));
    }
    match after {
        Some(after) if after.search != query.mark() => {
            Err(Error::bad_argument("the cursor belongs to another search"))
        }
        after => Ok(after.as_ref().map(|after| after.from.clone())),
    }
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

/// The hits of one slice, and where the next one begins. It folds their texts, so it must run on a reader
/// thread.
fn found(
    reading: &Reading,
    wanted: &Wanted,
    order: SearchOrder,
    limit: usize,
    from: Option<SearchFrom>,
) -> Result<(Vec<Found>, Option<SearchFrom>)> {
    let (rows, rest) = match order {
        SearchOrder::Ranked => ranked(reading, wanted, limit, from)?,
        SearchOrder::Newest => newest(reading, wanted, limit, from)?,
    };
    let mut found = Vec::new();
    for row in rows {
        reading.check_wanted()?;
        let item = store::found_item(reading, row)?;
        found.extend(item.map(|item| Found { marks: marks(wanted.words.as_ref(), &item), item }));
    }
    Ok((found, rest))
}

type Rows = (Vec<i64>, Option<SearchFrom>);

fn ranked(reading: &Reading, wanted: &Wanted, limit: usize, from: Option<SearchFrom>) -> Result<Rows> {
    let (rows, keys) = match from {
        Some(SearchFrom::Keys(keys)) => wanted.still_found(reading, keys, limit)?,
        Some(SearchFrom::Below(_)) => return Err(Error::bad_argument("the cursor is of another order")),
        None => {
            let mut rows = wanted.ranked(reading)?;
            let rest = rows.split_off(limit.min(rows.len()));
            let keys = rest.into_iter().map(|row| row.key).collect();
            (rows.into_iter().map(|row| row.item).collect(), keys)
        }
    };
    let goes_on = !keys.is_empty();
    Ok((rows, goes_on.then_some(SearchFrom::Keys(keys))))
}

/// One more hit than wanted is looked for, to know whether another slice follows.
fn newest(reading: &Reading, wanted: &Wanted, limit: usize, from: Option<SearchFrom>) -> Result<Rows> {
    let below = match from {
        Some(SearchFrom::Below(place)) => Some(place),
        Some(SearchFrom::Keys(_)) => return Err(Error::bad_argument("the cursor is of another order")),
        None => None,
    };
    let mut rows = wanted.newest(reading, below, limit + 1)?;
    let goes_on = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| goes_on).map(|last| SearchFrom::Below(last.place));
    rows.sort_by(|one, other| one.age().cmp(&other.age()));
    Ok((rows.into_iter().map(|row| row.item).collect(), next))
}

fn marks(words: Option<&WordSearch>, item: &FoundItem) -> Marks {
    let text = item.row.title.clone();
    let Some(words) = words else {
        return Marks { title: Marked { text, hits: Vec::new() }, snippet: None };
    };
    Marks { title: Marked { hits: words.hits(&text), text }, snippet: snippet::snippet(words, &item.texts) }
}

/// The hit for a screen; `None` if the catalogue no longer has its edition.
fn hit(found: Found, view: View<'_>) -> Result<Option<SearchHit>> {
    let Found { item: FoundItem { edition, row, texts: _ }, marks: Marks { title, snippet } } = found;
    let Ok(edition) = view.editions.get(&edition.parse()?) else { return Ok(None) };
    let item = item(row, edition, &view.dates(edition), view.now)?;
    Ok(Some(SearchHit { item, title, snippet }))
}
