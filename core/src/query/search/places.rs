//! The places of one word in a text, and whether a piece of the text contains one of them.

use std::ops::Range;

/// The places of one word in a text, in order.
pub(super) struct Places {
    starts: Vec<usize>,
    /// `first_ends[i]` is the smallest end among the places from `i` on. A long place may end after a place
    /// that starts later.
    first_ends: Vec<usize>,
}

impl Places {
    pub(super) fn of(mut places: Vec<Range<usize>>) -> Self {
        places.sort_unstable_by_key(|place| place.start);
        let mut first_ends: Vec<usize> = places.iter().map(|place| place.end).collect();
        let mut first = usize::MAX;
        for end in first_ends.iter_mut().rev() {
            first = first.min(*end);
            *end = first;
        }
        Self { starts: places.into_iter().map(|place| place.start).collect(), first_ends }
    }

    /// Whether a piece contains the whole word.
    pub(super) fn are_in(&self, piece: &Range<usize>) -> bool {
        let first = self.starts.partition_point(|start| *start < piece.start);
        self.first_ends.get(first).is_some_and(|end| *end <= piece.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_contains_a_word_if_it_contains_one_of_its_places_whole() {
        let places = Places::of(vec![30..34, 5..25, 10..14]);

        let is_in = |piece: Range<usize>| places.are_in(&piece);

        assert!(is_in(5..14) && is_in(10..14) && is_in(0..40) && is_in(26..34));
        assert!(!is_in(5..13) && !is_in(11..30) && !is_in(31..40) && !is_in(0..0));
    }
}
