//! A table of the weights of characters.

/// The weights of an order, or those in which it differs from the root's.
pub(crate) struct Weights {
    /// The characters, sorted.
    pub(super) characters: &'static [u16],
    /// For each of them, the place of its first element in the list of elements.
    pub(super) starts: &'static [u16],
    /// Two characters that have elements together, with their place, sorted.
    pub(super) pairs: &'static [(char, char, u16)],
}

impl Weights {
    /// The place of a character's elements.
    pub(crate) fn start(&self, character: char) -> Option<u16> {
        let code = u16::try_from(u32::from(character)).ok()?;
        self.starts.get(self.characters.binary_search(&code).ok()?).copied()
    }

    /// The place of the elements that a character has together with the one after it.
    pub(crate) fn start_of_pair(&self, first: char, second: char) -> Option<u16> {
        let place = self.pairs.binary_search_by_key(&(first, second), |pair| (pair.0, pair.1)).ok()?;
        self.pairs.get(place).map(|pair| pair.2)
    }

    /// Whether a character begins a pair.
    pub(crate) fn begins_pair(&self, first: char) -> bool {
        let place = self.pairs.partition_point(|pair| pair.0 < first);
        self.pairs.get(place).is_some_and(|pair| pair.0 == first)
    }
}
