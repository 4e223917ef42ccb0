//! A number in groups of three digits.

/// A number cut into groups of three digits, the highest first, each with the power of a thousand it counts;
/// groups of nothing are left out.
pub(super) fn thousands(number: u64) -> Vec<(usize, usize)> {
    let group = |power: usize| {
        let group = number / 1000u64.pow(u32::try_from(power).unwrap_or(0)) % 1000;
        (usize::try_from(group).unwrap_or(0), power)
    };
    (0..=6).rev().map(group).filter(|(group, _)| *group > 0).collect()
}
