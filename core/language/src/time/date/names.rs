//! The names of months and weekdays that are written. `time/month.rs` reads them, and further ones.

use jiff::civil::Weekday;

use super::ArabicMonths;
use crate::LanguageTag;
use crate::time::calendar::Calendar;
use crate::words::Words;

/// The name of a month, 1 to 12; `None` for any other number.
pub(crate) fn month(
    calendar: Calendar,
    month: u8,
    language: &LanguageTag,
    arabic: ArabicMonths,
) -> Option<&'static str> {
    let names = match (calendar, arabic) {
        (Calendar::Gregorian, ArabicMonths::Western) => &GREGORIAN,
        (Calendar::Gregorian, ArabicMonths::Levantine) => &LEVANTINE,
        (Calendar::SolarHijri, _) => &SOLAR,
        (Calendar::LunarHijri, _) => &LUNAR,
    };
    names.of(language).get(usize::from(month).checked_sub(1)?).copied()
}

/// The name of a weekday.
pub(super) fn weekday(weekday: Weekday, language: &LanguageTag) -> &'static str {
    let at = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
    WEEKDAYS.of(language).get(at).copied().unwrap_or_default()
}

/// The names of the twelve months.
type Months = [&'static str; 12];

/// Every table of months.
pub(crate) const WRITTEN: [(Calendar, Words<Months>); 4] = [
    (Calendar::Gregorian, GREGORIAN),
    (Calendar::Gregorian, LEVANTINE),
    (Calendar::SolarHijri, SOLAR),
    (Calendar::LunarHijri, LUNAR),
];

const WEEKDAYS: Words<[&str; 7]> = Words {
    english: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    arabic: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    persian: ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
    dari: ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
};

/// January and the others; the Western names in Arabic.
const GREGORIAN: Words<Months> = Words {
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

/// The same with the Levantine names in Arabic.
const LEVANTINE: Words<Months> = Words {
    arabic: [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
    ..GREGORIAN
};

/// Farvardin and the others; in Dari Hamal and the others.
const SOLAR: Words<Months> = Words {
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

/// Muharram and the others.
const LUNAR: Words<Months> = Words {
    english: [
        "Muharram",
        "Safar",
        "Rabi al-Awwal",
        "Rabi al-Thani",
        "Jumada al-Ula",
        "Jumada al-Akhirah",
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
        "ذو القعدة",
        "ذو الحجة",
    ],
    persian: [
        "محرم",
        "صفر",
        "ربیع‌الاول",
        "ربیع‌الثانی",
        "جمادی‌الاول",
        "جمادی‌الثانی",
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
        "ربیع‌الاول",
        "ربیع‌الثانی",
        "جمادی‌الاول",
        "جمادی‌الثانی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذی‌القعده",
        "ذی‌الحجه",
    ],
};

/// All texts of this table.
#[cfg(test)]
pub(super) fn all() -> Vec<Words> {
    let months =
        WRITTEN.into_iter().flat_map(|(_, months)| (0..12).map(move |at| months.map(|names| names[at])));
    months.chain((0..7).map(|at| WEEKDAYS.map(|names| names[at]))).collect()
}
