//! Texts for people, in the language of each edition. A text that lacks a language does not compile.

use std::collections::BTreeSet;

use crate::LanguageTag;

/// One text in the languages of the editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<T = &'static str> {
    /// Also for every other language.
    pub english: T,
    /// Of all Arab countries.
    pub arabic: T,
    /// As it is written in Iran.
    pub persian: T,
    /// Persian as it is written in Afghanistan.
    pub dari: T,
}

impl<T> Words<T> {
    /// The text in a language; in English if no edition has that language.
    pub fn of(&self, language: &LanguageTag) -> &T {
        self.own(language).unwrap_or(&self.english)
    }

    /// The text in a language; `None` if no edition has that language.
    pub fn own(&self, language: &LanguageTag) -> Option<&T> {
        let is_afghan = language.as_str().split('-').any(|part| part == "AF");
        match language.language() {
            "prs" => Some(&self.dari),
            "fa" if is_afghan => Some(&self.dari),
            "fa" => Some(&self.persian),
            "ar" => Some(&self.arabic),
            "en" => Some(&self.english),
            _ => None,
        }
    }

    /// The same with the text of each language changed.
    pub fn map<U>(self, make: impl Fn(T) -> U) -> Words<U> {
        let Self { english, arabic, persian, dari } = self;
        Words { english: make(english), arabic: make(arabic), persian: make(persian), dari: make(dari) }
    }
}

impl Words {
    /// The formal mistakes of a text for people, for tests. No language may be empty or in the script of
    /// another. Arabic and Persian keep to the letters of their keyboards. Each language has the same
    /// placeholders (`{name}`).
    pub fn faults(&self) -> Vec<&'static str> {
        let Self { english, arabic, persian, dari } = *self;
        let all = [english, arabic, persian, dari];
        let found = [
            (all.iter().any(|text| text.trim().is_empty()), "a language has no text"),
            (english.contains(is_arabic_letter), "the English has Arabic letters"),
            (
                !all[1..].iter().all(|text| text.contains(is_arabic_letter)),
                "another language is in Latin letters",
            ),
            (arabic.contains(['ی', 'ک', 'پ', 'ژ']), "the Arabic has Persian letters"),
            (
                [persian, dari].concat().contains(['ي', 'ك', 'ة', 'ى']),
                "the Persian or Dari has Arabic letters",
            ),
            (all.iter().any(|text| places(text) != places(english)), "other places are left open"),
        ];
        found.into_iter().filter_map(|(is_wrong, fault)| is_wrong.then_some(fault)).collect()
    }
}

fn is_arabic_letter(c: char) -> bool {
    ('\u{600}'..='\u{6FF}').contains(&c) && c.is_alphabetic()
}

/// The placeholders of a text: what stands in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}
