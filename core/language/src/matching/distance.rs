//! How far a wish is from an offer, by the rows of CLDR.

use super::cldr;
use super::subtags::{Kind, Subtags};

/// At this distance or more, we do not expect that a person who reads the one language reads the other.
pub(super) const THRESHOLD: u16 = 50;

/// The distance of a wish from an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distance {
    language: u16,
    script: u16,
    region: u16,
    /// Whether CLDR's row for the languages is about a second language.
    is_second: bool,
    /// A bit for each part that only one of the two tags states, above a bit for another spelling (`iw` for
    /// `he`). Compared only if both tags mean the same.
    differing_parts: u8,
}

/// The most important difference of a wish and an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Difference {
    Nothing,
    Region,
    Script,
    /// Another language that people who read the wished one understand.
    RelatedLanguage,
    /// Another language that many people who read the wished one read too.
    SecondLanguage,
    /// Another language that people who read the wished one do not read.
    Foreign,
}

impl Distance {
    const NONE: Self = Self { language: 0, script: 0, region: 0, is_second: false, differing_parts: 0 };

    /// The distance between two tags; `None` if they cannot be compared.
    pub(super) fn between(wish: &Subtags, offer: &Subtags) -> Option<Self> {
        let differing_parts = (wish.given ^ offer.given) << 1 | u8::from(wish.written != offer.written);
        if wish.kind != Kind::Plain || offer.kind != Kind::Plain {
            return wish.is_like(offer).then_some(Self { differing_parts, ..Self::NONE });
        }
        let (own, other) = (wish.language, offer.language);
        let is_none = own.is_unknown() != other.is_unknown();
        (!is_none).then(|| Self {
            language: if own == other { 0 } else { cldr::language_distance(own.as_str(), other.as_str()) },
            script: script_distance(wish, offer),
            region: region_distance(wish, offer),
            is_second: cldr::is_second_language(own.as_str(), other.as_str()),
            differing_parts,
        })
    }

    /// The distance on the scale of CLDR's threshold.
    pub(crate) fn total(self) -> u16 {
        self.language.saturating_add(self.script).saturating_add(self.region)
    }

    /// The total in sixteenths. Less than one is left for the difference between tags that mean the same.
    pub(super) fn weight(self) -> u16 {
        match self.total() {
            0 => u16::from(self.differing_parts),
            total => in_sixteenths(total),
        }
    }

    pub(crate) fn is_near(self) -> bool {
        self.total() < THRESHOLD
    }

    pub(crate) fn difference(self) -> Difference {
        match self {
            Self { language: 0, script: 0, region: 0, .. } => Difference::Nothing,
            Self { language: 0, script: 0, .. } => Difference::Region,
            Self { language: 0, .. } => Difference::Script,
            _ if !self.is_near() => Difference::Foreign,
            Self { is_second: true, .. } => Difference::SecondLanguage,
            _ => Difference::RelatedLanguage,
        }
    }
}

/// A distance on the scale of [`Distance::weight`].
pub(super) fn in_sixteenths(total: u16) -> u16 {
    total << 4
}

fn script_distance(wish: &Subtags, offer: &Subtags) -> u16 {
    if wish.script == offer.script {
        return 0;
    }
    let wish = (wish.language.as_str(), wish.script());
    cldr::script_distance(wish, (offer.language.as_str(), offer.script()))
}

fn region_distance(wish: &Subtags, offer: &Subtags) -> u16 {
    if wish.region == offer.region {
        return 0;
    }
    let language = if wish.language == offer.language { wish.language.as_str() } else { "" };
    let script = if wish.script == offer.script { wish.script() } else { "" };
    cldr::region_distance(language, script, wish.region(), offer.region())
}
