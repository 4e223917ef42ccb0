//! The months by name, as far as one word names them.

use crate::time::calendar::Calendar;

/// English, Arabic, Levantine, Persian, Dari; then Iranian and Afghan. What is spelled in two ways stands twice.
const GREGORIAN: [&[&str]; 12] = [
    &["january", "jan", "يناير", "ینایر", "ژانویه", "جنوری"],
    &["february", "feb", "فبراير", "فبرایر", "شباط", "فوریه", "فبروری"],
    &["march", "mar", "مارس", "آذار", "مارچ"],
    &["april", "apr", "أبريل", "ابريل", "أبریل", "نيسان", "نیسان", "آوریل", "اپریل"],
    &["may", "مايو", "مایو", "أيار", "أیار", "مه", "می"],
    &["june", "jun", "يونيو", "یونیو", "حزيران", "حزیران", "ژوئن", "جون"],
    &["july", "jul", "يوليو", "یولیو", "تموز", "ژوئیه", "جولای"],
    &["august", "aug", "أغسطس", "اغسطس", "آب", "اوت", "اگست"],
    &["september", "sep", "سبتمبر", "أيلول", "أیلول", "سپتامبر", "سپتمبر"],
    &["october", "oct", "أكتوبر", "اكتوبر", "أکتوبر", "اکتبر"],
    &["november", "nov", "نوفمبر", "نوامبر", "نومبر"],
    &["december", "dec", "ديسمبر", "دیسمبر", "دسامبر", "دسمبر"],
];
const SOLAR: [&[&str]; 12] = [
    &["فروردین", "فروردين", "حمل"],
    &["اردیبهشت", "ارديبهشت", "ثور"],
    &["خرداد", "جوزا"],
    &["تیر", "تير", "سرطان"],
    &["مرداد", "اسد"],
    &["شهریور", "شهريور", "سنبله"],
    &["مهر", "میزان", "ميزان"],
    &["آبان", "عقرب"],
    &["آذر", "قوس"],
    &["دی", "دي", "جدی", "جدي"],
    &["بهمن", "دلو"],
    &["اسفند", "حوت"],
];

/// The calendar and the number of a month.
pub(super) fn month(name: &str) -> Option<(Calendar, u8)> {
    let name = name.to_lowercase();
    let gregorian = number(&GREGORIAN, &name).map(|number| (Calendar::Gregorian, number));
    gregorian.or_else(|| number(&SOLAR, &name).map(|number| (Calendar::SolarHijri, number)))
}

fn number(months: &[&[&str]; 12], name: &str) -> Option<u8> {
    months.iter().zip(1..).find(|(names, _)| names.contains(&name)).map(|(_, number)| number)
}
