//! An edition: one language version of a site.

use crate::direction::Direction;

/// An edition as a shell offers it for choice.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Edition {
    /// Its id, used in keys: `en`, `ar`, `fa`, `fa2`.
    pub id: String,
    /// The language it is written in, a BCP-47 tag: Dari is `fa-AF`.
    pub language: String,
    /// Its name in its own language.
    pub name: String,
    /// The direction its language is written in.
    pub direction: Direction,
}

impl From<ifilm_core::Edition> for Edition {
    fn from(edition: ifilm_core::Edition) -> Self {
        let ifilm_core::Edition { id, language, name, direction } = edition;
        Self { id: id.into(), language: language.into(), name, direction: direction.into() }
    }
}
