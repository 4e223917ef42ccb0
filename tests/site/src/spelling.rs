//! Spelling habits. The people of one newsroom type the same word in several ways.

use crate::edition::Edition;
use crate::seeded_random::SeededRandom;

/// A spelling habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As in the word lists.
    Careful,
    /// Persian with the yeh and kaf of an Arabic keyboard.
    ArabicKeyboard,
    /// Arabic with the kaf and yeh of a Persian keyboard.
    PersianKeyboard,
    /// A space where a half-space belongs.
    WideSpaces,
    /// Apostrophes and quotes of a typewriter.
    StraightQuotes,
}

impl Spelling {
    pub(crate) fn of_title(edition: Edition, random: &mut SeededRandom) -> Self {
        if random.percent(85) { Self::Careful } else { Self::careless(edition, random) }
    }

    pub(crate) fn of_text(edition: Edition, random: &mut SeededRandom) -> Self {
        if random.percent(60) { Self::Careful } else { Self::careless(edition, random) }
    }

    /// Pairs of different letters that look the same.
    pub(crate) fn of_other_keyboard(edition: Edition) -> Self {
        match edition {
            Edition::En => Self::StraightQuotes,
            Edition::Ar => Self::PersianKeyboard,
            Edition::Fa | Edition::Fa2 => Self::ArabicKeyboard,
        }
    }

    fn careless(edition: Edition, random: &mut SeededRandom) -> Self {
        match edition {
            Edition::Fa | Edition::Fa2 => random.pick(&[Self::ArabicKeyboard, Self::WideSpaces]),
            other => Self::of_other_keyboard(other),
        }
    }

    pub(crate) fn write(self, text: &str) -> String {
        match self {
            Self::Careful => text.to_owned(),
            Self::ArabicKeyboard => text.replace('ی', "ي").replace('ک', "ك"),
            Self::PersianKeyboard => text.replace('ك', "ک").replace('ي', "ی"),
            Self::WideSpaces => text.replace('\u{200c}', " "),
            Self::StraightQuotes => {
                text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"")
            }
        }
    }
}
