//! Pictures: which picture stands at an address, and what is known of its file. `picture_file.rs` holds the
//! files.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::dead_form::{self, TriedForms};
use super::picture_hash::PictureHash;
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::PixelSize;

/// What is stored of the picture at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredPicture {
    pub(crate) hash: PictureHash,
    pub(crate) size: PixelSize,
    /// Its content type and its bytes; `None` if its file was deleted to save room.
    pub(crate) file: Option<(String, u64)>,
}

const PICTURE: &str = "
    SELECT
        picture_address.hash, picture_address.width, picture_address.height,
        picture.content_type, picture.bytes
    FROM picture_address
    LEFT JOIN picture ON picture.hash = picture_address.hash
    WHERE picture_address.address = :address";

/// The picture at an address; `None` if it was never fetched.
pub(crate) fn picture(connection: &Connection, address: &str) -> Result<Option<StoredPicture>> {
    let read = |row: &Row<'_>| {
        let content_type: Option<String> = row.get("content_type")?;
        let bytes: Option<u64> = row.get("bytes")?;
        Ok(StoredPicture {
            hash: hash(row)?,
            size: PixelSize { width: row.get("width")?, height: row.get("height")? },
            file: content_type.zip(bytes),
        })
    };
    let mut statement = connection.prepare_cached(PICTURE)?;
    Ok(statement.query_row(&[(":address", address)], read).optional()?)
}

pub(super) fn hash(row: &Row<'_>) -> rusqlite::Result<PictureHash> {
    let bytes: Vec<u8> = row.get("hash")?;
    PictureHash::of_bytes(&bytes).ok_or_else(|| row::unexpected("hash", format!("{} bytes", bytes.len())))
}

/// A picture whose file is written.
#[derive(Debug, Clone)]
pub(crate) struct NewPicture {
    pub(crate) address: String,
    pub(crate) hash: PictureHash,
    pub(crate) content_type: &'static str,
    pub(crate) bytes: u64,
    pub(crate) size: PixelSize,
    pub(crate) at: Timestamp,
    /// Where it was found, and where not, if the catalogue has several addresses for it.
    pub(crate) tried: TriedForms,
}

const SAVE: &str = "
    INSERT INTO picture (hash, content_type, bytes, shown_at)
    VALUES (:hash, :content_type, :bytes, :at)
    ON CONFLICT (hash) DO UPDATE SET shown_at = max(shown_at, excluded.shown_at)";

const SAVE_ADDRESS: &str = "
    INSERT INTO picture_address (address, hash, width, height, fetched_at)
    VALUES (:address, :hash, :width, :height, :at)
    ON CONFLICT (address) DO UPDATE SET
        hash = excluded.hash,
        width = excluded.width,
        height = excluded.height,
        fetched_at = excluded.fetched_at";

/// Stores a picture whose file is written, and the address that it came from.
pub(crate) fn save_picture(write: &mut Write<'_>, picture: &NewPicture) -> Result<()> {
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":hash": picture.hash.bytes(),
        ":content_type": picture.content_type,
        ":bytes": picture.bytes,
        ":at": picture.at.as_millisecond(),
    })?;
    write.prepare_cached(SAVE_ADDRESS)?.execute(named_params! {
        ":address": picture.address,
        ":hash": picture.hash.bytes(),
        ":width": picture.size.width,
        ":height": picture.size.height,
        ":at": picture.at.as_millisecond(),
    })?;
    dead_form::note_tried_forms(write, &picture.tried, picture.at)
}

const SHOWN: &str = "UPDATE picture SET shown_at = :at WHERE hash = :hash AND shown_at < :at";

/// Stores when pictures were shown last.
pub(crate) fn note_shown(write: &mut Write<'_>, shown: &[(PictureHash, Timestamp)]) -> Result<()> {
    for (hash, at) in shown {
        let values = named_params! { ":hash": hash.bytes(), ":at": at.as_millisecond() };
        write.prepare_cached(SHOWN)?.execute(values)?;
    }
    Ok(())
}

/// The files of all pictures together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PictureBytes {
    pub(crate) count: u32,
    pub(crate) bytes: u64,
}

// The pictures of saved items do not count: their addresses and hashes are in the user's file.
const BYTES: &str = "
    SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes
    FROM picture
    WHERE NOT EXISTS (
        SELECT 1
        FROM picture_address
        JOIN user.saved_picture ON saved_picture.address = picture_address.address
        WHERE picture_address.hash = picture.hash)
        AND NOT EXISTS (SELECT 1 FROM user.saved_picture WHERE saved_picture.hash = picture.hash)";

/// The room that the pictures take, without those of saved items.
pub(crate) fn picture_bytes(connection: &Connection) -> Result<PictureBytes> {
    bytes(connection, BYTES)
}

const ALL_BYTES: &str = "SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM picture";

/// The room that all pictures take.
pub(crate) fn all_picture_bytes(connection: &Connection) -> Result<PictureBytes> {
    bytes(connection, ALL_BYTES)
}

fn bytes(connection: &Connection, sql: &str) -> Result<PictureBytes> {
    let read = |row: &Row<'_>| Ok(PictureBytes { count: row.get("count")?, bytes: row.get("bytes")? });
    Ok(connection.prepare_cached(sql)?.query_row([], read)?)
}

const LEAST_SHOWN: &str = "
    SELECT hash, bytes
    FROM picture
    WHERE NOT EXISTS (
        SELECT 1
        FROM picture_address
        JOIN user.saved_picture ON saved_picture.address = picture_address.address
        WHERE picture_address.hash = picture.hash)
        AND NOT EXISTS (SELECT 1 FROM user.saved_picture WHERE saved_picture.hash = picture.hash)
    ORDER BY shown_at
    LIMIT :most";

/// The pictures that were not shown for longest and take this many bytes together, at most `most`. Those of
/// saved items are left out.
pub(crate) fn least_shown(connection: &Connection, bytes: u64, most: u32) -> Result<Vec<PictureHash>> {
    let mut statement = connection.prepare_cached(LEAST_SHOWN)?;
    let mut rows = statement.query(named_params! { ":most": most })?;
    let (mut chosen, mut sum) = (Vec::new(), 0);
    while sum < bytes
        && let Some(row) = rows.next()?
    {
        chosen.push(hash(row)?);
        sum += row.get::<_, u64>("bytes")?;
    }
    Ok(chosen)
}

const FORGET: &str = "DELETE FROM picture WHERE hash = :hash";

/// Deletes the row of a picture. The size at its addresses stays known.
pub(super) fn forget_picture(write: &mut Write<'_>, hash: &PictureHash) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(&[(":hash", &hash.bytes())])?;
    Ok(())
}

const ALL: &str = "SELECT hash FROM picture";

/// The pictures that have a row.
pub(crate) fn all_pictures(connection: &Connection) -> Result<Vec<PictureHash>> {
    let mut statement = connection.prepare_cached(ALL)?;
    let hashes = statement.query_map([], hash)?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

/// So many addresses are remembered, also of pictures that were deleted.
const MOST_ADDRESSES: u32 = 10_000;

const FORGET_ADDRESSES: &str = "
    DELETE FROM picture_address
    WHERE address IN (
        SELECT address
        FROM picture_address
        WHERE NOT EXISTS (
            SELECT 1 FROM user.saved_picture WHERE saved_picture.address = picture_address.address)
        ORDER BY fetched_at
        LIMIT (SELECT min(500, max(0, count(*) - :kept)) FROM picture_address))";

/// Deletes some of the addresses that were fetched longest ago, if there are too many. Those of saved items
/// stay: they pin files whose hashes the user's file does not know yet.
pub(crate) fn forget_addresses(write: &mut Write<'_>) -> Result<()> {
    write.prepare_cached(FORGET_ADDRESSES)?.execute(named_params! { ":kept": MOST_ADDRESSES })?;
    Ok(())
}
