//! The order of letters in a language.

use super::weights::{self, Weights};
use crate::LanguageTag;

/// The orders of CLDR for the languages of the editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Root,
    Arabic,
    Persian,
    Dari,
}

impl Alphabet {
    pub(super) fn of(language: &LanguageTag) -> Self {
        let in_afghanistan = language.as_str().split('-').any(|part| part == "AF");
        match language.language() {
            "ar" => Self::Arabic,
            "fa" if in_afghanistan => Self::Dari,
            "fa" => Self::Persian,
            "prs" | "ps" => Self::Dari,
            _ => Self::Root,
        }
    }

    /// The place of a character's elements, if it has any.
    pub(super) fn start(self, character: char) -> Option<u16> {
        let own = self.is_tailored().then(|| self.weights().start(character)).flatten();
        own.or_else(|| weights::ROOT.start(character))
    }

    /// The characters that have elements together.
    pub(super) fn weights(self) -> &'static Weights {
        match self {
            Self::Root => &weights::ROOT,
            Self::Arabic => &weights::ARABIC,
            Self::Persian => &weights::PERSIAN,
            Self::Dari => &weights::DARI,
        }
    }

    /// A primary weight of the tables in this order: the Arabic letters come first in their own languages.
    pub(super) fn reordered(self, primary: u16) -> u16 {
        use weights::{AFTER_ARABIC, FIRST_ARABIC, FIRST_LETTER};
        let (letters_before, arabic) =
            (FIRST_ARABIC.saturating_sub(FIRST_LETTER), AFTER_ARABIC.saturating_sub(FIRST_ARABIC));
        match primary {
            _ if !self.is_tailored() => primary,
            FIRST_LETTER..FIRST_ARABIC => primary.saturating_add(arabic),
            FIRST_ARABIC..AFTER_ARABIC => primary.saturating_sub(letters_before),
            _ => primary,
        }
    }

    fn is_tailored(self) -> bool {
        self != Self::Root
    }
}
