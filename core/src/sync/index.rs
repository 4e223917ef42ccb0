//! Keeps the search index up to date with the rows. Texts are folded here, because the store knows no
//! language.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use ifilm_language::text::{FOLDING, Indexer};

use crate::error::Result;
use crate::guard::guarded;
use crate::store::{self, CommitPoint, Connection, FindableTexts, Store, Words, Write};

/// The most items that are indexed in one transaction. FTS5 writes what a transaction adds as one part of the
/// index and merges the parts later, so larger transactions cost less.
const MOST: u32 = 1_000;

/// After this many items the transaction ends as soon as another write waits for it.
const FEWEST: usize = 100;

/// After this time, too: a write of another process may wait, which is not seen here.
const LONGEST: Duration = Duration::from_millis(250);

/// Indexes everything that is due, in batches: what a sync stored, and what an older version left without an
/// index or folded differently. Rows are stored in one transaction with the mark that they are due. So items
/// that are not indexed when the process ends stay due. If nothing is due, nothing is written. Returns
/// whether something was. Before that, the cache follows the marks that it does not know, and what a new
/// folding hides.
///
/// Indexing in the transaction of each page is slower: 120 articles took 25 ms one by one and 6 ms together.
pub(crate) async fn index(store: &Store) -> Result<bool> {
    let (folding, is_due) = store.read(state).await?;
    if folding != Some(FOLDING) {
        store.write(CommitPoint::Folding, set_folding).await?;
    }
    let is_behind = store.read(store::is_mirror_behind).await?;
    if is_behind {
        store.follow_marks().await?;
    }
    if folding == Some(FOLDING) && !is_due {
        return Ok(is_behind);
    }
    let (mut words, waiting) = (words(), store.waiting_writes().await?);
    loop {
        let (begun, waiting) = (Instant::now(), waiting.clone());
        let is_long = move || waiting.is_any() || begun.elapsed() > LONGEST;
        let put_in = move |write: &mut Write<'_>| Ok((put_in(write, &mut words, is_long)?, words));
        let ((is_more, kept), _) = store.write_slice(CommitPoint::Index, put_in).await?;
        if !is_more {
            return Ok(true);
        }
        words = kept; // with the words that it remembers
    }
}

/// Notes the folding of this version. What hidden words hide depends on it, too.
fn set_folding(write: &mut Write<'_>) -> Result<()> {
    match store::set_folding(write, FOLDING)? {
        true => store::begin_anew(write),
        false => Ok(()),
    }
}

/// Whether anything is missing from the index, or the cache does not know all marks. Only reads.
pub(crate) async fn is_index_behind(store: &Store) -> Result<bool> {
    let (folding, is_due) = store.read(state).await?;
    Ok(folding != Some(FOLDING) || is_due || store.read(store::is_mirror_behind).await?)
}

fn state(connection: &Connection) -> Result<(Option<u32>, bool)> {
    Ok((store::folding(connection)?, store::is_search_due(connection)?))
}

/// Indexes items that are due: [`FEWEST`], or more while the transaction is not long. Returns whether more
/// may be due. A second thread folds the next item while the writer stores the last one. If folding an item
/// panics, the item has no words until the whole index is rebuilt. So the other items are not affected, and
/// there is no endless retry.
fn put_in(
    write: &mut Write<'_>,
    mut words: impl FnMut(&FindableTexts) -> Words + Send,
    is_long: impl Fn() -> bool,
) -> Result<bool> {
    let due = store::search_due(write, MOST)?;
    let words = move |texts: FindableTexts| {
        let what = format_args!("the words of item {}", texts.item);
        guarded(&what, || words(&texts)).unwrap_or_else(|_| Words::none_of(&texts))
    };
    let ((read, texts), (made, ready)) = (mpsc::channel(), mpsc::channel());
    std::thread::scope(|scope| {
        scope.spawn(move || texts.into_iter().map(words).try_for_each(|words| made.send(words)));
        put_in_order(write, &due, read, &ready, is_long)
    })
}

/// How many texts are read before the words of the first one are stored.
const AHEAD: usize = 16;

/// Reads the texts of the items that are due, and stores the words that come back for them.
fn put_in_order(
    write: &mut Write<'_>,
    due: &[i64],
    read: mpsc::Sender<FindableTexts>,
    ready: &mpsc::Receiver<Words>,
    is_long: impl Fn() -> bool,
) -> Result<bool> {
    let mut rest = due.iter();
    for item in rest.by_ref().take(AHEAD) {
        read_one(write, *item, &read)?;
    }
    let mut read = (rest.len() > 0).then_some(read); // its thread ends when there is no more to read
    for (words, put) in ready.iter().zip(1_usize..) {
        store::save_words(write, &words)?;
        if put >= FEWEST && is_long() {
            read = None;
        }
        match read.as_ref().and_then(|read| Some((rest.next()?, read))) {
            Some((item, read)) => read_one(write, *item, read)?,
            None => read = None,
        }
    }
    Ok(rest.len() > 0 || due.len() == MOST as usize)
}

fn read_one(write: &Write<'_>, item: i64, read: &mpsc::Sender<FindableTexts>) -> Result<()> {
    let _ = read.send(store::findable_texts(write, item)?); // a thread that has ended sends no words
    Ok(())
}

/// Makes the words of one text after the other.
fn words() -> impl FnMut(&FindableTexts) -> Words + Send {
    let mut indexer = Indexer::default();
    move |texts| {
        let mut folded = |text: Option<&str>| text.map(|text| indexer.searchable(text)).unwrap_or_default();
        Words {
            item: texts.item,
            edition: texts.edition.clone(),
            title: folded(texts.title.as_deref()),
            lead: folded(texts.lead.as_deref()),
            text: folded(Some(&texts.text())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Rest;

    const ROWS: &str = "
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 250)
        INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        SELECT 'fa', 'article', n, n, 'کتاب ' || n, n, 'meta', 'minute', n FROM n";

    #[tokio::test]
    async fn a_transaction_ends_after_a_hundred_items_if_another_write_waits() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::at(directory.path(), "a catalogue", Rest::default());
        store.write(CommitPoint::Bulk, |write| Ok(write.execute_batch(ROWS)?)).await.unwrap();

        let mut batches = Vec::new();
        for is_long in [true, false, false] {
            let put_in = move |write: &mut Write<'_>| put_in(write, words(), || is_long);
            let is_more = store.write(CommitPoint::Index, put_in).await.unwrap().0;
            batches.push((is_more, store.read(found).await.unwrap()));
        }

        let until_then = FEWEST + AHEAD - 1; // those that were read ahead are stored, too
        assert_eq!(batches, [(true, until_then as u32), (false, 250), (false, 250)]);
    }

    /// Seen: a panic in the words of one text ended the indexing of every sync with an internal error.
    #[tokio::test]
    async fn a_panic_in_folding_affects_only_its_item() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::at(directory.path(), "a catalogue", Rest::default());
        store.write(CommitPoint::Bulk, |write| Ok(write.execute_batch(ROWS)?)).await.unwrap();
        let panicking = |texts: &FindableTexts| {
            assert_ne!(texts.item, 207, "a planted panic");
            words()(texts)
        };

        store.write(CommitPoint::Index, move |write| put_in(write, panicking, || false)).await.unwrap();

        assert_eq!(store.read(found).await.unwrap(), 249);
        assert!(!store.read(store::is_search_due).await.unwrap());
    }

    fn found(connection: &Connection) -> Result<u32> {
        const FOUND: &str = "SELECT count(*) FROM search WHERE search MATCH 'کتاب'";
        Ok(connection.query_row(FOUND, [], |row| row.get(0))?)
    }
}
