//! Reads the names of months in one spelling (see `normalized`), words joined: the names that are written
//! (`date/names.rs`), and further ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::beginnings::Beginnings;
use crate::text::spelling::normalized;
use crate::time::calendar::Calendar;
use crate::time::date::names::WRITTEN;
use crate::words::Words;

/// The calendar and number of the month with this name, also where the word for month sticks to it.
pub(crate) fn month(name: &str) -> Option<(Calendar, u8)> {
    NAMES.get(name.strip_suffix("ماه").unwrap_or(name)).copied()
}

/// The names of all months, in one spelling.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.keys().map(String::as_str)
}

/// Whether the name of a month may begin with this word. For most words it does not.
pub(crate) fn may_begin(word: &str) -> bool {
    BEGINNINGS.may_be_begun_by(word)
}

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(names()));

static NAMES: LazyLock<HashMap<String, (Calendar, u8)>> =
    LazyLock::new(|| written().chain(also_read()).collect());

/// Each name with its calendar and number.
fn written() -> impl Iterator<Item = (String, (Calendar, u8))> {
    WRITTEN.into_iter().flat_map(|(calendar, months)| {
        let Words { english, arabic, persian, dari } = months;
        let lists = [english, arabic, persian, dari].into_iter();
        lists.flat_map(move |names| names.into_iter().map(normalized).zip(numbers(calendar)))
    })
}

fn also_read() -> impl Iterator<Item = (String, (Calendar, u8))> {
    ALSO_READ.into_iter().flat_map(|(calendar, months)| {
        months.into_iter().zip(numbers(calendar)).flat_map(|(names, number)| {
            names.split(' ').filter(|name| !name.is_empty()).map(move |name| (name.to_owned(), number))
        })
    })
}

fn numbers(calendar: Calendar) -> impl Iterator<Item = (Calendar, u8)> {
    (1..=12).map(move |number| (calendar, number))
}

/// Names that are read but never written: short forms, names of the Maghreb, Afghan months in Latin letters,
/// and other spellings.
const ALSO_READ: [(Calendar, [&str; 12]); 3] = [
    (
        Calendar::Gregorian,
        [
            "jan جانفی کانونثانی",
            "feb فیفری",
            "mar",
            "apr افریل",
            "مای",
            "jun یونیه جوان",
            "jul یولیه جویلیه یولیوز",
            "aug غشت اگوست",
            "sep sept شتنبر",
            "oct تشریناول",
            "nov نونبر تشرینثانی",
            "dec دجنبر کانوناول",
        ],
    ),
    (
        Calendar::SolarHijri,
        [
            "hamal",
            "saur sawr sowr thaur thawr",
            "jawza jauza jowza jawzah",
            "saratan sartan",
            "asad amordad امرداد",
            "sonbola sonbula sunbula sumbula sunbola sumbulah sonboleh",
            "mizan meezan",
            "aqrab akrab",
            "qaws qaus qows qaos",
            "jadi jady jaddi jadee",
            "dalw dalwa dalv",
            "hut hoot",
        ],
    ),
    (
        Calendar::LunarHijri,
        [
            "moharram محرمالحرام",
            "صفرالمظفر",
            "rabiulawwal rabii",
            "rabialakhir rabiii",
            "jumadaalawwal jumadai",
            "jumadaalthani jumadaii جمادیالثانیه جمادیالاخر",
            "رجبالمرجب",
            "شعبانالمعظم",
            "ramazan رمضانالمبارک",
            "شوالالمکرم",
            "dhulqadah dhualqidah",
            "dhulhijjah",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_written_in_the_one_spelling() {
        for (name, _) in also_read() {
            assert_eq!(normalized(&name), name);
        }
    }

    #[test]
    fn no_name_that_is_written_is_listed_again() {
        let written: HashMap<String, (Calendar, u8)> = written().collect();

        for (name, _) in also_read() {
            assert!(!written.contains_key(&name), "{name}");
        }
    }

    #[test]
    fn no_name_means_two_months() {
        for (name, meaning) in written().chain(also_read()) {
            assert_eq!(month(&name), Some(meaning), "{name}");
        }
    }

    #[test]
    fn the_names_of_every_edition_are_known() {
        assert_eq!(month("may"), Some((Calendar::Gregorian, 5)));
        assert_eq!(month(&normalized("أيّار")), Some((Calendar::Gregorian, 5)));
        assert_eq!(month(&normalized("آذر")), Some((Calendar::SolarHijri, 9)));
        assert_eq!(month(&normalized("جوزاء")), Some((Calendar::SolarHijri, 3)));
        assert_eq!(month(&normalized("ربيع الآخر")), Some((Calendar::LunarHijri, 4)));
    }
}
