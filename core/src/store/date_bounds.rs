//! Between which dates that of an item lies, in milliseconds since 1970.

/// The dates of the nearest item that should be older, and of the nearest that should be newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) older: Option<i64>,
    pub(super) newer: Option<i64>,
}

/// Between which dates that of an item lies. There is always a newer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) older: Option<i64>,
    pub(super) newer: i64,
}

impl Pair {
    pub(super) fn bounds(self) -> Option<Bounds> {
        let newer = self.newer?;
        self.older.is_none_or(|older| older <= newer).then_some(Bounds { older: self.older, newer })
    }
}

impl Bounds {
    /// The bounds of an item with an estimate. If they hold it, they have only that.
    pub(super) fn around(self, estimate: Option<i64>) -> Self {
        match estimate.filter(|estimate| self.hold(*estimate)) {
            Some(estimate) => Self { older: Some(estimate), newer: estimate },
            None => self,
        }
    }

    pub(super) fn hold(self, date: i64) -> bool {
        date <= self.newer && self.older.is_none_or(|older| older <= date)
    }

    /// The date of one of several items between the same bounds, the oldest first, counted from 1. Below all
    /// dates they stand a second apart.
    pub(super) fn at(self, place: usize, count: usize) -> i64 {
        let (place, count) = (i64::try_from(place).unwrap_or(1), i64::try_from(count).unwrap_or(1));
        match self.older {
            Some(older) => older + (self.newer - older) / (count + 1) * place,
            None => self.newer - (count + 1 - place) * 1000,
        }
    }
}

/// The narrowest bounds with which the dates of a row of items ascend; `None` if they cannot.
pub(super) fn ascending(mut bounds: Vec<Bounds>) -> Option<Vec<Bounds>> {
    let mut older = None;
    for bounds in &mut bounds {
        older = bounds.older.max(older);
        bounds.older = older;
    }
    let mut newer = i64::MAX;
    for bounds in bounds.iter_mut().rev() {
        newer = bounds.newer.min(newer);
        bounds.newer = newer;
    }
    bounds.iter().all(|bounds| bounds.older.is_none_or(|older| older <= bounds.newer)).then_some(bounds)
}

/// A date between each of some ascending bounds. Items with the same bounds are spread between them.
pub(super) fn spread(bounds: &[Bounds]) -> Vec<i64> {
    let mut dates: Vec<i64> = Vec::with_capacity(bounds.len());
    for alike in bounds.chunk_by(|one, other| one == other) {
        let Some(Bounds { older, newer }) = alike.first().copied() else { continue };
        let between = Bounds { older: older.max(dates.last().copied()), newer };
        dates.extend((1..=alike.len()).map(|place| between.at(place, alike.len())));
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_items_between_the_same_dates_are_spread() {
        let between = Bounds { older: Some(0), newer: 4_000 };
        let below = Bounds { older: None, newer: 10_000 };

        assert_eq!([1, 2, 3].map(|place| between.at(place, 3)), [1_000, 2_000, 3_000]);
        assert_eq!([1, 2].map(|place| below.at(place, 2)), [8_000, 9_000]);
    }
}
