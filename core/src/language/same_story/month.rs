//! The months by name, as far as one word names them.

use crate::language::Calendar;

/// English, Arabic, Levantine; then Iranian and Afghan. What is spelled in two ways stands twice.
const GREGORIAN: [&[&str]; 12] = [
    &["january", "jan", "يناير", "ینایر"],
    &["february", "feb", "فبراير", "فبرایر", "شباط"],
    &["march", "mar", "مارس", "آذار"],
    &["april", "apr", "أبريل", "ابريل", "أبریل", "نيسان", "نیسان"],
    &["may", "مايو", "مایو", "أيار", "أیار"],
    &["june", "jun", "يونيو", "یونیو", "حزيران", "حزیران"],
    &["july", "jul", "يوليو", "یولیو", "تموز"],
    &["august", "aug", "أغسطس", "اغسطس", "آب"],
    &["september", "sep", "سبتمبر", "أيلول", "أیلول"],
    &["october", "oct", "أكتوبر", "اكتوبر", "أکتوبر"],
    &["november", "nov", "نوفمبر"],
    &["december", "dec", "ديسمبر", "دیسمبر"],
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
