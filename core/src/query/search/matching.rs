//! Finds the items that have all the words: in the index, and among the items that are not indexed yet.

use std::collections::HashSet;

use ifilm_language::text::{FOLDING, Fit, WordSearch};

use crate::catalog::Editions;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, SearchCursor, SearchQuery};
use crate::store::{self, FoundItem, FoundRow, Index, Reading, SearchScope};

/// The maximum number of items that are searched without the index, newest first. During a sync, fewer items
/// than this are waiting for the index. Searching them takes about as long as indexing them, but needs no
/// write lock.
const MOST_UNINDEXED: usize = 500;

/// The most hits of a search.
const MOST: usize = SearchCursor::MOST as usize;

/// The number of the newest hits that are ranked. So a search for a word that all texts have costs no more
/// than one for a rare word. Titles are found apart, so old ones are ranked, too.
const CANDIDATES: usize = 1_500;

/// What to search for.
pub(crate) struct Wanted {
    /// Without words, all items of the scope are found, and only by date.
    pub(super) words: Option<WordSearch>,
    scope: SearchScope,
    /// The edition whose hits come before those of the others.
    first: Option<EditionId>,
}

/// Among which items a search looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Among {
    /// All that are stored.
    All,
    /// Those that lists have: without hidden ones.
    Shown,
}

impl Wanted {
    /// What a query with these words looks for. Without words it names its editions, because the index finds
    /// them as words.
    pub(crate) fn of(
        query: SearchQuery,
        words: Option<WordSearch>,
        among: Among,
        editions: &Editions,
    ) -> Self {
        let SearchQuery { editions: mut wanted, first, section, since, until, read, saved, .. } = query;
        if words.is_none() && wanted.is_empty() {
            wanted = editions.all().iter().map(|edition| edition.id.clone()).collect();
        }
        let shown = among == Among::Shown;
        let scope = SearchScope { editions: wanted, section, since, until, read, saved, shown };
        Self { words, scope, first }
    }

    /// The items that have all the words: those of the first edition, then the others, each best first.
    pub(super) fn ranked(&self, reading: &Reading) -> Result<Vec<FoundRow>> {
        let Self { words, scope, first } = self;
        let Some(search) = words else { return Ok(Vec::new()) };
        let all = ranked(reading, search, scope)?;
        let Some(first) = first.as_ref().filter(|first| scope.has(first)) else { return Ok(all) };
        // The first edition has a query of its own, because the best hits of other editions may fill the
        // limit.
        let own = SearchScope { editions: vec![first.clone()], ..scope.clone() };
        let own = ranked(reading, search, &own)?;
        Ok(joined([own, all]))
    }

    /// The items that have all the words below a place of the index, newest first, at most `most`.
    pub(crate) fn newest(&self, reading: &Reading, below: Option<i64>, most: usize) -> Result<Vec<FoundRow>> {
        let Self { words, scope, first: _ } = self;
        let unindexed = store::unindexed(reading, FOLDING, scope, MOST_UNINDEXED)?;
        let all = words.as_ref().map(WordSearch::expression);
        let most_indexed = most + unindexed.len();
        let found = store::found(reading, Index::Whole, all.as_deref(), scope, below, most_indexed)?;
        let mut found = without(found, &unindexed);
        for row in unindexed.into_iter().filter(|row| below.is_none_or(|below| row.place < below)) {
            if self.fits(reading, row.item)? {
                found.push(row);
            }
        }
        found.sort_by_key(|item| std::cmp::Reverse(item.place));
        found.truncate(most);
        Ok(found)
    }

    /// The rows of the first of some items that still have all the words, at most `most`, and the items that
    /// follow. The keys are from a cursor, which may be old.
    pub(super) fn still_found(
        &self,
        reading: &Reading,
        keys: Vec<ItemKey>,
        most: usize,
    ) -> Result<(Vec<i64>, Vec<ItemKey>)> {
        let unindexed = store::unindexed(reading, FOLDING, &self.scope, MOST_UNINDEXED)?;
        let Some(search) = &self.words else { return Ok((Vec::new(), Vec::new())) };
        let expression = search.expression();
        let (mut rows, mut keys) = (Vec::new(), keys.into_iter());
        for key in keys.by_ref() {
            let row = store::row_of(reading, &key)?;
            let waits = unindexed.iter().any(|waiting| waiting.key == key);
            let is_found = if waits {
                row.map(|row| self.fits(reading, row)).transpose()?.unwrap_or_default()
            } else {
                store::is_found(reading, &expression, &self.scope, &key)?
            };
            rows.extend(row.filter(|_| is_found));
            if rows.len() == most {
                break;
            }
        }
        Ok((rows, keys.collect()))
    }

    /// Whether an item that is not indexed has all the words.
    fn fits(&self, reading: &Reading, item: i64) -> Result<bool> {
        reading.check_wanted()?;
        let item = store::found_item(reading, item)?;
        let fits = |item: FoundItem| self.words.as_ref().is_none_or(|words| words.finds(&whole(&item)));
        Ok(item.is_some_and(fits))
    }
}

/// The items that have all the words, best first. The exact hits come before those in another form of a word.
fn ranked(reading: &Reading, search: &WordSearch, scope: &SearchScope) -> Result<Vec<FoundRow>> {
    // This query runs before the index query. So an item that is indexed in between is found twice, but not
    // missed.
    let unindexed = store::unindexed(reading, FOLDING, scope, MOST_UNINDEXED)?;
    let apart = search_unindexed(reading, search, &unindexed)?;
    let indexed = |expression: &str| -> Result<Vec<FoundRow>> {
        Ok(without(by_place(reading, expression, scope)?, &unindexed))
    };
    let exact = indexed(&search.exact_expression())?;
    let is_full = exact.len() >= MOST;
    let wide = if is_full { Vec::new() } else { indexed(&search.wide_expression())? };
    Ok(joined([apart.by_title, exact, apart.by_text, apart.wide, wide]))
}

/// The items that the index finds: those with all the words in the title, then in title and lead, then the
/// others; each newest first.
fn by_place(reading: &Reading, expression: &str, scope: &SearchScope) -> Result<Vec<FoundRow>> {
    let titles = store::found(reading, Index::Titles, Some(expression), scope, None, MOST)?;
    let newest = store::found(reading, Index::Whole, Some(expression), scope, None, CANDIDATES)?;
    let (Some(first), Some(last)) = (newest.first(), newest.last()) else { return Ok(by_date(titles)) };
    let in_head = store::found_in_head(reading, expression, scope, last.place, first.place)?;
    let in_head: HashSet<i64> = in_head.into_iter().collect();
    let (leads, texts) = newest.into_iter().partition(|row| in_head.contains(&row.place));
    Ok(joined([titles, leads, texts].map(by_date)))
}

fn by_date(mut rows: Vec<FoundRow>) -> Vec<FoundRow> {
    rows.sort_by(|one, other| one.age().cmp(&other.age()));
    rows
}

/// Some lists one after the other, each item once, at most [`MOST`].
fn joined<const N: usize>(lists: [Vec<FoundRow>; N]) -> Vec<FoundRow> {
    let mut seen = HashSet::new();
    let all = lists.into_iter().flatten().filter(|row| seen.insert(row.item));
    all.take(MOST).collect()
}

fn without(found: Vec<FoundRow>, others: &[FoundRow]) -> Vec<FoundRow> {
    let others: HashSet<i64> = others.iter().map(|row| row.item).collect();
    found.into_iter().filter(|row| !others.contains(&row.item)).collect()
}

/// The hits among the items that are not indexed yet.
#[derive(Default)]
struct Unindexed {
    /// Exact hits with all words in the title. They are shown before those of the index.
    by_title: Vec<FoundRow>,
    /// Other exact hits. They are shown after those of the index.
    by_text: Vec<FoundRow>,
    /// Hits in another form of a word.
    wide: Vec<FoundRow>,
}

fn search_unindexed(reading: &Reading, search: &WordSearch, rows: &[FoundRow]) -> Result<Unindexed> {
    let mut found = Unindexed::default();
    for row in rows {
        reading.check_wanted()?;
        let Some(item) = store::found_item(reading, row.item)? else { continue };
        if search.fit(&item.row.title) == Some(Fit::Exact) {
            found.by_title.push(row.clone());
            continue;
        }
        match search.fit(&whole(&item)) {
            Some(Fit::Exact) => found.by_text.push(row.clone()),
            Some(Fit::Wide) => found.wide.push(row.clone()),
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
