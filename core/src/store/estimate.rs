//! Dates for items that have none, between those of the items beside them: by id, and in the listing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::date;
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
        let beside = Beside::of(write, edition, kind, &item)?;
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

/// The dates beside an item, in milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
struct Beside {
    by_id: Pair,
    by_place: Pair,
}

pub(super) const SMALLER_ID: &str = "
    SELECT published_at
    FROM item
    WHERE edition = :edition AND kind = :kind AND published_source NOT IN ('neighbours', 'first_seen')
        AND number < :of AND number > 0
    ORDER BY number DESC
    LIMIT 1";

pub(super) const LARGER_ID: &str = "
    SELECT published_at
    FROM item
    WHERE edition = :edition AND kind = :kind AND published_source NOT IN ('neighbours', 'first_seen')
        AND number > :of
    ORDER BY number
    LIMIT 1";

pub(super) const LISTED_BELOW: &str = "
    SELECT published_at
    FROM item
    WHERE edition = :edition AND kind = :kind AND published_source NOT IN ('neighbours', 'first_seen')
        AND first_seen_at < :of
    ORDER BY first_seen_at DESC
    LIMIT 1";

pub(super) const LISTED_ABOVE: &str = "
    SELECT published_at
    FROM item
    WHERE edition = :edition AND kind = :kind AND published_source NOT IN ('neighbours', 'first_seen')
        AND first_seen_at > :of
    ORDER BY first_seen_at
    LIMIT 1";

impl Beside {
    /// Rows of one answer are first seen a millisecond apart, in the order of the listing.
    fn of(connection: &Connection, edition: &EditionId, kind: Kind, item: &Undated) -> Result<Self> {
        let date = |sql: &str, of: i64| -> Result<Option<i64>> {
            let values = named_params! { ":edition": edition.as_str(), ":kind": kind.as_str(), ":of": of };
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row(values, |row| row.get("published_at")).optional()?)
        };
        let by_id = match item.number {
            0 => Pair { older: None, newer: None },
            number => Pair { older: date(SMALLER_ID, number)?, newer: date(LARGER_ID, number)? },
        };
        let seen = item.first_seen;
        Ok(Self {
            by_id,
            by_place: Pair { older: date(LISTED_BELOW, seen)?, newer: date(LISTED_ABOVE, seen)? },
        })
    }

    /// The bounds that both orders give; if they contradict each other, those of the ids, then those of the
    /// listing. `None` if nothing newer is known: such an item counts from when it was first seen. Bounds
    /// that only touch contradict each other, too: a later row may have an id between older ones.
    fn bounds(self) -> Option<Bounds> {
        let Self { by_id, by_place } = self;
        let both = Pair {
            older: by_id.older.max(by_place.older),
            newer: [by_id.newer, by_place.newer].into_iter().flatten().min(),
        };
        let both = both.bounds().filter(|bounds| bounds.older != Some(bounds.newer));
        both.or_else(|| by_id.bounds()).or_else(|| by_place.bounds())
    }

    /// The dates between which an item lies by its id; by its place in the listing, if the id tells nothing.
    fn gap(self) -> Pair {
        let Self { by_id, by_place } = self;
        let tells = by_id.bounds().is_some() || by_id.newer.is_none() && by_id.older.is_some();
        if tells { by_id } else { by_place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Pair = Pair { older: None, newer: None };

    fn bounds(by_id: Pair, by_place: Pair) -> Option<(Option<i64>, i64)> {
        Beside { by_id, by_place }.bounds().map(|bounds| (bounds.older, bounds.newer))
    }

    #[test]
    fn the_narrower_dates_of_both_orders_count() {
        let by_id = Pair { older: Some(10), newer: Some(90) };
        let by_place = Pair { older: Some(20), newer: Some(100) };

        assert_eq!(bounds(by_id, by_place), Some((Some(20), 90)));
    }

    #[test]
    fn the_ids_count_if_the_listing_contradicts_them() {
        let by_id = Pair { older: Some(10), newer: Some(20) };
        let pinned = Pair { older: Some(80), newer: Some(90) };

        assert_eq!(bounds(by_id, pinned), Some((Some(10), 20)));
        assert_eq!(bounds(Pair { older: Some(20), newer: Some(10) }, pinned), Some((Some(80), 90)));
    }

    #[test]
    fn without_a_newer_date_there_is_no_estimate() {
        assert_eq!(bounds(NONE, Pair { older: Some(10), newer: None }), None);
        assert_eq!(bounds(NONE, NONE), None);
        assert_eq!(bounds(NONE, Pair { older: None, newer: Some(10) }), Some((None, 10)));
    }

    #[test]
    fn bounds_that_only_touch_contradict_each_other() {
        let by_id = Pair { older: Some(10), newer: Some(90) };
        let arrived_later = Pair { older: Some(90), newer: None };

        assert_eq!(bounds(by_id, arrived_later), Some((Some(10), 90)));
    }

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
