//! A host of the site: one of the addresses at which an edition is found.

use crate::edition::Edition;

/// One address of an edition. Each has a port of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Host {
    /// The edition that it serves.
    pub edition: Edition,
    /// 0 for the first address, which the catalogue prefers; 1 and more for its mirrors.
    pub mirror: u16,
}

impl Host {
    /// The addresses of all editions, with so many mirrors each.
    pub(crate) fn all(mirrors: u16) -> impl Iterator<Item = Host> {
        let of_edition = move |edition| (0..=mirrors).map(move |mirror| Host { edition, mirror });
        Edition::ALL.into_iter().flat_map(of_edition)
    }

    pub(crate) fn is_mirror(self) -> bool {
        self.mirror > 0
    }
}
