//! Writes numbers for people, in the digits of a language.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale::Locale;

use crate::LanguageTag;
use crate::words::Words;

/// The digit zero. The nine others follow it.
const NOUGHT: Words<char> = Words { english: '0', arabic: '٠', persian: '۰', dari: '۰' };

/// A number in the digits of a language, with thousands grouped as in that language: `12,345`, `۱۲٬۳۴۵`.
///
/// ```
/// let dari = "fa-AF".parse()?;
/// assert_eq!(ifilm_language::number::number(12_345, &dari), "۱۲٬۳۴۵");
/// # Ok::<(), ifilm_language::Error>(())
/// ```
pub fn number(number: i64, language: &LanguageTag) -> String {
    grouped(number.into(), language)
}

/// The same for a number that is never negative.
pub(crate) fn how_many(number: u64, language: &LanguageTag) -> String {
    grouped(number.into(), language)
}

fn grouped(number: Decimal, language: &LanguageTag) -> String {
    match formatter(language) {
        Some(formatter) => formatter.format(&number).to_string(),
        None => number.to_string(),
    }
}

fn formatter(language: &LanguageTag) -> Option<DecimalFormatter> {
    let locale = LOCALES.own(language).copied().flatten().unwrap_or(language.as_str());
    DecimalFormatter::try_new(Locale::try_from_str(locale).ok()?.into(), Default::default()).ok()
}

/// The locale whose digits and groups are used; `None` for that of the tag itself, because English differs by
/// country. CLDR knows Dari only as `fa-AF`, not as `prs`.
const LOCALES: Words<Option<&str>> = Words {
    english: None,
    arabic: Some("ar-u-nu-arab"),
    persian: Some("fa-u-nu-arabext"),
    dari: Some("fa-AF-u-nu-arabext"),
};

/// The digits of a language, for numbers without groups: years, days, hours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digits {
    nought: char,
}

impl Digits {
    /// The digits of an edition's language. Other languages get English words, so they get Latin digits too.
    pub(crate) fn of_words(language: &LanguageTag) -> Self {
        Self { nought: *NOUGHT.of(language) }
    }

    /// A text with its ASCII digits replaced by these.
    pub(crate) fn write(self, text: &str) -> String {
        text.chars().map(|c| in_set(c, self.nought)).collect()
    }
}

fn in_set(c: char, nought: char) -> char {
    let digit = c.to_digit(10).and_then(|value| char::from_u32(u32::from(nought).checked_add(value)?));
    digit.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: i64, language: &str) -> String {
        number(value, &language.parse().unwrap())
    }

    #[test]
    fn each_edition_has_its_digits_and_its_groups() {
        assert_eq!(written(1_234_567, "en"), "1,234,567");
        assert_eq!(written(1_234_567, "ar"), "١٬٢٣٤٬٥٦٧");
        assert_eq!(written(1_234_567, "fa"), "۱٬۲۳۴٬۵۶۷");
        assert_eq!(written(1_234_567, "fa-AF"), "۱٬۲۳۴٬۵۶۷");
        assert_eq!(written(1_234_567, "prs"), "۱٬۲۳۴٬۵۶۷");
        assert_eq!(written(1_234_567, "ar-u-nu-latn"), "١٬٢٣٤٬٥٦٧");
        assert_eq!(written(999, "ar"), "٩٩٩");
    }

    #[test]
    fn numbers_of_other_languages_and_of_any_size_are_written() {
        assert_eq!(written(1_234_567, "de"), "1.234.567");
        assert_eq!(written(i64::MIN, "en"), "-9,223,372,036,854,775,808");
        assert_eq!(written(0, "und"), "0");
    }
}
