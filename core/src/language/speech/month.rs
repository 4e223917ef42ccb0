//! The names of months, as they are said in a date.

use crate::language::calendar::Calendar;
use crate::language::words::Words;
use crate::model::LanguageTag;

/// The name of a month, `number` from 1.
pub(super) fn month(calendar: Calendar, number: u8, language: &LanguageTag) -> Option<&'static str> {
    let months: &'static Months = match calendar {
        Calendar::Gregorian => &GREGORIAN,
        Calendar::SolarHijri => &SOLAR,
        Calendar::LunarHijri => &LUNAR,
    };
    months.of(language).get(usize::from(number).checked_sub(1)?).copied()
}

/// Whether a word is the name of a month in this language, or begins one. «می» is none: it is the beginning of a verb
/// more often than May.
pub(super) fn is_month(word: &str, language: &LanguageTag) -> bool {
    let names = [&GREGORIAN, &SOLAR, &LUNAR].into_iter().flat_map(|months| months.of(language));
    word != "می" && names.filter_map(|name| name.split(' ').next()).any(|name| name == word)
}

type Months = Words<[&'static str; 12]>;

const GREGORIAN: Months = Words {
    english: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    arabic: [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    persian: [
        "ژانویه",
        "فوریه",
        "مارس",
        "آوریل",
        "مه",
        "ژوئن",
        "ژوئیه",
        "اوت",
        "سپتامبر",
        "اکتبر",
        "نوامبر",
        "دسامبر",
    ],
    dari: [
        "جنوری",
        "فبروری",
        "مارچ",
        "اپریل",
        "می",
        "جون",
        "جولای",
        "اگست",
        "سپتمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر",
    ],
};

const SOLAR: Months = Words {
    english: [
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ],
    arabic: [
        "فروردين",
        "أرديبهشت",
        "خرداد",
        "تير",
        "مرداد",
        "شهريور",
        "مهر",
        "آبان",
        "آذر",
        "دي",
        "بهمن",
        "إسفند",
    ],
    persian: [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ],
    dari: ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"],
};

const LUNAR: Months = Words {
    english: [
        "Muharram",
        "Safar",
        "Rabi al-Awwal",
        "Rabi al-Thani",
        "Jumada al-Ula",
        "Jumada al-Thaniya",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ],
    arabic: [
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذي القعدة",
        "ذي الحجة",
    ],
    persian: [
        "محرم",
        "صفر",
        "ربیع\u{200C}الاول",
        "ربیع\u{200C}الثانی",
        "جمادی\u{200C}الاول",
        "جمادی\u{200C}الثانی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذیقعده",
        "ذیحجه",
    ],
    dari: [
        "محرم",
        "صفر",
        "ربیع\u{200C}الاول",
        "ربیع\u{200C}الثانی",
        "جمادی\u{200C}الاول",
        "جمادی\u{200C}الثانی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذیقعده",
        "ذیحجه",
    ],
};

/// Every text of this table.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    let names = |months: Months| (0..12).map(move |at| months.map(|names| names[at]));
    [GREGORIAN, SOLAR, LUNAR].into_iter().flat_map(names).collect()
}
