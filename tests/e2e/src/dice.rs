//! A random generator: the same seed gives the same numbers.

/// A stream of random numbers, determined by its seed.
pub struct Dice(u64);

impl Dice {
    /// The stream of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bf0_3635)
    }

    /// Splitmix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Whether something happens that does so in this share of cases, in percent.
    pub fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }

    /// A number from 0 up to `end`, that one not included.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// One of some choices.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[(self.next() % choices.len() as u64) as usize]
    }
}
