//! The dates of the items beside one without a date: by id, and in the listing.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::date_bounds::{Bounds, Pair};
use crate::error::Result;
use crate::model::{EditionId, Kind};

/// The dates beside an item, in milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    pub(super) by_id: Pair,
    pub(super) by_place: Pair,
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
    pub(super) fn of(
        connection: &Connection,
        edition: &EditionId,
        kind: Kind,
        number: i64,
        first_seen: i64,
    ) -> Result<Self> {
        let date = |sql: &str, of: i64| -> Result<Option<i64>> {
            let values = named_params! { ":edition": edition.as_str(), ":kind": kind.as_str(), ":of": of };
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row(values, |row| row.get("published_at")).optional()?)
        };
        let by_id = match number {
            0 => Pair { older: None, newer: None },
            number => Pair { older: date(SMALLER_ID, number)?, newer: date(LARGER_ID, number)? },
        };
        Ok(Self {
            by_id,
            by_place: Pair { older: date(LISTED_BELOW, first_seen)?, newer: date(LISTED_ABOVE, first_seen)? },
        })
    }

    /// The bounds that both orders give; if they contradict each other, those of the ids, then those of the
    /// listing. `None` if nothing newer is known: such an item counts from when it was first seen. Bounds
    /// that only touch contradict each other, too: a later row may have an id between older ones.
    pub(super) fn bounds(self) -> Option<Bounds> {
        let Self { by_id, by_place } = self;
        let both = Pair {
            older: by_id.older.max(by_place.older),
            newer: [by_id.newer, by_place.newer].into_iter().flatten().min(),
        };
        let both = both.bounds().filter(|bounds| bounds.older != Some(bounds.newer));
        both.or_else(|| by_id.bounds()).or_else(|| by_place.bounds())
    }

    /// The dates between which an item lies by its id; by its place in the listing, if the id tells nothing.
    pub(super) fn gap(self) -> Pair {
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
}
