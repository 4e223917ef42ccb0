//! Repeatable random choices: the same key always gives the same numbers.

/// A stream of random numbers that depends only on its key.
#[derive(Debug, Clone)]
pub(crate) struct SeededRandom(u64);

impl SeededRandom {
    /// The stream for a purpose and the numbers that identify it.
    pub(crate) fn new(purpose: &str, numbers: &[u64]) -> Self {
        let start = mix(hash(purpose.as_bytes()));
        Self(numbers.iter().fold(start, |state, number| mix(state ^ mix(*number))))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number from 0 up to, not including, `end`, which must not be 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number from `first` to `last`, both included.
    pub(crate) fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.next() % (last - first + 1)
    }

    pub(crate) fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// The numbers below `end`, each once, in some order.
    pub(crate) fn order(&mut self, end: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..end).collect();
        for last in (1..end).rev() {
            order.swap(last, self.below(last + 1));
        }
        order
    }
}

/// FNV-1a, 64 bits: short, and the same on every machine and in every version.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn mix(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_gives_the_same_numbers_and_another_key_gives_others() {
        let draw = |purpose, number| SeededRandom::new(purpose, &[7, number]).next();

        assert_eq!(draw("title", 1), draw("title", 1));
        assert_ne!(draw("title", 1), draw("title", 2));
        assert_ne!(draw("title", 1), draw("lead", 1));
    }

    #[test]
    fn an_order_contains_every_number_once() {
        let mut order = SeededRandom::new("order", &[1]).order(20);
        order.sort_unstable();

        assert_eq!(order, (0..20).collect::<Vec<_>>());
    }
}
