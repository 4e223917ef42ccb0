//! Reads numbers in words, in the words that this module writes.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Case, arabic, cardinal, feminine};
use crate::LanguageTag;
use crate::text::beginnings::Beginnings;
use crate::text::spelling::normalized;

/// The number that some words begin with, and how many of the words it takes. Each word is in one spelling
/// (see `normalized`). Numbers from a million on are not read.
pub(crate) fn spelled<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<(u32, usize)> {
    let (mut number, mut taken) = (Spelled::default(), 0);
    for (word, count) in words.into_iter().zip(1..) {
        match value(word) {
            Some(value) if number.add(value) => taken = count,
            None if taken > 0 && matches!(word, "و" | "and") => {}
            _ => break,
        }
    }
    (taken > 0).then(|| (number.value(), taken))
}

/// What a word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// 1 to 99, a unit, a teen or a ten.
    Small(u32),
    /// One to nine hundred.
    Hundreds(u32),
    /// Multiplies what stands before it by a thousand.
    Thousand,
    /// Some thousands in one word.
    Thousands(u32),
}

/// The parts of a number so far. Each part comes once, and Arabic says the units before the tens.
#[derive(Debug, Default)]
struct Spelled {
    thousands: u32,
    hundreds: u32,
    tens: u32,
    units: u32,
}

impl Spelled {
    fn value(&self) -> u32 {
        self.thousands.saturating_mul(1000).saturating_add(self.below_thousand())
    }

    fn below_thousand(&self) -> u32 {
        self.hundreds.saturating_add(self.tens).saturating_add(self.units)
    }

    /// Adds a word; false if the number ended before it.
    fn add(&mut self, value: Value) -> bool {
        match value {
            Value::Thousand if self.thousands == 0 => {
                *self = Self { thousands: self.below_thousand().max(1), ..Self::default() };
            }
            Value::Thousands(count) if self.value() == 0 => self.thousands = count,
            Value::Hundreds(100) if (1..=21).contains(&self.below_thousand()) => {
                let hundreds = self.below_thousand().saturating_mul(100);
                *self = Self { thousands: self.thousands, hundreds, ..Self::default() };
            }
            Value::Hundreds(hundreds) if self.below_thousand() == 0 => self.hundreds = hundreds,
            Value::Small(small) => return self.add_small(small),
            _ => return false,
        }
        true
    }

    fn add_small(&mut self, small: u32) -> bool {
        let units = small % 10;
        let tens = small.saturating_sub(units);
        if tens > 0 && self.is_century() {
            *self = Self { hundreds: self.below_thousand().saturating_mul(100), ..Self::default() };
        }
        let is_free = (tens == 0 || self.tens == 0) && (units == 0 || self.units == 0);
        if is_free {
            (self.tens, self.units) = (self.tens.saturating_add(tens), self.units.saturating_add(units));
        }
        is_free
    }

    /// Whether a pair of years may begin so: `nineteen ninety-nine`, `twenty twenty-four`.
    fn is_century(&self) -> bool {
        self.thousands == 0 && self.hundreds == 0 && (13..=21).contains(&self.below_thousand())
    }
}

fn value(word: &str) -> Option<Value> {
    let known = |word: &str| VALUES.get(word).copied();
    let thousands = || match known(word.strip_suffix("هزار")?)? {
        Value::Small(count @ 1..=9) => Some(Value::Thousands(count)),
        _ => None,
    };
    let joined = || known(word.strip_prefix('و').filter(|rest| !rest.is_empty())?);
    if !BEGINNINGS.may_begin(word) {
        return None;
    }
    known(word).or_else(thousands).or_else(joined)
}

static BEGINNINGS: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(VALUES.keys().map(String::as_str).chain(["و"])));

static VALUES: LazyLock<HashMap<String, Value>> = LazyLock::new(|| {
    let mut values: HashMap<String, Value> = written().collect();
    let older: Vec<_> = values.iter().filter_map(|(word, value)| Some((older(word)?, *value))).collect();
    values.extend(older);
    values
});

/// Each number that is written in one word, in every language, and the units of the Arabic teens.
fn written() -> impl Iterator<Item = (String, Value)> {
    let numbers = (1..20).chain((20..100).step_by(10)).chain((100..1000).step_by(100)).chain([1000, 2000]);
    numbers.flat_map(|number: u32| {
        in_words(number.into()).into_iter().filter_map(move |words| single(&words, number))
    })
}

/// The word of a number. English says `one` before `hundred`; Arabic writes eleven as one and ten.
fn single(words: &str, number: u32) -> Option<(String, Value)> {
    match (words.split_once(' '), number) {
        (None, _) => Some((normalized(words), meaning(number))),
        (Some(("one", word)), 100 | 1000) => Some((normalized(word), meaning(number))),
        (Some((unit, _)), 11..20) => Some((normalized(unit), meaning(number % 10))),
        _ => None,
    }
}

fn meaning(number: u32) -> Value {
    match number {
        1000 => Value::Thousand,
        2000 => Value::Thousands(2),
        100..1000 => Value::Hundreds(number),
        _ => Value::Small(number),
    }
}

fn in_words(number: u64) -> Vec<String> {
    let languages = ["en", "fa", "fa-AF"].into_iter().filter_map(|tag| tag.parse::<LanguageTag>().ok());
    let cases = [Case::Nominative, Case::Oblique];
    let arabic = cases.into_iter().flat_map(|case| [arabic(number, case), feminine(number, case)]);
    languages.map(|language| cardinal(number, &language)).chain(arabic).collect()
}

/// The older Arabic spelling of hundreds: مائة for مئة.
fn older(word: &str) -> Option<String> {
    word.contains("می").then(|| word.replacen("می", "مای", 1)).filter(|_| word.ends_with(['ه', 'ن']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::number_words;

    fn read(text: &str) -> Option<(u32, usize)> {
        let words: Vec<String> = text.split([' ', '-']).map(normalized).collect();
        spelled(words.iter().map(String::as_str))
    }

    #[test]
    fn every_year_that_is_written_is_read_again() {
        for tag in ["en", "fa", "fa-AF", "ar"] {
            for year in 1300..2200 {
                let text = number_words(year.into(), &tag.parse().unwrap());
                assert_eq!(read(&text).map(|(year, _)| year), Some(year), "{text}");
            }
        }
    }

    #[test]
    fn years_are_said_in_other_ways_too() {
        for (text, year) in [
            ("twenty twenty-four", 2024),
            ("nineteen ninety-nine", 1999),
            ("nineteen hundred and five", 1905),
            ("two thousand twenty-four", 2024),
            ("یک هزار و چهارصد و سه", 1403),
            ("یک‌هزار و چهار صد و سه", 1403),
            ("دوهزار و بیست و چهار", 2024),
            ("ألفين وأربعة وعشرين", 2024),
            ("ألف وتسعمائة وتسعة وتسعين", 1999),
        ] {
            assert_eq!(read(text).map(|(year, _)| year), Some(year), "{text}");
        }
    }

    #[test]
    fn a_number_ends_before_a_word_that_it_cannot_have() {
        assert_eq!(read("سه دو"), Some((3, 1)));
        assert_eq!(read("twenty and more"), Some((20, 1)));
        assert_eq!(read("and twenty"), None);
        assert_eq!(read("باران"), None);
    }
}
