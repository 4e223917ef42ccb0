//! The names of months in spoken dates.

use crate::LanguageTag;
use crate::text::spelling::normalized;
use crate::time::ArabicMonths;
use crate::time::calendar::Calendar;
use crate::time::date::names;
use crate::time::month::month as month_of;
use crate::words::Words;

/// The name of a month, `number` from 1.
pub(super) fn month(calendar: Calendar, number: u8, language: &LanguageTag) -> Option<&'static str> {
    names::month(calendar, number, language, ArabicMonths::Western)
}

/// Whether these words begin with the name of a month, in any spelling that dates are read in. `Some(false)`
/// for a name that is more often another word.
pub(super) fn names_month<'w>(words: impl Iterator<Item = &'w str>, language: &LanguageTag) -> Option<bool> {
    let words: Vec<String> = words.take(2).map(normalized).collect();
    let is_known = |name: &str| {
        [Some(name), name.strip_suffix('ی')].into_iter().flatten().any(|name| month_of(name).is_some())
    };
    let first = words.first()?;
    match words.len() {
        2 if is_known(&words.concat()) => Some(true),
        _ if is_known(first) => Some(!is_other_word(first, language)),
        _ => None,
    }
}

/// Whether the name of a month, in the one spelling, is also another word. Outside Afghanistan the Afghan
/// months are animals and things.
fn is_other_word(name: &str, language: &LanguageTag) -> bool {
    const EVERYWHERE: &[&str] = &["صفر", "تیر", "می", "مه", "سرطان", "عقرب", "اب", "جوان"];
    const AFGHAN: &[&str] = &["اسد", "میزان", "حمل", "قوس", "جدی", "دلو", "حوت", "ثور", "سنبله"];
    const IRANIAN: &[&str] = &["دی", "مهر"];
    const FOREIGN: Words<[&[&str]; 2]> =
        Words { english: [&[], &[]], arabic: [AFGHAN, IRANIAN], persian: [AFGHAN, &[]], dari: [&[], &[]] };
    EVERYWHERE.contains(&name) || FOREIGN.of(language).iter().any(|names| names.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_every_spelling_that_dates_are_read_in() {
        let named = |text: &str| names_month(text.split(' '), &"fa".parse().unwrap());

        for text in ["فروردین", "شباط", "كانون الثاني", "ذو الحجة", "آگست", "جوزای ۱۴۰۳", "بهمن ماه"]
        {
            assert_eq!(named(text), Some(true), "{text}");
        }
        assert_eq!(named("صفر از"), Some(false));
        assert_eq!(named("باران"), None);
    }
}
