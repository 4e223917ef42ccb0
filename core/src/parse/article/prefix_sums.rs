//! Prefix sums over the lines of a page, so that the sum over any block costs two look-ups.

use std::ops::Range;

/// Prefix sums: the sum of all values before each line. The last entry is the total.
pub(super) struct PrefixSums(Vec<usize>);

impl PrefixSums {
    /// The sums of one value for each line.
    pub(super) fn of(values: impl Iterator<Item = usize>) -> Self {
        let mut sums = Vec::with_capacity(values.size_hint().0.saturating_add(1));
        sums.push(0_usize);
        let mut sum = 0_usize;
        for value in values {
            sum = sum.saturating_add(value);
            sums.push(sum);
        }
        Self(sums)
    }

    /// The sum over these lines.
    pub(super) fn within(&self, lines: &Range<usize>) -> usize {
        self.before(lines.end).saturating_sub(self.before(lines.start))
    }

    /// The sum over all lines.
    pub(super) fn total(&self) -> usize {
        self.0.last().copied().unwrap_or(0)
    }

    fn before(&self, line: usize) -> usize {
        self.0.get(line).copied().unwrap_or(0)
    }
}
