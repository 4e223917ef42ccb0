//! The words that stand beside a printed date, in one spelling (see `likeness`).

/// Whether a stamp may hold this word: a weekday, a label, a zone, a part of the day.
pub(super) fn is_usual(word: &str) -> bool {
    WEEKDAYS.contains(&word) || LABELS.contains(&word) || is_afternoon(word) || MORNING.contains(&word)
}

/// Whether the word puts an hour of the 12-hour clock after noon.
pub(super) fn is_afternoon(word: &str) -> bool {
    matches!(word, "pm" | "مسا" | "عصر" | "بعدازظهر" | "شب")
}

const MORNING: &[&str] = &["am", "صباحا", "صبح", "ص", "ق", "ب", "ظ", "م", "قبلازظهر"];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "الاثنین",
    "الثلاثا",
    "الاربعا",
    "الخمیس",
    "الجمعه",
    "السبت",
    "الاحد",
    "اثنین",
    "ثلاثا",
    "اربعا",
    "خمیس",
    "احد",
    "شنبه",
    "یکشنبه",
    "دوشنبه",
    "سهشنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
    "ادینه",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
];

const LABELS: &[&str] = &[
    "published",
    "publish",
    "publication",
    "posted",
    "date",
    "on",
    "at",
    "time",
    "news",
    "the",
    "of",
    "st",
    "nd",
    "rd",
    "th",
    "gmt",
    "utc",
    "tehran",
    "views",
    "view",
    "visits",
    "visit",
    "hits",
    "release",
    "released",
    "تاریخ",
    "انتشار",
    "ساعت",
    "زمان",
    "خبر",
    "درج",
    "بازدید",
    "بازدیدها",
    "مشاهده",
    "تعداد",
    "ماه",
    "سال",
    "روز",
    "به",
    "وقت",
    "تهران",
    "در",
    "نشر",
    "النشر",
    "الساعه",
    "ساعه",
    "بتوقیت",
    "توقیت",
    "طهران",
    "غرینتش",
    "عدد",
    "المشاهدات",
    "مشاهدات",
    "الزیارات",
    "فی",
    "من",
    "عام",
    "یوم",
    "التاریخ",
    "هجری",
    "شمسی",
    "خورشیدی",
    "قمری",
    "میلادی",
    "ه",
    "ش",
    "هش",
    "هق",
    "الموافق",
    "اخر",
    "تحدیث",
    "اخرین",
    "بروزرسانی",
    "بهروزرسانی",
    "کد",
    "منتشر",
    "شده",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spelling::likeness;

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in [WEEKDAYS, LABELS, MORNING].concat() {
            assert_eq!(likeness(word), word);
        }
    }
}
