//! Texts with plural forms.

use icu_locale::locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::LanguageTag;
use crate::words::Words;

/// The plural forms of a text; `{n}` stands for the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Forms {
    zero: &'static str,
    one: &'static str,
    two: &'static str,
    few: &'static str,
    many: &'static str,
    other: &'static str,
}

impl Forms {
    /// One text for every number, as in Persian.
    pub(crate) const fn alike(text: &'static str) -> Self {
        Self::one_or_more(text, text)
    }

    /// As in English.
    pub(crate) const fn one_or_more(one: &'static str, other: &'static str) -> Self {
        Self { zero: other, one, two: other, few: other, many: other, other }
    }

    /// As in Arabic: none, one, two, 3 to 10, 11 to 99, 100 to 102, and so on with each hundred.
    pub(crate) const fn arabic(forms: [&'static str; 6]) -> Self {
        let [zero, one, two, few, many, other] = forms;
        Self { zero, one, two, few, many, other }
    }

    /// The form for most numbers, for tests of a table.
    #[cfg(test)]
    pub(crate) fn usual(self) -> &'static str {
        self.other
    }

    fn of(&self, category: PluralCategory) -> &'static str {
        match category {
            PluralCategory::Zero => self.zero,
            PluralCategory::One => self.one,
            PluralCategory::Two => self.two,
            PluralCategory::Few => self.few,
            PluralCategory::Many => self.many,
            PluralCategory::Other => self.other,
        }
    }
}

/// The plural rules of a language. A language that gets English words gets the English rules.
pub(crate) struct Plurals<'a> {
    language: &'a LanguageTag,
    rules: Option<PluralRules>,
}

impl<'a> Plurals<'a> {
    pub(crate) fn new(language: &'a LanguageTag) -> Self {
        let (persian, dari) = (locale!("fa"), locale!("fa-AF"));
        let words = Words { english: locale!("en"), arabic: locale!("ar"), persian, dari };
        let rules = PluralRules::try_new_cardinal(words.of(language).into());
        Self { language, rules: rules.ok() }
    }

    /// The text in the plural form for a number. `digits` is the number as it is written.
    pub(crate) fn text(&self, words: &Words<Forms>, number: u64, digits: &str) -> String {
        let category = self.rules.as_ref().map(|rules| rules.category_for(number));
        let form = words.of(self.language).of(category.unwrap_or(PluralCategory::Other));
        form.replace("{n}", digits)
    }
}
