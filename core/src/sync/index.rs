//! Keeps the search index up to date with the rows. Texts are folded here, because the store knows no
//! language.

use std::sync::mpsc;

use ifilm_language::text::{FOLDING, Indexer};

use crate::error::Result;
use crate::guard::guarded;
use crate::store::{self, Connection, FindableTexts, Store, Words, Write};

/// The number of items that are indexed in one transaction. Other writers do not wait long for it.
const BATCH: u32 = 100;

/// Indexes everything that is due, in batches: what a sync stored, and what an older version left without an
/// index or folded differently. Rows are stored in one transaction with the mark that they are due. So items
/// that are not indexed when the process ends stay due. If nothing is due, nothing is written. Before that,
/// the cache follows the marks that it does not know.
///
/// Indexing in the transaction of each page is slower: 120 articles took 25 ms one by one and 6 ms together.
pub(crate) async fn index(store: &Store) -> Result<()> {
    if store.read(store::is_mirror_behind).await? {
        store.follow_marks().await?;
    }
    let (folding, is_due) = store.read(state).await?;
    if folding != Some(FOLDING) {
        store.write(|write| store::set_folding(write, FOLDING)).await?;
    } else if !is_due {
        return Ok(());
    }
    while store.write_slice(|write| put_in(write, words())).await?.0 == BATCH as usize {}
    Ok(())
}

/// Whether anything is missing from the index, or the cache does not know all marks. Only reads.
pub(crate) async fn is_index_behind(store: &Store) -> Result<bool> {
    let (folding, is_due) = store.read(state).await?;
    Ok(folding != Some(FOLDING) || is_due || store.read(store::is_mirror_behind).await?)
}

fn state(connection: &Connection) -> Result<(Option<u32>, bool)> {
    Ok((store::folding(connection)?, store::is_search_due(connection)?))
}

/// Indexes a batch of the items that are due, and returns their number. A second thread folds the next item
/// while the writer stores the last one. If folding an item panics, the item has no words until the whole
/// index is rebuilt. So the other items are not affected, and there is no endless retry.
fn put_in(write: &mut Write<'_>, mut words: impl FnMut(&FindableTexts) -> Words + Send) -> Result<usize> {
    let due = store::search_due(write, BATCH)?;
    let words = move |texts: &FindableTexts| {
        let what = format_args!("the words of item {}", texts.item);
        guarded(&what, || words(texts)).unwrap_or_else(|_| Words::none_of(texts))
    };
    let (made, ready) = mpsc::channel();
    std::thread::scope(|scope| {
        let due = &due;
        scope.spawn(move || due.iter().map(words).try_for_each(|words| made.send(words)));
        ready.iter().try_for_each(|words| store::save_words(write, &words))
    })?;
    Ok(due.len())
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

    const ROWS: &str = "
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 250)
        INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        SELECT 'fa', 'article', n, n, 'کتاب ' || n, n, 'meta', 'minute', n FROM n";

    #[tokio::test]
    async fn a_transaction_indexes_a_hundred_items_and_the_last_one_the_rest() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::at(directory.path(), "a catalogue");
        store.write(|write| Ok(write.execute_batch(ROWS)?)).await.unwrap();

        let mut batches = Vec::new();
        for _ in 0..4 {
            batches.push(store.write(|write| put_in(write, words())).await.unwrap().0);
        }

        assert_eq!(batches, [100, 100, 50, 0]);
    }

    /// Seen: a panic in the words of one text ended the indexing of every sync with an internal error.
    #[tokio::test]
    async fn a_panic_in_folding_affects_only_its_item() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::at(directory.path(), "a catalogue");
        store.write(|write| Ok(write.execute_batch(ROWS)?)).await.unwrap();
        let panicking = |texts: &FindableTexts| {
            assert_ne!(texts.item, 207, "a planted panic");
            words()(texts)
        };

        let batch = store.write(move |write| put_in(write, panicking)).await.unwrap().0;

        assert_eq!(batch, 100);
        assert_eq!(store.read(found).await.unwrap(), 99);
        assert_eq!(store.write(move |write| put_in(write, panicking)).await.unwrap().0, 100);
        assert_eq!(store.read(found).await.unwrap(), 199);
    }

    fn found(connection: &Connection) -> Result<u32> {
        const FOUND: &str = "SELECT count(*) FROM search WHERE search MATCH 'کتاب'";
        Ok(connection.query_row(FOUND, [], |row| row.get(0))?)
    }
}
