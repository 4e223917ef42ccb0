//! How long what failed is left alone: full jitter, a random time between zero and a doubling one. So the
//! devices that an outage hit at once do not return at once. Pure.

use jiff::SignedDuration;

use super::dice::Dice;

/// The longest wait after the first failure. It doubles with each further one. It is twice as long as a usual
/// outage, so that the devices that failed in it come back over a longer time than they failed in.
const FIRST: SignedDuration = SignedDuration::from_mins(10);

/// A random wait after so many failures in a row, shorter than `most`.
pub(super) fn back_off(failures: u32, most: SignedDuration, dice: Dice) -> SignedDuration {
    dice.throw(failures).part_of(doubled(FIRST, failures, most))
}

/// The part of a period that a wait may take: nine tenths. So a sync once in a period finds the wait over.
pub(super) fn most_of(period: SignedDuration) -> SignedDuration {
    period.saturating_mul(9) / 10
}

/// A time that doubles with each failure, up to the longest one.
pub(super) fn doubled(first: SignedDuration, failures: u32, longest: SignedDuration) -> SignedDuration {
    let times = 1_i32.checked_shl(failures.saturating_sub(1)).filter(|times| *times > 0);
    times.and_then(|times| first.checked_mul(times)).unwrap_or(longest).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shortest and the longest of many waits, in seconds.
    fn bounds(failures: u32, most_minutes: i64) -> (i64, i64) {
        let most = SignedDuration::from_mins(most_minutes);
        let wait = |seed| back_off(failures, most, Dice::of(seed, &["en"])).as_secs();
        let waits: Vec<i64> = (0..2_000).map(wait).collect();
        (*waits.iter().min().unwrap(), *waits.iter().max().unwrap())
    }

    #[test]
    fn a_wait_is_random_between_zero_and_a_doubling_time_below_its_cap() {
        for (failures, most_minutes, longest) in [
            (1, 60, 10 * 60),
            (2, 60, 20 * 60),
            (3, 60, 40 * 60),
            (4, 60, 60 * 60),
            (40, 60, 60 * 60),
            (u32::MAX, 13, 13 * 60),
        ] {
            let (least, most) = bounds(failures, most_minutes);

            assert!(least < longest / 100, "{least} after {failures}");
            assert!((longest * 99 / 100..longest).contains(&most), "{most} after {failures}");
        }
    }

    #[test]
    fn each_further_failure_draws_another_wait() {
        let dice = Dice::of(7, &["en"]);
        let most = SignedDuration::from_mins(10);
        let waits: std::collections::HashSet<_> = (10..60).map(|n| back_off(n, most, dice)).collect();

        assert_eq!(waits.len(), 50);
    }

    #[test]
    fn the_cap_is_nine_tenths_of_a_period() {
        assert_eq!(most_of(SignedDuration::from_mins(20)), SignedDuration::from_mins(18));
    }
}
