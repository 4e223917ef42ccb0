//! An edition: one language version of a site.

use crate::direction::Direction;
use crate::error::{IfilmError, Result, caught};

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
    /// The IANA name of the zone in which it prints its dates: `Asia/Tehran`.
    pub zone: String,
}

impl From<ifilm_core::Edition> for Edition {
    fn from(edition: ifilm_core::Edition) -> Self {
        let ifilm_core::Edition { id, language, name, direction, zone } = edition;
        Self { id: id.into(), language: language.into(), name, direction: direction.into(), zone }
    }
}

impl TryFrom<Edition> for ifilm_core::Edition {
    type Error = IfilmError;

    fn try_from(edition: Edition) -> Result<Self> {
        let Edition { id, language, name, direction, zone } = edition;
        Ok(Self { id: id.parse()?, language: language.parse()?, name, direction: direction.into(), zone })
    }
}

/// The name of an edition, written in a language, a BCP-47 tag; its own name if no edition has that language.
///
/// # Errors
/// `BadArgument` if a tag is malformed.
#[uniffi::export]
pub fn edition_name(edition: Edition, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::words::edition_name(&edition.try_into()?, &language.parse()?).to_owned()))
}

/// The name of a language, written in the language `shown_in`, both BCP-47 tags. Absent for a language
/// without a real edition. In English if no edition has the language `shown_in`.
///
/// # Errors
/// `BadArgument` if a tag is malformed.
#[uniffi::export]
pub fn language_name(language: String, shown_in: String) -> Result<Option<String>> {
    caught(|| {
        let name = ifilm_core::language::matching::language_name(&language.parse()?, &shown_in.parse()?);
        Ok(name.map(str::to_owned))
    })
}
