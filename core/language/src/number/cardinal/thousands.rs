//! A number in groups of three digits.

/// A number cut into groups of three digits, the highest first, each with its power of a thousand. Groups of
/// zeros are left out.
pub(super) fn thousands(number: u64) -> Vec<(usize, usize)> {
    let rests = std::iter::successors(Some(number), |rest| Some(rest / 1000).filter(|rest| *rest > 0));
    let groups = rests.map(|rest| usize::try_from(rest % 1000).unwrap_or(0)).zip(0..);
    let mut groups: Vec<_> = groups.filter(|(group, _)| *group > 0).collect();
    groups.reverse();
    groups
}
