//! The fingerprints of articles, also of those that a version without them stored.

use ifilm_language::story::{StoryPage, fingerprint};

use crate::error::Result;

use crate::model::{Block, BlockContent, Fingerprint, LanguageTag, text_of_blocks};
use crate::parse;
use crate::store::{self, Connection, Store, WithoutFingerprint, Write};

/// So many articles are given a fingerprint in one transaction: other writers need not wait long.
const BATCH: u32 = 200;

/// Gives a fingerprint to all articles that lack one, from what is stored, a batch at a time: the site need
/// not be asked. Only what a page names as its counterparts has to wait until it is read anew. Where nothing
/// lacks one it only reads.
pub(crate) async fn complete_fingerprints(store: &Store) -> Result<()> {
    while store.read(is_due).await? {
        store.write(put_in).await?;
    }
    Ok(())
}

fn is_due(connection: &Connection) -> Result<bool> {
    Ok(!store::without_fingerprint(connection, parse::VERSION, 1)?.is_empty())
}

fn put_in(write: &mut Write<'_>) -> Result<()> {
    for article in store::without_fingerprint(write, parse::VERSION, BATCH)? {
        let WithoutFingerprint { item, language, title, lead, blocks, picture } = article;
        let fingerprint =
            story_fingerprint(&language, title.as_deref(), lead.as_deref(), &blocks, picture.as_deref());
        store::save_fingerprint(write, item, &language, &fingerprint, &[])?;
    }
    Ok(())
}

/// The fingerprint of an article, from what a reader reads of it and the address of its main picture.
pub(super) fn story_fingerprint(
    language: &LanguageTag,
    title: Option<&str>,
    lead: Option<&str>,
    blocks: &[Block],
    picture: Option<&str>,
) -> Fingerprint {
    let text = text_of_blocks(blocks);
    let videos = blocks.iter().filter_map(video).collect();
    fingerprint(&StoryPage { language, title, lead, text: &text, picture, videos })
}

fn video(block: &Block) -> Option<&str> {
    match &block.content {
        BlockContent::Video { address, .. } => Some(address),
        _ => None,
    }
}
