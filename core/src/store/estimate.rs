//! Dates for items that have none, between those of the items beside them: by id, and in the listing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::date;
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

/// Estimates the dates of the newest items of an edition that have none. An estimate stays as long as it lies
/// between the dates beside it.
pub(crate) fn estimate_dates(write: &mut Write<'_>, edition: &EditionId, kind: Kind) -> Result<()> {
    let mut groups: BTreeMap<Bounds, Vec<Undated>> = BTreeMap::new();
    for item in undated(write, edition, kind)? {
        let bounds = Beside::of(write, edition, kind, &item)?.bounds();
        if let Some(bounds) = bounds.filter(|bounds| !item.is_estimated || !bounds.hold(item.date)) {
            groups.entry(bounds).or_default().push(item);
        }
    }
    for (bounds, mut items) in groups {
        items.sort_by_key(|item| (item.number, item.first_seen));
        let count = items.len();
        for (item, place) in items.iter().zip(1..) {
            store(write, item, bounds.at(place, count))?;
        }
    }
    Ok(())
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
    let at = Timestamp::from_millisecond(at.min(item.first_seen)).unwrap_or(Timestamp::UNIX_EPOCH);
    let (source, precision) = (PublishedSource::Neighbours, Precision::Estimate);
    date::set(write, item.id, &Published { at, source, precision })
}

/// The dates beside an item, in milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
struct Beside {
    by_id: Pair,
    by_place: Pair,
}

/// The dates of the nearest item that should be older, and of the nearest that should be newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    older: Option<i64>,
    newer: Option<i64>,
}

/// Between which dates that of an item lies. There is always a newer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Bounds {
    older: Option<i64>,
    newer: i64,
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
    /// listing. `None` if nothing newer is known: such an item counts from when it was first seen.
    fn bounds(self) -> Option<Bounds> {
        let Self { by_id, by_place } = self;
        let both = Pair {
            older: by_id.older.max(by_place.older),
            newer: [by_id.newer, by_place.newer].into_iter().flatten().min(),
        };
        [both, by_id, by_place].into_iter().find_map(Pair::bounds)
    }
}

impl Pair {
    fn bounds(self) -> Option<Bounds> {
        let newer = self.newer?;
        self.older.is_none_or(|older| older <= newer).then_some(Bounds { older: self.older, newer })
    }
}

impl Bounds {
    fn hold(self, date: i64) -> bool {
        date <= self.newer && self.older.is_none_or(|older| older <= date)
    }

    /// The date of one of several items between the same bounds, the oldest first, counted from 1. Below all
    /// dates they stand a second apart.
    fn at(self, place: usize, count: usize) -> i64 {
        let (place, count) = (i64::try_from(place).unwrap_or(1), i64::try_from(count).unwrap_or(1));
        match self.older {
            Some(older) => older + (self.newer - older) / (count + 1) * place,
            None => self.newer - (count + 1 - place) * 1000,
        }
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
    fn several_items_between_the_same_dates_are_spread() {
        let between = Bounds { older: Some(0), newer: 4_000 };
        let below = Bounds { older: None, newer: 10_000 };

        assert_eq!([1, 2, 3].map(|place| between.at(place, 3)), [1_000, 2_000, 3_000]);
        assert_eq!([1, 2].map(|place| below.at(place, 2)), [8_000, 9_000]);
    }
}
