//! Signs and units around a number.

use crate::words::Words;

/// The word for a sign right at a number, such as a currency or per cent.
pub(super) fn sign(c: char) -> Option<&'static Words> {
    Some(match c {
        '%' | '٪' => &PERCENT,
        '‰' => &PER_MILLE,
        '°' => &DEGREE,
        '$' => &DOLLAR,
        '€' => &EURO,
        '£' => &POUND,
        '¥' => &YEN,
        '﷼' => &RIAL,
        '؋' => &AFGHANI,
        _ => return None,
    })
}

/// The word for a unit in Latin letters after a number.
pub(super) fn unit(letters: &str) -> Option<&'static Words> {
    Some(match letters {
        "km" => &KILOMETER,
        "km/h" => &KILOMETER_PER_HOUR,
        "cm" => &CENTIMETER,
        "mm" => &MILLIMETER,
        "kg" => &KILOGRAM,
        "GB" => &GIGABYTE,
        "MB" => &MEGABYTE,
        _ => return None,
    })
}

/// Whether a word multiplies the number before it, such as million.
pub(super) fn is_scale(word: &str) -> bool {
    SCALES.contains(&word)
}

const SCALES: [&str; 16] = [
    "هزار",
    "میلیون",
    "ملیون",
    "میلیارد",
    "ملیارد",
    "تریلیون",
    "بیلیون",
    "بلیون",
    "ألف",
    "آلاف",
    "مليون",
    "ملايين",
    "مليار",
    "مليارات",
    "تريليون",
    "million",
];

/// The temperature scale after a degree sign.
pub(super) fn degree(letters: &str) -> Option<&'static Words> {
    match letters {
        "C" => Some(&CELSIUS),
        "F" => Some(&FAHRENHEIT),
        _ => None,
    }
}

/// The era that a letter right after a year stands for.
pub(super) fn era(letters: &str) -> Option<&'static Words> {
    Some(match letters {
        "م" => &COMMON_ERA,
        "ق" | "هـ" => &LUNAR_ERA,
        "ش" => &SOLAR_ERA,
        _ => return None,
    })
}

const COMMON_ERA: Words =
    Words {
        english: "of the common era", arabic: "ميلادي", persian: "میلادی", dari: "میلادی"
    };
const LUNAR_ERA: Words =
    Words { english: "of the lunar calendar", arabic: "هجري", persian: "قمری", dari: "قمری" };
const SOLAR_ERA: Words =
    Words { english: "of the solar calendar", arabic: "شمسي", persian: "شمسی", dari: "شمسی" };
const PERCENT: Words =
    Words { english: "percent", arabic: "بالمئة", persian: "درصد", dari: "فیصد" };
const PER_MILLE: Words =
    Words { english: "per mille", arabic: "بالألف", persian: "در هزار", dari: "فی هزار" };
const DEGREE: Words = Words { english: "degrees", arabic: "درجة", persian: "درجه", dari: "درجه" };
const DOLLAR: Words =
    Words { english: "dollars", arabic: "دولار", persian: "دلار", dari: "دالر" };
const EURO: Words = Words { english: "euros", arabic: "يورو", persian: "یورو", dari: "یورو" };
const POUND: Words = Words { english: "pounds", arabic: "جنيه", persian: "پوند", dari: "پوند" };
const YEN: Words = Words { english: "yen", arabic: "ين", persian: "ین", dari: "ین" };
const RIAL: Words = Words { english: "rials", arabic: "ريال", persian: "ریال", dari: "ریال" };
const AFGHANI: Words =
    Words { english: "afghanis", arabic: "أفغاني", persian: "افغانی", dari: "افغانی" };
const KILOMETER: Words =
    Words {
        english: "kilometres", arabic: "كيلومتر", persian: "کیلومتر", dari: "کیلومتر"
    };
const KILOMETER_PER_HOUR: Words = Words {
    english: "kilometres an hour",
    arabic: "كيلومتر في الساعة",
    persian: "کیلومتر بر ساعت",
    dari: "کیلومتر فی ساعت",
};
const CENTIMETER: Words = Words {
    english: "centimetres",
    arabic: "سنتيمتر",
    persian: "سانتی\u{200C}متر",
    dari: "سانتی\u{200C}متر",
};
const MILLIMETER: Words =
    Words {
        english: "millimetres", arabic: "مليمتر", persian: "میلی\u{200C}متر", dari: "ملی\u{200C}متر"
    };
const KILOGRAM: Words =
    Words {
        english: "kilograms", arabic: "كيلوغرام", persian: "کیلوگرم", dari: "کیلوگرام"
    };
const GIGABYTE: Words =
    Words {
        english: "gigabytes", arabic: "غيغابايت", persian: "گیگابایت", dari: "گیگابایت"
    };
const MEGABYTE: Words =
    Words {
        english: "megabytes", arabic: "ميغابايت", persian: "مگابایت", dari: "میگابایت"
    };
const CELSIUS: Words = Words {
    english: "degrees Celsius",
    arabic: "درجة مئوية",
    persian: "درجهٔ سانتی\u{200C}گراد",
    dari: "درجهٔ سانتی\u{200C}گرید",
};
const FAHRENHEIT: Words = Words {
    english: "degrees Fahrenheit",
    arabic: "درجة فهرنهايت",
    persian: "درجهٔ فارنهایت",
    dari: "درجهٔ فارنهایت",
};

/// Every text of this table.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    vec![
        COMMON_ERA,
        LUNAR_ERA,
        SOLAR_ERA,
        PERCENT,
        PER_MILLE,
        DEGREE,
        DOLLAR,
        EURO,
        POUND,
        YEN,
        RIAL,
        AFGHANI,
        KILOMETER,
        KILOMETER_PER_HOUR,
        CENTIMETER,
        MILLIMETER,
        KILOGRAM,
        GIGABYTE,
        MEGABYTE,
        CELSIUS,
        FAHRENHEIT,
    ]
}
