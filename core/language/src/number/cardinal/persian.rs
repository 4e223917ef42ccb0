//! Numbers in Persian and Dari: one grammar, two sets of words.

use super::thousands::thousands;
use super::word_table::word;

/// The words that Persian and Dari do not share.
#[derive(Debug)]
pub(crate) struct PersianWords {
    eighteen: &'static str,
    hundreds: [&'static str; 10],
    scales: [&'static str; 7],
}

/// As in Iran.
pub(crate) const IRANIAN: PersianWords = PersianWords {
    eighteen: "هجده",
    hundreds: ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"],
    scales: ["", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون"],
};

/// As in Afghanistan.
pub(crate) const AFGHAN: PersianWords = PersianWords {
    eighteen: "هژده",
    hundreds: [
        "",
        "صد",
        "دوصد",
        "سه\u{200C}صد",
        "چهارصد",
        "پنج\u{200C}صد",
        "شش\u{200C}صد",
        "هفت\u{200C}صد",
        "هشت\u{200C}صد",
        "نه\u{200C}صد",
    ],
    scales: ["", "هزار", "ملیون", "ملیارد", "تریلیون", "کوادریلیون", "کوینتیلیون"],
};

const SMALL: [&str; 20] = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
];
const TENS: [&str; 10] = ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];

/// A number in words.
pub(crate) fn persian(number: u64, words: &PersianWords) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let groups = thousands(number).into_iter();
    let parts: Vec<String> = groups.map(|(group, power)| words.group(group, power)).collect();
    parts.join(" و ")
}

impl PersianWords {
    /// Persian says «thousand», not «one thousand», but «one million».
    fn group(&self, group: usize, power: usize) -> String {
        match (group, power) {
            (1, 1) => self.scales[1].to_owned(),
            (_, 0) => self.below_thousand(group),
            _ => format!("{} {}", self.below_thousand(group), word(&self.scales, power)),
        }
    }

    fn below_thousand(&self, number: usize) -> String {
        let (hundreds, rest) = (number / 100, number % 100);
        let (tens, unit) = if rest < 20 { (0, rest) } else { (rest / 10, rest % 10) };
        let unit = if unit == 18 { self.eighteen } else { word(&SMALL, unit) };
        let unit = if unit == SMALL[0] { "" } else { unit };
        let parts = [word(&self.hundreds, hundreds), word(&TENS, tens), unit];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" و ")
    }
}
