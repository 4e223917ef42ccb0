//! The direction a language is written in.

use icu_locale::{Direction as LocaleDirection, LanguageIdentifier, LocaleDirectionality};

use crate::LanguageTag;
use crate::text::direction::Direction;

/// Languages that are written from right to left and have no likely script in CLDR.
const UNLISTED: &[&str] = &["prs"];

/// Scripts that are written from right to left.
const SCRIPTS: &[&str] = &[
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Lydi",
    "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp",
    "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Thaa", "Todr", "Yezi",
];

/// The direction in which a language is written: that of the script in its tag, else of its likely script.
/// Left to right if neither is known.
pub fn direction_of_language(tag: &LanguageTag) -> Direction {
    let Ok(id) = LanguageIdentifier::try_from_str(tag.as_str()) else {
        return Direction::Ltr;
    };
    match LocaleDirectionality::new_extended().get(&id) {
        Some(LocaleDirection::RightToLeft) => Direction::Rtl,
        Some(_) => Direction::Ltr,
        None => unlisted(&id),
    }
}

fn unlisted(id: &LanguageIdentifier) -> Direction {
    let is_rtl = match &id.script {
        Some(script) => SCRIPTS.contains(&script.as_str()),
        None => UNLISTED.contains(&id.language.as_str()),
    };
    if is_rtl { Direction::Rtl } else { Direction::Ltr }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(tag: &str) -> Direction {
        direction_of_language(&tag.parse().unwrap())
    }

    #[test]
    fn dari_and_arabic_are_written_right_to_left() {
        for tag in ["fa-AF", "ar", "fa", "prs", "prs-AF", "ckb", "ps", "ur-PK", "sd", "ug", "syr", "nqo"] {
            assert_eq!(direction(tag), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "tr", "und", "zz", "xx"] {
            assert_eq!(direction(tag), Direction::Ltr, "{tag}");
        }
    }

    #[test]
    fn languages_of_other_scripts_than_arabic_are_too() {
        for tag in ["he", "yi", "dv", "ff-Adlm", "rhg-Rohg"] {
            assert_eq!(direction(tag), Direction::Rtl, "{tag}");
        }
    }

    #[test]
    fn the_script_of_a_tag_decides_before_its_language() {
        for tag in ["az-Arab", "ku-Arab", "tg-Arab", "und-Arab", "und-Hebr", "prs-Arab", "xx-Arab"] {
            assert_eq!(direction(tag), Direction::Rtl, "{tag}");
        }
        for tag in ["fa-Latn", "prs-Latn", "uz-Cyrl", "ur-Latn"] {
            assert_eq!(direction(tag), Direction::Ltr, "{tag}");
        }
    }
}
