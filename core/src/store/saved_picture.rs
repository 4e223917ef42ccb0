//! The pictures of what a person saved, in the user's file. No quota removes their files.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::picture_hash::PictureHash;
use super::write::Write;
use super::{picture, row};
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

const NOTE: &str = "
    UPDATE saved_picture
    SET hash = :hash
    WHERE address = :address AND hash IS NOT :hash";

/// Stores which file has the picture at an address, for each saved item that shows it. The file stays, even
/// if the cache forgets the address.
pub(crate) fn note_saved_picture(write: &mut Write<'_>, address: &str, hash: &PictureHash) -> Result<()> {
    write.prepare_cached(NOTE)?.execute(named_params! { ":address": address, ":hash": hash.bytes() })?;
    Ok(())
}

const PINNED: &str = "SELECT hash FROM user.saved_picture WHERE hash IS NOT NULL";

/// The pictures of all saved items that were ever fetched.
pub(super) fn pinned_files(connection: &Connection) -> Result<Vec<PictureHash>> {
    let mut statement = connection.prepare_cached(PINNED)?;
    Ok(statement.query_map([], picture::hash)?.collect::<rusqlite::Result<_>>()?)
}

const IS_UNNOTED: &str = "
    SELECT EXISTS (
        SELECT 1 FROM user.saved_picture WHERE address = :address AND hash IS NOT :hash) AS is_unnoted";

/// Whether a saved item shows the picture at an address, and this is not the file that is stored for it.
pub(crate) fn is_unnoted(connection: &Connection, address: &str, hash: &PictureHash) -> Result<bool> {
    let values = named_params! { ":address": address, ":hash": hash.bytes() };
    Ok(connection.prepare_cached(IS_UNNOTED)?.query_row(values, |row| row.get("is_unnoted"))?)
}

const UNNOTED: &str = "
    SELECT saved_picture.address, picture_address.hash
    FROM user.saved_picture
    CROSS JOIN picture_address ON picture_address.address = saved_picture.address
    WHERE saved_picture.hash IS NOT picture_address.hash";

/// The pictures of saved items that the cache has and the user's file does not know, with their addresses:
/// such as were fetched before, or by another process.
pub(crate) fn unnoted_pictures(connection: &Connection) -> Result<Vec<(String, PictureHash)>> {
    let read = |row: &Row<'_>| Ok((row.get("address")?, picture::hash(row)?));
    let mut statement = connection.prepare_cached(UNNOTED)?;
    Ok(statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

const LOST: &str = "
    SELECT DISTINCT saved_picture.address
    FROM user.saved_picture
    LEFT JOIN picture_address ON picture_address.address = saved_picture.address
    WHERE saved_picture.hash IS NOT NULL
        AND (picture_address.hash IS NULL
            OR picture_address.hash = saved_picture.hash
                AND NOT EXISTS (SELECT 1 FROM picture WHERE picture.hash = saved_picture.hash))";

/// The addresses of pictures of saved items that the cache does not know. Their files may be here.
pub(crate) fn lost_pictures(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(LOST)?;
    Ok(statement.query_map([], |row| row.get("address"))?.collect::<rusqlite::Result<_>>()?)
}

const HASH: &str =
    "SELECT hash FROM user.saved_picture WHERE address = :address AND hash IS NOT NULL LIMIT 1";

/// Which file has the picture that a saved item shows at an address; `None` if that was never stored.
pub(super) fn saved_picture(connection: &Connection, address: &str) -> Result<Option<PictureHash>> {
    let mut statement = connection.prepare_cached(HASH)?;
    Ok(statement.query_row(&[(":address", address)], picture::hash).optional()?)
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
