//! The names of months, by calendar, in one spelling (see `normalized`), words joined.

use crate::time::calendar::Calendar;

/// The calendar and number of the month with this name, also where the word for month sticks to it.
pub(crate) fn month(name: &str) -> Option<(Calendar, u8)> {
    let name = name.strip_suffix("ماه").unwrap_or(name);
    CALENDARS.iter().find_map(|(calendar, months)| Some((*calendar, number(months, name)?)))
}

fn number(months: &[&[&str]; 12], name: &str) -> Option<u8> {
    (1..).zip(months).find(|(_, names)| names.contains(&name)).map(|(number, _)| number)
}

type Months = [&'static [&'static str]; 12];

const CALENDARS: [(Calendar, Months); 9] = [
    (Calendar::Gregorian, ENGLISH),
    (Calendar::SolarHijri, IRANIAN),
    (Calendar::SolarHijri, AFGHAN),
    (Calendar::Gregorian, ARABIC),
    (Calendar::Gregorian, LEVANTINE),
    (Calendar::Gregorian, PERSIAN),
    (Calendar::LunarHijri, LUNAR),
    (Calendar::SolarHijri, SOLAR_IN_ENGLISH),
    (Calendar::LunarHijri, LUNAR_IN_ENGLISH),
];

const ENGLISH: Months = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

const IRANIAN: Months = [
    &["فروردین"],
    &["اردیبهشت"],
    &["خرداد"],
    &["تیر"],
    &["مرداد", "امرداد"],
    &["شهریور"],
    &["مهر"],
    &["ابان"],
    &["اذر"],
    &["دی"],
    &["بهمن"],
    &["اسفند"],
];

const AFGHAN: Months = [
    &["حمل"],
    &["ثور"],
    &["جوزا"],
    &["سرطان"],
    &["اسد"],
    &["سنبله"],
    &["میزان"],
    &["عقرب"],
    &["قوس"],
    &["جدی"],
    &["دلو"],
    &["حوت"],
];

/// As Egypt and the Gulf write them, then Algeria and Tunisia, then Morocco.
const ARABIC: Months = [
    &["ینایر", "جانفی"],
    &["فبرایر", "فیفری"],
    &["مارس"],
    &["ابریل", "افریل"],
    &["مایو", "مای"],
    &["یونیو", "یونیه", "جوان"],
    &["یولیو", "یولیه", "جویلیه", "یولیوز"],
    &["اغسطس", "غشت"],
    &["سبتمبر", "شتنبر"],
    &["اکتوبر"],
    &["نوفمبر", "نونبر"],
    &["دیسمبر", "دجنبر"],
];

const LEVANTINE: Months = [
    &["کانونالثانی", "کانونثانی"],
    &["شباط"],
    &["اذار"],
    &["نیسان"],
    &["ایار"],
    &["حزیران"],
    &["تموز"],
    &["اب"],
    &["ایلول"],
    &["تشرینالاول", "تشریناول"],
    &["تشرینالثانی", "تشرینثانی"],
    &["کانونالاول", "کانوناول"],
];

/// As Persian and Dari write them.
const PERSIAN: Months = [
    &["ژانویه", "جنوری"],
    &["فوریه", "فبروری"],
    &["مارچ"],
    &["اوریل", "اپریل"],
    &["مه", "می"],
    &["ژوین", "جون"],
    &["ژوییه", "جولای"],
    &["اوت", "اگوست", "اگست"],
    &["سپتامبر", "سپتمبر"],
    &["اکتبر"],
    &["نوامبر", "نومبر"],
    &["دسامبر", "دسمبر"],
];

const LUNAR: Months = [
    &["محرم", "محرمالحرام"],
    &["صفر", "صفرالمظفر"],
    &["ربیعالاول"],
    &["ربیعالثانی", "ربیعالاخر"],
    &["جمادیالاول", "جمادیالاولی"],
    &["جمادیالثانی", "جمادیالثانیه", "جمادیالاخر", "جمادیالاخره"],
    &["رجب", "رجبالمرجب"],
    &["شعبان", "شعبانالمعظم"],
    &["رمضان", "رمضانالمبارک"],
    &["شوال", "شوالالمکرم"],
    &["ذیقعده", "ذوالقعده", "ذیالقعده"],
    &["ذیحجه", "ذوالحجه", "ذیالحجه"],
];

const SOLAR_IN_ENGLISH: Months = [
    &["farvardin"],
    &["ordibehesht"],
    &["khordad"],
    &["tir"],
    &["mordad", "amordad"],
    &["shahrivar"],
    &["mehr"],
    &["aban"],
    &["azar"],
    &["dey"],
    &["bahman"],
    &["esfand"],
];

const LUNAR_IN_ENGLISH: Months = [
    &["muharram", "moharram"],
    &["safar"],
    &["rabialawwal", "rabiulawwal", "rabii"],
    &["rabialthani", "rabialakhir", "rabiii"],
    &["jumadaalula", "jumadaalawwal", "jumadai"],
    &["jumadaalakhirah", "jumadaalthani", "jumadaii"],
    &["rajab"],
    &["shaban"],
    &["ramadan", "ramazan"],
    &["shawwal"],
    &["dhualqadah", "dhulqadah", "dhualqidah"],
    &["dhualhijjah", "dhulhijjah"],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spelling::normalized;

    #[test]
    fn every_name_is_written_in_the_one_spelling() {
        for (_, months) in CALENDARS {
            for name in months.concat() {
                assert_eq!(normalized(name), name);
            }
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
