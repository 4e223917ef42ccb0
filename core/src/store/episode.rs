//! Episodes of programmes.

use rusqlite::{Connection, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{Episode, ItemKey};

const OF_ITEM: &str = "
    SELECT number, title, picture, addresses, path, published_at, published_source, published_precision
    FROM episode
    WHERE item_id = :item_id
    ORDER BY place";

const OF_KEY: &str = "
    SELECT
        episode.number, episode.title, episode.picture, episode.addresses, episode.path,
        episode.published_at, episode.published_source, episode.published_precision
    FROM item
    JOIN episode ON episode.item_id = item.id
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id
    ORDER BY episode.place";

/// The episodes of a programme, in the order of the site.
pub(crate) fn episodes(connection: &Connection, key: &ItemKey) -> Result<Vec<Episode>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(OF_KEY)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Episode> {
    let has_date = row.get::<_, Option<i64>>("published_at")?.is_some();
    Ok(Episode {
        number: row.get("number")?,
        title: row.get("title")?,
        picture: row.get("picture")?,
        addresses: row::json(row, "addresses")?.unwrap_or_default(),
        path: row.get("path")?,
        published: if has_date { Some(row::published(row)?) } else { None },
    })
}

const SAVE: &str = "
    INSERT INTO episode (
        item_id, place, number, title, picture, addresses, path, published_at, published_source,
        published_precision)
    VALUES (
        :item_id, :place, :number, :title, :picture, :addresses, :path, :published_at,
        :published_source, :published_precision)
    ON CONFLICT (item_id, place) DO UPDATE SET
        number = excluded.number,
        title = excluded.title,
        picture = excluded.picture,
        addresses = excluded.addresses,
        path = excluded.path,
        published_at = excluded.published_at,
        published_source = excluded.published_source,
        published_precision = excluded.published_precision";

const CUT: &str = "DELETE FROM episode WHERE item_id = :item_id AND place >= :places";

/// Stores the episodes of a programme in place of the stored ones. If they are not all, stored ones beyond
/// them stay. Writes only those that differ. Returns whether any does.
pub(super) fn save(write: &mut Write<'_>, item: i64, episodes: &[Episode], is_whole: bool) -> Result<bool> {
    let stored: Vec<Episode> = {
        let mut statement = write.prepare_cached(OF_ITEM)?;
        let rows = statement.query_map(&[(":item_id", &item)], from_row)?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    for (place, episode) in (0_i64..).zip(episodes) {
        if usize::try_from(place).ok().and_then(|at| stored.get(at)) != Some(episode) {
            save_one(write, item, place, episode)?;
        }
    }
    let places = i64::try_from(episodes.len()).unwrap_or(i64::MAX);
    if is_whole {
        write.prepare_cached(CUT)?.execute(named_params! { ":item_id": item, ":places": places })?;
    }
    Ok(stored != episodes)
}

fn save_one(write: &mut Write<'_>, item: i64, place: i64, episode: &Episode) -> Result<()> {
    let published = episode.published;
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":item_id": item,
        ":place": place,
        ":number": episode.number,
        ":title": episode.title,
        ":picture": episode.picture,
        ":addresses": row::to_json(&episode.addresses)?,
        ":path": episode.path,
        ":published_at": published.map(|published| published.at.as_millisecond()),
        ":published_source": published.map(|published| published.source.as_str()),
        ":published_precision": published.map(|published| published.precision.as_str()),
    })?;
    Ok(())
}
