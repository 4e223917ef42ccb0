//! The longest part that two sequences share: the fewest removed and added elements lead from one to the
//! other.

/// A run of elements of two sequences. Of neighbouring runs, the removed one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// Elements of both.
    Kept(usize),
    /// Elements of the earlier one.
    Removed(usize),
    /// Elements of the later one.
    Added(usize),
}

/// With more pairs than this between the first and the last difference, all between them counts as replaced.
/// It bounds the time to milliseconds and the memory to four megabytes.
const MOST_PAIRS: usize = 1 << 20;

/// The runs that lead from one sequence to another.
pub(super) fn runs<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Run> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let mut runs = Runs::default();
    runs.keep(head);
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        runs.replace(old.len(), new.len());
    } else {
        compare(old, new, &mut runs);
    }
    runs.keep(tail);
    runs.closed()
}

/// Walks along the longest shared part of two short sequences.
fn compare<T: PartialEq>(old: &[T], new: &[T], runs: &mut Runs) {
    let width = new.len() + 1;
    let mut shared = vec![0_u32; (old.len() + 1) * width]; // by all elements from two places on
    for from in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            let (below, right) = (shared[(from + 1) * width + to], shared[from * width + to + 1]);
            shared[from * width + to] = match old[from] == new[to] {
                true => shared[(from + 1) * width + to + 1] + 1,
                false => below.max(right),
            };
        }
    }
    let (mut from, mut to) = (0, 0);
    while from < old.len() && to < new.len() {
        if old[from] == new[to] {
            runs.keep(1);
            (from, to) = (from + 1, to + 1);
        } else if shared[(from + 1) * width + to] >= shared[from * width + to + 1] {
            runs.replace(1, 0);
            from += 1;
        } else {
            runs.replace(0, 1);
            to += 1;
        }
    }
    runs.replace(old.len() - from, new.len() - to);
}

/// Runs that are still being made. Differences without a shared element between them are one.
#[derive(Default)]
struct Runs {
    runs: Vec<Run>,
    kept: usize,
    removed: usize,
    added: usize,
}

impl Runs {
    fn keep(&mut self, count: usize) {
        if count > 0 {
            self.end_difference();
            self.kept += count;
        }
    }

    fn replace(&mut self, removed: usize, added: usize) {
        if removed + added > 0 {
            self.end_kept();
            self.removed += removed;
            self.added += added;
        }
    }

    fn end_kept(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        self.runs.extend((kept > 0).then_some(Run::Kept(kept)));
    }

    fn end_difference(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        self.runs.extend((removed > 0).then_some(Run::Removed(removed)));
        self.runs.extend((added > 0).then_some(Run::Added(added)));
    }

    fn closed(mut self) -> Vec<Run> {
        self.end_kept();
        self.end_difference();
        self.runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_elements_are_removed_and_added() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let between = |old, new| runs(&letters(old), &letters(new));

        assert_eq!(between("", ""), []);
        assert_eq!(between("abc", "abc"), [Run::Kept(3)]);
        assert_eq!(between("abc", "axc"), [Run::Kept(1), Run::Removed(1), Run::Added(1), Run::Kept(1)]);
        assert_eq!(between("abcd", "bcde"), [Run::Removed(1), Run::Kept(3), Run::Added(1)]);
        assert_eq!(between("ab", ""), [Run::Removed(2)]);
    }

    #[test]
    fn of_long_sequences_without_likeness_all_is_replaced() {
        let (old, new): (Vec<u32>, Vec<u32>) = ((0..5_000).collect(), (5_000..9_000).collect());

        assert_eq!(runs(&old, &new), [Run::Removed(5_000), Run::Added(4_000)]);
    }
}
