//! Random numbers from the seed of the device. The same seed and the same words give the same numbers, so a
//! plan and its run agree, and a test can repeat them. Pure.

use jiff::SignedDuration;

/// A random number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The number of a device for these words.
    pub(crate) fn of(seed: u64, words: &[&str]) -> Self {
        let letters = words.iter().flat_map(|word| word.bytes().chain([0]));
        Self(letters.fold(splitmix64(seed), |state, letter| splitmix64(state ^ u64::from(letter))))
    }

    /// The number after so many throws.
    pub(crate) fn throw(self, times: u32) -> Self {
        Self(splitmix64(self.0 ^ u64::from(times)))
    }

    /// A time from zero up to the given one, that one not included. All are equally likely.
    pub(crate) fn part_of(self, whole: SignedDuration) -> SignedDuration {
        let whole = u64::try_from(whole.as_millis()).unwrap_or(0);
        let part = (u128::from(self.0) * u128::from(whole)) >> 64;
        SignedDuration::from_millis(i64::try_from(part).unwrap_or(0))
    }
}

/// One step of the generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
/// (2014).
fn splitmix64(state: u64) -> u64 {
    let mut mixed = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the published generator for the seed 1234567.
    #[test]
    fn the_numbers_are_those_of_the_published_generator() {
        let step = 0x9E37_79B9_7F4A_7C15_u64;
        let numbers = [0, 1, 2].map(|n: u64| splitmix64(1_234_567_u64.wrapping_add(step.wrapping_mul(n))));

        assert_eq!(
            numbers,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn throws_are_spread_evenly_and_repeat_for_the_same_words() {
        let hour = SignedDuration::from_mins(60);
        let mut tenths = [0_u32; 10];
        for times in 0..10_000 {
            let part = Dice::of(7, &["en", "news"]).throw(times).part_of(hour);
            assert_eq!(part, Dice::of(7, &["en", "news"]).throw(times).part_of(hour));
            tenths[usize::try_from(part.as_secs() / 360).unwrap()] += 1;
        }

        assert!(tenths.iter().all(|count| (900..1_100).contains(count)), "{tenths:?}");
        assert_ne!(Dice::of(7, &["en", "news"]), Dice::of(8, &["en", "news"]));
        assert_ne!(Dice::of(7, &["en", "news"]), Dice::of(7, &["enn", "ews"]));
    }
}
