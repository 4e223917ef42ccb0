//! What the core says to people, in the language of each edition. A text that lacks a language does not compile.

use crate::model::LanguageTag;

/// One text in the languages of the editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words<T = &'static str> {
    pub(super) english: T,
    pub(super) arabic: T,
    pub(super) persian: T,
    pub(super) dari: T,
}

impl<T> Words<T> {
    /// The text in a language; in English where it is none of the editions'.
    pub(super) fn of(&self, language: &LanguageTag) -> &T {
        self.own(language).unwrap_or(&self.english)
    }

    /// The text in a language; `None` where it is none of the editions'.
    pub(super) fn own(&self, language: &LanguageTag) -> Option<&T> {
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

    /// What is made of the text in each language.
    #[cfg(test)]
    pub(super) fn map<U>(self, make: impl Fn(T) -> U) -> Words<U> {
        let Self { english, arabic, persian, dari } = self;
        Words { english: make(english), arabic: make(arabic), persian: make(persian), dari: make(dari) }
    }
}
