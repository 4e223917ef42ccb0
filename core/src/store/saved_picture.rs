//! The pictures of what a person saved, in the user's file. No quota removes their files.

use rusqlite::named_params;

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{Block, BlockContent, ItemKey};

const KEEP: &str = "
    DELETE FROM saved_picture
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id
        AND address NOT IN (SELECT value FROM json_each(:addresses))";

const ADD: &str = "
    INSERT INTO saved_picture (edition, kind, remote_id, address)
    SELECT :edition, :kind, :remote_id, value
    FROM json_each(:addresses)
    WHERE true
    ON CONFLICT (edition, kind, remote_id, address) DO NOTHING";

/// Stores which pictures a saved item has. Those that it had before keep their hashes.
pub(super) fn pin(
    write: &mut Write<'_>,
    key: &ItemKey,
    picture: Option<&str>,
    blocks: &[Block],
) -> Result<()> {
    let addresses: Vec<&str> = picture.into_iter().chain(addresses(blocks)).collect();
    let addresses = row::to_json(&addresses)?;
    for statement in [KEEP, ADD] {
        write.prepare_cached(statement)?.execute(named_params! {
            ":edition": key.edition.as_str(),
            ":kind": key.kind.as_str(),
            ":remote_id": key.id,
            ":addresses": addresses,
        })?;
    }
    Ok(())
}

/// The addresses of the pictures that blocks show.
fn addresses(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().flat_map(|block| of_block(&block.content)).collect()
}

fn of_block(content: &BlockContent) -> Vec<&str> {
    match content {
        BlockContent::Image(picture) => vec![&picture.address],
        BlockContent::Gallery { images } => images.iter().map(|picture| picture.address.as_str()).collect(),
        BlockContent::Video { poster, .. } => poster.as_deref().into_iter().collect(),
        BlockContent::List { entries, .. } => entries.iter().flat_map(|entry| addresses(entry)).collect(),
        BlockContent::Paragraph { .. }
        | BlockContent::Heading { .. }
        | BlockContent::Quote { .. }
        | BlockContent::Audio { .. }
        | BlockContent::Embed { .. }
        | BlockContent::Table { .. }
        | BlockContent::Preformatted { .. }
        | BlockContent::Divider => Vec::new(),
    }
}
