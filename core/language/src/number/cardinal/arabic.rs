//! Numbers in Arabic words. Where a function does not say `feminine`, the number counts a masculine thing.

use super::thousands::thousands;
use super::word_table::word;

/// The grammatical case of a number. The genitive and the accusative look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// For a number that stands alone, as in counting.
    Nominative,
    /// For a number after «عام» or «من».
    Oblique,
}

const SMALL: [&str; 20] = [
    "صفر",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
    "أحد عشر",
    "اثنا عشر",
    "ثلاثة عشر",
    "أربعة عشر",
    "خمسة عشر",
    "ستة عشر",
    "سبعة عشر",
    "ثمانية عشر",
    "تسعة عشر",
];
/// The same for a feminine thing.
const SMALL_FEMININE: [&str; 20] = [
    "صفر",
    "واحدة",
    "اثنتان",
    "ثلاث",
    "أربع",
    "خمس",
    "ست",
    "سبع",
    "ثماني",
    "تسع",
    "عشر",
    "إحدى عشرة",
    "اثنتا عشرة",
    "ثلاث عشرة",
    "أربع عشرة",
    "خمس عشرة",
    "ست عشرة",
    "سبع عشرة",
    "ثماني عشرة",
    "تسع عشرة",
];
/// Tens without their ending, which depends on the case.
const TENS: [&str; 10] = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];
const HUNDREDS: [&str; 10] =
    ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"];

/// The forms of a power of a thousand: for one (two adds an ending), for 3 to 10, for 11 to 99.
struct Scale {
    one: &'static str,
    few: &'static str,
    many: &'static str,
}

const SCALES: [Scale; 6] = [
    Scale { one: "ألف", few: "آلاف", many: "ألفًا" },
    Scale { one: "مليون", few: "ملايين", many: "مليونًا" },
    Scale { one: "مليار", few: "مليارات", many: "مليارًا" },
    Scale { one: "تريليون", few: "تريليونات", many: "تريليونًا" },
    Scale { one: "كوادريليون", few: "كوادريليونات", many: "كوادريليونًا" },
    Scale { one: "كوينتيليون", few: "كوينتيليونات", many: "كوينتيليونًا" },
];

/// A number in words.
pub(crate) fn arabic(number: u64, case: Case) -> String {
    in_words(number, &SMALL, case)
}

/// A number before a feminine thing, such as minutes.
pub(crate) fn feminine(number: u64, case: Case) -> String {
    in_words(number, &SMALL_FEMININE, case)
}

fn in_words(number: u64, small: &[&'static str; 20], case: Case) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let counted = |(group, power): (usize, usize)| match power.checked_sub(1).and_then(|at| SCALES.get(at)) {
        None => below_thousand(group, small, case),
        Some(scale) => thousands_of(group, scale, case),
    };
    thousands(number).into_iter().map(counted).collect::<Vec<_>>().join(" و")
}

/// A number of thousands, millions and so on.
fn thousands_of(group: usize, scale: &Scale, case: Case) -> String {
    match (group, group % 100) {
        (1, _) => scale.one.to_owned(),
        (2, _) => format!("{}{}", scale.one, dual(case)),
        (200, _) => format!("{} {}", if case == Case::Nominative { "مئتا" } else { "مئتي" }, scale.one),
        (_, 3..=10) => format!("{} {}", below_thousand(group, &SMALL, case), scale.few),
        (_, 11..=99) => format!("{} {}", below_thousand(group, &SMALL, case), scale.many),
        _ => format!("{} {}", below_thousand(group, &SMALL, case), scale.one),
    }
}

fn dual(case: Case) -> &'static str {
    if case == Case::Nominative { "ان" } else { "ين" }
}

fn below_thousand(number: usize, small: &[&'static str; 20], case: Case) -> String {
    let hundreds = in_case(word(&HUNDREDS, number / 100), case);
    let parts = [hundreds, below_hundred(number % 100, small, case)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" و")
}

fn below_hundred(number: usize, small: &[&'static str; 20], case: Case) -> String {
    match (number / 10, number % 10) {
        (0, 0) => String::new(),
        (0 | 1, _) => in_case(word(small, number), case),
        (tens, 0) => ten(tens, case),
        (tens, unit) => format!("{} و{}", in_case(unit_before_tens(small, unit), case), ten(tens, case)),
    }
}

/// Before tens, the feminine one is another word, and the feminine eight loses its ending.
fn unit_before_tens(small: &[&'static str; 20], unit: usize) -> &'static str {
    match word(small, unit) {
        "واحدة" => "إحدى",
        "ثماني" => "ثمان",
        word => word,
    }
}

fn ten(tens: usize, case: Case) -> String {
    let ending = if case == Case::Nominative { "ون" } else { "ين" };
    format!("{}{ending}", word(&TENS, tens))
}

/// Only two, twelve and two hundred change with the case.
fn in_case(word: &str, case: Case) -> String {
    match (case, word) {
        (Case::Nominative, _) => word.to_owned(),
        (_, "اثنا عشر") => "اثني عشر".to_owned(),
        (_, "اثنتا عشرة") => "اثنتي عشرة".to_owned(),
        (_, "اثنان") => "اثنين".to_owned(),
        (_, "اثنتان") => "اثنتين".to_owned(),
        (_, "مئتان") => "مئتين".to_owned(),
        _ => word.to_owned(),
    }
}

const ORDINALS: [&str; 11] =
    ["", "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"];

/// The day of a month, 1 to 31, as it is said before «من».
pub(crate) fn ordinal_of_day(day: u8) -> String {
    let unit = |day: u8| if day % 10 == 1 { "الحادي" } else { word(&ORDINALS, (day % 10).into()) };
    match day {
        0..=10 => word(&ORDINALS, day.into()).to_owned(),
        11..=19 => format!("{} عشر", unit(day)),
        20 => "العشرين".to_owned(),
        30 => "الثلاثين".to_owned(),
        21..=29 => format!("{} والعشرين", unit(day)),
        _ => format!("{} والثلاثين", unit(day)),
    }
}

const HOURS: [&str; 11] = [
    "",
    "الواحدة",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
];

/// The hour, 0 to 23, in the oblique case, because it follows «الساعة» and a preposition.
pub(crate) fn hour(hour: u8) -> String {
    let unit = |hour: u8| if hour % 10 == 1 { "الحادية" } else { word(&HOURS, (hour % 10).into()) };
    match hour {
        0 => SMALL[0].to_owned(),
        1..=10 => word(&HOURS, hour.into()).to_owned(),
        11..=19 => format!("{} عشرة", unit(hour)),
        20 => "العشرين".to_owned(),
        _ => format!("{} والعشرين", unit(hour)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_stands_in_the_oblique_case() {
        assert_eq!(arabic(2024, Case::Oblique), "ألفين وأربعة وعشرين");
        assert_eq!(arabic(1202, Case::Oblique), "ألف ومئتين واثنين");
        assert_eq!(arabic(2012, Case::Oblique), "ألفين واثني عشر");
    }

    #[test]
    fn minutes_take_feminine_numbers() {
        let minutes = |number| feminine(number, Case::Oblique);

        assert_eq!([5, 12, 21, 28].map(minutes), ["خمس", "اثنتي عشرة", "إحدى وعشرين", "ثمان وعشرين"]);
        assert_eq!(minutes(105), "مئة وخمس");
    }

    #[test]
    fn days_and_hours_are_said_as_ordinals() {
        assert_eq!(
            [1, 11, 13, 21, 30, 31].map(ordinal_of_day),
            ["الأول", "الحادي عشر", "الثالث عشر", "الحادي والعشرين", "الثلاثين", "الحادي والثلاثين",]
        );
        assert_eq!(
            [1, 12, 18, 20, 21].map(hour),
            ["الواحدة", "الثانية عشرة", "الثامنة عشرة", "العشرين", "الحادية والعشرين",]
        );
    }
}
