//! The language and the direction of an article: those that the page names, unless its letters contradict.

use ifilm_language::text::{direction_of_language, is_alphanumeric};

use super::measured_page::MeasuredPage;
use crate::model::{Direction, LanguageTag};

fn named(measured: &MeasuredPage<'_>) -> Option<LanguageTag> {
    let head = &measured.page.head;
    let metas = head.metas_of(&["content-language", "og:locale", "dc.language", "inlanguage"]).take(4);
    let mut names = head.language.as_deref().into_iter().chain(metas);
    names.find_map(|name| name.trim().replace('_', "-").parse().ok())
}

/// Letters of an article, counted.
pub(super) struct Letters {
    arabic: usize,
    /// Letters of Persian and Dari that Arabic does not have.
    persian: usize,
    /// Letters of Arabic that Persian writes differently.
    only_arabic: usize,
    other: usize,
}

impl Letters {
    #[expect(clippy::arithmetic_side_effects, reason = "a usize counts the letters of any text in memory")]
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut letters = Self { arabic: 0, persian: 0, only_arabic: 0, other: 0 };
        for c in texts.flat_map(str::chars) {
            match c {
                _ if c.is_ascii() => {
                    letters.other += usize::from(c.is_ascii_alphabetic());
                    continue;
                }
                _ if !is_alphanumeric(c) => continue,
                '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FEFC}' => letters.arabic += 1,
                _ => letters.other += 1,
            }
            match c {
                'پ' | 'چ' | 'ژ' | 'گ' => letters.persian += 1,
                'ة' | 'أ' | 'إ' | 'ى' => letters.only_arabic += 1,
                _ => {}
            }
        }
        letters
    }

    /// The language of an article. It is the edition's own, unless the page names another that fits the
    /// letters, or the letters have another direction.
    pub(super) fn language_of(&self, measured: &MeasuredPage<'_>) -> LanguageTag {
        let edition = &measured.edition.language;
        let named = named(measured).filter(|named| named.language() != edition.language());
        match named {
            Some(named) if self.fit_direction(&named) && !self.contradict(&named) => named,
            _ if self.oppose_direction(edition) => self.language().unwrap_or_else(|| edition.clone()),
            _ => edition.clone(),
        }
    }

    /// The direction of most letters. If there are none, the direction of the language.
    pub(super) fn direction(&self, language: &LanguageTag) -> Direction {
        match self.arabic.cmp(&self.other) {
            std::cmp::Ordering::Greater => Direction::Rtl,
            std::cmp::Ordering::Less => Direction::Ltr,
            std::cmp::Ordering::Equal => direction_of_language(language),
        }
    }

    /// Whether most letters are of the direction that the language is written in.
    fn fit_direction(&self, language: &LanguageTag) -> bool {
        match direction_of_language(language) {
            Direction::Rtl => self.arabic > self.other,
            Direction::Ltr => self.other > self.arabic,
        }
    }

    /// Whether the letters are Persian and the language is Arabic, or the other way round.
    fn contradict(&self, language: &LanguageTag) -> bool {
        match language.language() {
            "ar" => self.persian > self.only_arabic,
            "fa" | "prs" => self.only_arabic > self.persian,
            _ => false,
        }
    }

    /// Whether there are letters, and most of them are not of the direction of this language.
    fn oppose_direction(&self, language: &LanguageTag) -> bool {
        self.arabic.max(self.other) > 0 && !self.fit_direction(language)
    }

    fn language(&self) -> Option<LanguageTag> {
        if self.arabic <= self.other {
            return "en".parse().ok();
        }
        if self.persian > self.only_arabic { "fa" } else { "ar" }.parse().ok()
    }
}
