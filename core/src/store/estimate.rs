//! Dates for items that have none, between those of the items beside them: by id, and in the listing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use super::date;
use super::date_beside::Beside;
use super::date_bounds::{Bounds, Pair, ascending, spread};
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, Kind, Precision, Published, PublishedSource};

/// How many of the newest items without a date get an estimate at once. A site without any dates must not
/// cost a look at each item of its archive at every sync.
const MOST: u32 = 200;

pub(super) const UNDATED: &str = "
    SELECT id, number, first_seen_at, published_at, published_source
    FROM item
    WHERE edition = :edition AND kind = :kind AND published_source IN ('neighbours', 'first_seen')
        AND listed_at IS NULL AND pruned_at IS NULL
    ORDER BY first_seen_at DESC
    LIMIT :most";

/// An item without a date of its own. One whose date was not believed counts from when it was first seen.
#[derive(Debug, Clone, Copy)]
struct Undated {
    id: i64,
    number: i64,
    first_seen: i64,
    /// The date that it has now.
    date: i64,
    is_estimated: bool,
}

impl Undated {
    fn estimate(&self) -> Option<i64> {
        self.is_estimated.then_some(self.date)
    }
}

/// Estimates the dates of the newest items of an edition that have none. An estimate stays as long as it lies
/// between the dates beside it. Later estimates beside it keep the order of the ids.
pub(crate) fn estimate_dates(write: &mut Write<'_>, edition: &EditionId, kind: Kind) -> Result<()> {
    let mut gaps: BTreeMap<Pair, Vec<(Undated, Beside)>> = BTreeMap::new();
    for item in undated(write, edition, kind)? {
        let beside = Beside::of(write, edition, kind, item.number, item.first_seen)?;
        if beside.bounds().is_some() {
            gaps.entry(beside.gap()).or_default().push((item, beside));
        }
    }
    for mut items in gaps.into_values() {
        items.sort_by_key(|(item, _)| (item.number, item.first_seen));
        for ((item, _), at) in items.iter().zip(dates_between(&items)) {
            store(write, item, at)?;
        }
    }
    Ok(())
}

/// The dates of the items of one gap, in their order: with the estimates that they have; if these are in
/// another order than the items, without; if the listing contradicts the ids, by the ids alone. No date is
/// later than the arrival of its item.
fn dates_between(items: &[(Undated, Beside)]) -> Vec<i64> {
    let kept = |(item, beside): &(Undated, Beside)| Some(beside.bounds()?.around(item.estimate()));
    let anew = |(_, beside): &(Undated, Beside)| beside.bounds();
    let by_ids = |(_, beside): &(Undated, Beside)| beside.gap().bounds().or(beside.bounds());
    let ascending = |bounds: &dyn Fn(&(Undated, Beside)) -> Option<Bounds>| {
        items.iter().map(bounds).collect::<Option<Vec<Bounds>>>().and_then(ascending)
    };
    let bounds = ascending(&kept).or_else(|| ascending(&anew)).or_else(|| ascending(&by_ids));
    let mut dates = spread(&bounds.unwrap_or_default());
    let mut next = i64::MAX;
    for (at, (item, _)) in dates.iter_mut().zip(items).rev() {
        let latest = item.first_seen.min(next);
        *at = if *at > latest && latest == next { next - 1 } else { latest.min(*at) };
        next = *at;
    }
    dates
}

fn undated(connection: &Connection, edition: &EditionId, kind: Kind) -> Result<Vec<Undated>> {
    let mut statement = connection.prepare_cached(UNDATED)?;
    let values = named_params! { ":edition": edition.as_str(), ":kind": kind.as_str(), ":most": MOST };
    let read = |row: &Row<'_>| {
        Ok(Undated {
            id: row.get("id")?,
            number: row.get("number")?,
            first_seen: row.get("first_seen_at")?,
            date: row.get("published_at")?,
            is_estimated: row.get::<_, String>("published_source")? == PublishedSource::Neighbours.as_str(),
        })
    };
    Ok(statement.query_map(values, read)?.collect::<rusqlite::Result<_>>()?)
}

fn store(write: &mut Write<'_>, item: &Undated, at: i64) -> Result<()> {
    if item.is_estimated && item.date == at {
        return Ok(());
    }
    let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    let (source, precision) = (PublishedSource::Neighbours, Precision::Estimate);
    date::set(write, item.id, &Published { at, source, precision })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An item with this number and this estimate, between the dates 0 and 100.
    fn item(number: i64, estimate: Option<i64>) -> (Undated, Beside) {
        let pair = Pair { older: Some(0), newer: Some(100) };
        let (date, is_estimated) = (estimate.unwrap_or(1_000), estimate.is_some());
        let undated = Undated { id: number, number, first_seen: 1_000, date, is_estimated };
        (undated, Beside { by_id: pair, by_place: pair })
    }

    /// Seen: a later row between two others got the date of the middle, as one of them had.
    #[test]
    fn a_row_between_estimated_ones_gets_a_date_between_theirs() {
        let items = [item(6, None), item(7, Some(50)), item(8, None), item(9, None)];

        assert_eq!(dates_between(&items), [25, 50, 66, 82]);
    }

    #[test]
    fn estimates_in_another_order_than_the_ids_are_made_anew() {
        let items = [item(6, Some(70)), item(7, Some(50)), item(8, None)];

        assert_eq!(dates_between(&items), [25, 50, 75]);
    }

    #[test]
    fn dates_ascend_with_the_ids_where_the_listing_says_more() {
        let listed = Pair { older: Some(40), newer: Some(60) };
        let (first, beside) = item(6, None);
        let items = [(first, Beside { by_place: listed, ..beside }), item(7, None), item(8, None)];

        assert_eq!(dates_between(&items), [50, 66, 82]);
    }
}
