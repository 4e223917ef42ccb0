//! Abbreviations that voices spell out or skip.

use crate::LanguageTag;
use crate::words::Words;

/// An abbreviation of Arabic script, in the ways it is written.
#[derive(Debug)]
pub(super) struct Short {
    written: &'static [&'static str],
    said: Words,
}

impl Short {
    /// The abbreviation that a text begins with, and its length in bytes.
    pub(super) fn at(text: &str) -> Option<(&'static Self, usize)> {
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let len = |short: &Self| {
            let written =
                short.written.iter().filter(|written| text.strip_prefix(**written).is_some_and(ends));
            written.map(|written| written.len()).max()
        };
        if !text.starts_with(['ه', '(']) {
            return None;
        }
        SHORTS.iter().find_map(|short| Some((*short, len(short)?)))
    }

    /// The words that a voice says for it.
    pub(super) fn of(&self, language: &LanguageTag) -> &'static str {
        self.said.of(language)
    }
}

const SHORTS: &[&Short] = &[&SOLAR, &LUNAR, &PROPHET, &IMAM, &LADY, &MAHDI, &LATE];

const SOLAR: Short = Short {
    written: &["ه.ش", "ه\u{200D}.ش", "هـ.ش", "ه. ش"],
    said: Words {
        english: "in the solar calendar",
        arabic: "هجري شمسي",
        persian: "هجری شمسی",
        dari: "هجری شمسی",
    },
};
const LUNAR: Short = Short {
    written: &["ه.ق", "ه\u{200D}.ق", "هـ.ق", "ه. ق"],
    said: Words {
        english: "in the lunar calendar",
        arabic: "هجري قمري",
        persian: "هجری قمری",
        dari: "هجری قمری",
    },
};
const PROPHET: Short = Short {
    written: &["(ص)"],
    said: Words {
        english: "peace be upon him and his family",
        arabic: "صلى الله عليه وآله",
        persian: "صلی\u{200C}الله علیه و آله",
        dari: "صلی\u{200C}الله علیه و سلم",
    },
};
const IMAM: Short = Short {
    written: &["(ع)"],
    said: Words {
        english: "peace be upon him",
        arabic: "عليه السلام",
        persian: "علیه\u{200C}السلام",
        dari: "علیه\u{200C}السلام",
    },
};
const LADY: Short = Short {
    written: &["(س)"],
    said: Words {
        english: "peace be upon her",
        arabic: "سلام الله عليها",
        persian: "سلام\u{200C}الله علیها",
        dari: "سلام\u{200C}الله علیها",
    },
};
const MAHDI: Short = Short {
    written: &["(عج)"],
    said: Words {
        english: "may God hasten his return",
        arabic: "عجل الله فرجه",
        persian: "عجل\u{200C}الله تعالی فرجه",
        dari: "عجل\u{200C}الله تعالی فرجه",
    },
};
const LATE: Short = Short {
    written: &["(ره)"],
    said: Words {
        english: "may God have mercy on him",
        arabic: "رحمه الله",
        persian: "رحمت\u{200C}الله علیه",
        dari: "رحمت\u{200C}الله علیه",
    },
};

/// Every text of this table.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    SHORTS.iter().map(|short| short.said).collect()
}
