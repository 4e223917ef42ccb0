//! Tracks of albums.

use rusqlite::{Connection, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{ItemKey, Track};

const OF_KEY: &str = "
    SELECT track.value
    FROM item
    JOIN track ON track.item_id = item.id
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id
    ORDER BY track.place";

/// The tracks of an album, in the order of the site.
pub(crate) fn tracks(connection: &Connection, key: &ItemKey) -> Result<Vec<Track>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(OF_KEY)?;
    let rows = statement.query_map(values, |row| row::json(row, "value"))?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

const SAVE: &str = "
    INSERT INTO track (item_id, place, value)
    VALUES (:item_id, :place, :value)
    ON CONFLICT (item_id, place) DO UPDATE SET value = excluded.value
    WHERE value IS NOT excluded.value";

const CUT: &str = "DELETE FROM track WHERE item_id = :item_id AND place >= :places";

/// Stores the tracks of an album in place of the stored ones. If they are not all, stored ones beyond them
/// stay. Writes only those that differ. Returns whether any does.
pub(super) fn save(write: &mut Write<'_>, item: i64, tracks: &[Track], is_whole: bool) -> Result<bool> {
    let mut written = 0;
    for (place, track) in (0_i64..).zip(tracks) {
        let values = named_params! { ":item_id": item, ":place": place, ":value": row::to_json(track)? };
        written += write.prepare_cached(SAVE)?.execute(values)?;
    }
    let places = i64::try_from(tracks.len()).unwrap_or(i64::MAX);
    if is_whole {
        written +=
            write.prepare_cached(CUT)?.execute(named_params! { ":item_id": item, ":places": places })?;
    }
    Ok(written > 0)
}
