//! Which items have all the words: by the index, and beside it what the index lacks at this moment.

use ifilm_language::text::{FOLDING, WordSearch};

use crate::error::Result;
use crate::model::SearchCursor;
use crate::store::{self, Among, Connection, FoundItem};

/// So many items that are not in the index yet are looked through, the newest: more than a sync leaves for
/// its end. It takes about as long as to put them there would, but waits for nobody.
const MOST_UNINDEXED: usize = 500;

/// The items that have all the words, best first.
pub(super) fn matching(connection: &Connection, search: &WordSearch, among: &Among) -> Result<Vec<i64>> {
    // Asked before the index: what is put there in between stands in both then, rather than in neither.
    let unindexed = store::unindexed(connection, FOLDING, among, MOST_UNINDEXED)?;
    let (by_title, by_text) = looked_through(connection, search, &unindexed)?;
    let indexed = store::found(connection, &search.expression(), among, SearchCursor::MOST)?;
    let indexed = indexed.into_iter().filter(|item| !unindexed.contains(item));
    Ok(by_title.into_iter().chain(indexed).chain(by_text).take(SearchCursor::MOST as usize).collect())
}

/// Those of some rows that have all the words to this day, in their order: a cursor comes from outside, and
/// may be old.
pub(super) fn still_matching(
    connection: &Connection,
    search: &WordSearch,
    among: Among,
    mut rows: Vec<i64>,
) -> Result<Vec<i64>> {
    let found = matching(connection, search, &Among { rows: Some(rows.clone()), ..among })?;
    rows.retain(|row| found.contains(row));
    Ok(rows)
}

/// Those of some items that have all the words: in the title alone, and with the help of the text. They have
/// no rank among those of the index, so the first stand before these and the others behind them.
fn looked_through(
    connection: &Connection,
    search: &WordSearch,
    items: &[i64],
) -> Result<(Vec<i64>, Vec<i64>)> {
    let (mut by_title, mut by_text) = (Vec::new(), Vec::new());
    for id in items {
        match store::found_item(connection, *id)? {
            Some(item) if search.finds(&item.row.title) => by_title.push(*id),
            Some(item) if search.finds(&whole(&item)) => by_text.push(*id),
            _ => {}
        }
    }
    Ok((by_title, by_text))
}

/// All the texts of an item, apart from each other as paragraphs are.
fn whole(item: &FoundItem) -> String {
    let lead = item.texts.lead.as_deref().unwrap_or_default();
    [&item.row.title, lead, &item.texts.text()].join("\n\n")
}
