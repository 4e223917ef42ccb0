//! Places in the search index: its rowids. A place is made of the date of its item, so the index is in the
//! order of dates, and a search for the newest items reads only its end.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::write::Write;
use crate::error::Result;

/// Each place stands for eight seconds. So a day has 10,800 places, and the numbers of two neighbours differ
/// little: FTS5 stores the differences, and large ones made the index a third larger.
const SLOT_MS: i64 = 8_000;

const DAY: i64 = 86_400_000 / SLOT_MS;

/// The number of places after its own that an item takes at the most, before it takes any of its day.
const NEAR: i64 = 64;

/// The place of an item with this date, if no other item has it.
pub(super) fn place_at(published_ms: i64) -> i64 {
    published_ms.div_euclid(SLOT_MS)
}

/// The last place that an item with this date may have.
pub(super) fn last_place_at(published_ms: i64) -> i64 {
    place_at(published_ms) + DAY
}

/// The place of an item in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placed {
    /// It had it before, so the index may have its words.
    Before(i64),
    /// It has it since now.
    Now(i64),
}

const KNOWN: &str = "
    SELECT item.published_at, search_place.place, search_place.published_at AS placed_at
    FROM item
    LEFT JOIN search_place ON search_place.item_id = item.id
    WHERE item.id = :item_id";

struct Known {
    published_ms: i64,
    place: Option<i64>,
    placed_ms: Option<i64>,
}

fn known(connection: &Connection, item: i64) -> Result<Option<Known>> {
    let read = |row: &Row<'_>| {
        Ok(Known {
            published_ms: row.get("published_at")?,
            place: row.get("place")?,
            placed_ms: row.get("placed_at")?,
        })
    };
    Ok(connection.prepare_cached(KNOWN)?.query_row(&[(":item_id", &item)], read).optional()?)
}

/// The place of an item. If its date changed, it gets another place; `leave` takes its words out of the old
/// one. `None` if the item is not stored any more.
pub(super) fn take(
    write: &mut Write<'_>,
    item: i64,
    leave: impl FnOnce(&mut Write<'_>, i64) -> Result<()>,
) -> Result<Option<Placed>> {
    let Some(Known { published_ms, place, placed_ms }) = known(write, item)? else { return Ok(None) };
    if let Some(place) = place {
        if placed_ms == Some(published_ms) {
            return Ok(Some(Placed::Before(place)));
        }
        leave(write, place)?;
        free(write, item)?;
    }
    put(write, item, published_ms).map(Placed::Now).map(Some)
}

const FREE: &str = "DELETE FROM search_place WHERE item_id = :item_id RETURNING place";

/// Frees the place of an item and returns it; `None` if it had none.
pub(super) fn free(write: &mut Write<'_>, item: i64) -> Result<Option<i64>> {
    let mut statement = write.prepare_cached(FREE)?;
    Ok(statement.query_row(&[(":item_id", &item)], |row| row.get("place")).optional()?)
}

const PUT: &str = "
    INSERT INTO search_place (place, item_id, published_at)
    VALUES (:place, :item_id, :published_at)
    ON CONFLICT (place) DO NOTHING";

/// Gives an item the first free place from its own on.
fn put(write: &mut Write<'_>, item: i64, published_ms: i64) -> Result<i64> {
    let mut statement = write.prepare_cached(PUT)?;
    let mut tries = 0;
    loop {
        let place = place_at(published_ms) + step(item, tries);
        let values = named_params! { ":place": place, ":item_id": item, ":published_at": published_ms };
        if statement.execute(values)? > 0 {
            return Ok(place);
        }
        tries += 1;
    }
}

/// How far from its own place an item is put at a try. Many items may have one date, if dates are days. So
/// after some neighbours any place of the day is tried, and at last those of more days.
fn step(item: i64, tries: i64) -> i64 {
    if tries < NEAR {
        return tries;
    }
    let days = 1 << ((tries - NEAR) / 64).min(20);
    item.wrapping_mul(7_919).wrapping_add(tries.wrapping_mul(104_729)).rem_euclid(days * DAY)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_newer_item_has_a_larger_place_also_before_1970() {
        assert!(place_at(1_700_000_008_000) > place_at(1_700_000_000_000));
        assert!(place_at(-1) < place_at(0));
    }

    #[test]
    fn many_items_of_one_day_stay_within_it() {
        let mut taken = HashSet::new();
        for item in 0..5_000 {
            let mut tries = 0;
            while !taken.insert(step(item, tries)) {
                tries += 1;
            }
        }

        assert!(taken.iter().all(|step| (0..DAY).contains(step)));
    }
}
