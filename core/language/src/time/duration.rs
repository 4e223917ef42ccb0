//! How long something takes, in words.

use std::time::Duration;

use crate::LanguageTag;
use crate::number::native_digits::how_many;
use crate::number::plural::{Forms, Plurals};
use crate::words::Words;

/// How long something takes, in its two largest units: `1 h 5 min`, `۱ ساعت و ۵ دقیقه`. Smaller units are
/// left out. In English if no edition has the language.
///
/// ```
/// use std::time::Duration;
/// use ifilm_language::time::duration;
/// assert_eq!(duration(Duration::from_secs(3900), &"en".parse()?), "1 h 5 min");
/// assert_eq!(duration(Duration::from_secs(90), &"ar".parse()?), "دقيقة و٣٠ ثانية");
/// # Ok::<(), ifilm_language::Error>(())
/// ```
pub fn duration(duration: Duration, language: &LanguageTag) -> String {
    let seconds = duration.as_secs();
    let units = [(seconds / 3600, &HOURS), (seconds / 60 % 60, &MINUTES), (seconds % 60, &SECONDS)];
    let first = units.iter().position(|(many, _)| *many > 0).unwrap_or(units.len().saturating_sub(1));
    let plurals = Plurals::new(language);
    let shown = units.iter().enumerate().skip(first).take(2);
    let shown = shown.filter(|(at, (many, _))| *at == first || *many > 0);
    let texts: Vec<String> = shown
        .map(|(_, (many, words))| {
            let digits = how_many(*many, language);
            plurals.text(words, *many, &digits)
        })
        .collect();
    texts.join(AND.of(language))
}

const AND: Words = Words { english: " ", arabic: " و", persian: " و ", dari: " و " };
const HOURS: Words<Forms> = Words {
    english: Forms::alike("{n} h"),
    arabic: Forms::arabic(["{n} ساعة", "ساعة", "ساعتان", "{n} ساعات", "{n} ساعة", "{n} ساعة"]),
    persian: Forms::alike("{n} ساعت"),
    dari: Forms::alike("{n} ساعت"),
};
const MINUTES: Words<Forms> = Words {
    english: Forms::alike("{n} min"),
    arabic: Forms::arabic(["{n} دقيقة", "دقيقة", "دقيقتان", "{n} دقائق", "{n} دقيقة", "{n} دقيقة"]),
    persian: Forms::alike("{n} دقیقه"),
    dari: Forms::alike("{n} دقیقه"),
};
const SECONDS: Words<Forms> = Words {
    english: Forms::alike("{n} s"),
    arabic: Forms::arabic(["{n} ثانية", "ثانية", "ثانيتان", "{n} ثوانٍ", "{n} ثانية", "{n} ثانية"]),
    persian: Forms::alike("{n} ثانیه"),
    dari: Forms::alike("{n} ثانیه"),
};

/// All texts of this table.
#[cfg(test)]
pub(crate) fn all() -> Vec<Words> {
    [HOURS, MINUTES, SECONDS].map(|words| words.map(Forms::usual)).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(seconds: u64, language: &str) -> String {
        duration(Duration::from_secs(seconds), &language.parse().unwrap())
    }

    #[test]
    fn the_two_largest_units_are_shown() {
        assert_eq!(written(3600 + 5 * 60 + 59, "en"), "1 h 5 min");
        assert_eq!(written(3600 + 59, "en"), "1 h");
        assert_eq!(written(12 * 60 + 7, "en"), "12 min 7 s");
        assert_eq!(written(0, "en"), "0 s");
        assert_eq!(written(u64::MAX, "en"), "5,124,095,576,030,431 h");
    }

    #[test]
    fn each_edition_joins_two_units_in_its_own_way() {
        assert_eq!(written(3900, "fa"), "۱ ساعت و ۵ دقیقه");
        assert_eq!(written(3900, "fa-AF"), "۱ ساعت و ۵ دقیقه");
        assert_eq!(written(2 * 3600 + 2 * 60, "ar"), "ساعتان ودقيقتان");
    }
}
