//! The scripts of letters, as far as voices differ by script.

use icu_locale::{LanguageIdentifier, LocaleExpander};

use crate::LanguageTag;
use crate::text::direction::Direction;
use crate::text::direction::direction_of_language;

/// A script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Arabic,
    Hebrew,
    Greek,
    Cyrillic,
    /// Any other: its letters stay with the text around them.
    Other,
}

/// The script of a letter; `None` for any other character.
pub(super) fn script_of(c: char) -> Option<Script> {
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c {
        'A'..='Z' | 'a'..='z' | 'ª' | 'º' | 'À'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' => Script::Cyrillic,
        '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}' => Script::Hebrew,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}' => Script::Arabic,
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => Script::Arabic,
        _ => Script::Other,
    })
}

/// The script a language is written in: the one its tag names, else the likely one.
pub(super) fn script_of_language(language: &LanguageTag) -> Script {
    let Ok(mut id) = LanguageIdentifier::try_from_str(language.as_str()) else { return Script::Latin };
    LocaleExpander::new_extended().maximize(&mut id);
    match id.script.as_ref().map(|script| script.as_str()) {
        Some("Latn") => Script::Latin,
        Some("Arab" | "Aran") => Script::Arabic,
        Some("Hebr") => Script::Hebrew,
        Some("Grek") => Script::Greek,
        Some("Cyrl") => Script::Cyrillic,
        Some(_) => Script::Other,
        None if direction_of_language(language) == Direction::Rtl => Script::Arabic, // `prs`
        None => Script::Latin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_the_script_it_names_or_is_written_in() {
        let script = |tag: &str| script_of_language(&tag.parse().unwrap());

        assert_eq!(["fa-AF", "prs", "ar", "ckb", "ur"].map(script), [Script::Arabic; 5]);
        assert_eq!(["en", "tr", "fa-Latn", "und", "xx"].map(script), [Script::Latin; 5]);
        assert_eq!(
            ["tg", "he", "el", "am"].map(script),
            [Script::Cyrillic, Script::Hebrew, Script::Greek, Script::Other]
        );
    }
}
