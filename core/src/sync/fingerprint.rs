//! The fingerprints of articles, including articles that a version without fingerprints stored.

use ifilm_language::story::{StoryPage, fingerprint};

use crate::error::Result;
use crate::guard::guarded;
use crate::model::{Block, BlockContent, Fingerprint, LanguageTag, text_of_blocks};
use crate::store::{self, CommitPoint, Connection, Store, WithoutFingerprint, Write};

/// The number of articles that get a fingerprint in one transaction. Other writers do not wait long for it.
const BATCH: u32 = 200;

/// Gives a fingerprint to all articles without one, in batches. It uses the stored texts and sends no
/// request. Only the counterparts that a page names are missing until the page is parsed again. If every
/// article has a fingerprint, nothing is written. Returns whether something was.
pub(crate) async fn complete_fingerprints(store: &Store) -> Result<bool> {
    let mut has_written = false;
    while store.read(is_due).await? {
        store.write(CommitPoint::Fingerprints, |write| put_in(write, fingerprint_of)).await?;
        has_written = true;
    }
    Ok(has_written)
}

fn is_due(connection: &Connection) -> Result<bool> {
    Ok(!store::without_fingerprint(connection, 1)?.is_empty())
}

/// Gives a batch of articles their fingerprints. If computing one panics, the article gets an empty
/// fingerprint until its page is parsed again. So the other articles are not affected, and there is no
/// endless retry.
fn put_in(write: &mut Write<'_>, of: impl Fn(&WithoutFingerprint) -> Fingerprint) -> Result<()> {
    for article in store::without_fingerprint(write, BATCH)? {
        let what = format_args!("the fingerprint of item {}", article.item);
        let fingerprint = guarded(&what, || of(&article)).unwrap_or_default();
        store::save_fingerprint(write, article.item, &article.language, &fingerprint)?;
    }
    Ok(())
}

fn fingerprint_of(article: &WithoutFingerprint) -> Fingerprint {
    let WithoutFingerprint { item: _, language, title, lead, blocks, picture } = article;
    story_fingerprint(language, title.as_deref(), lead.as_deref(), blocks, picture.as_deref())
}

/// The fingerprint of an article, from its content and the address of its main picture.
pub(super) fn story_fingerprint(
    language: &LanguageTag,
    title: Option<&str>,
    lead: Option<&str>,
    blocks: &[Block],
    picture: Option<&str>,
) -> Fingerprint {
    let text = text_of_blocks(blocks);
    let mut page = StoryPage::of(language, &text);
    (page.title, page.lead, page.picture) = (title, lead, picture);
    page.videos = blocks.iter().flat_map(videos).collect();
    fingerprint(&page)
}

fn videos(block: &Block) -> impl Iterator<Item = &str> {
    let addresses = match &block.content {
        BlockContent::Video { addresses, .. } => addresses.as_slice(),
        _ => &[],
    };
    addresses.iter().map(|address| &*address.address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Rest;

    const ARTICLES: &str = "
        INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        VALUES ('en', 'article', '1', 1, 'Salt', 1, 'meta', 'minute', 1),
            ('en', 'article', '2', 2, 'Rain', 2, 'meta', 'minute', 2);
        INSERT INTO article (item_id, revision, hash, title, language, direction, blocks, related)
        SELECT id, 1, x'00', title, 'en', 'ltr', '[]', '[]' FROM item;
        INSERT INTO fingerprint_due (item_id) SELECT id FROM item";

    /// Seen: a panic in one fingerprint ended every sync with an internal error.
    #[tokio::test]
    async fn a_panic_in_a_fingerprint_affects_only_its_article() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::at(directory.path(), "a catalogue", Rest::default());
        store.write(CommitPoint::Bulk, |write| Ok(write.execute_batch(ARTICLES)?)).await.unwrap();
        let panicking = |article: &WithoutFingerprint| {
            assert_ne!(article.title.as_deref(), Some("Salt"), "a planted panic");
            Fingerprint { consonants: "RN,".to_owned(), ..Fingerprint::default() }
        };

        store.write(CommitPoint::Fingerprints, move |write| put_in(write, panicking)).await.unwrap();

        assert_eq!(store.read(stored).await.unwrap(), ["", "RN,"]);
        assert!(!store.read(is_due).await.unwrap());
    }

    fn stored(connection: &Connection) -> Result<Vec<String>> {
        let mut statement = connection.prepare("SELECT consonants FROM fingerprint ORDER BY item_id")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    }
}
