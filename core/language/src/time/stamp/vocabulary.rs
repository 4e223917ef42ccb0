//! The words beside a printed date, in one spelling (see `normalized`).

/// Whether a word is a label, a zone or a part of the day.
pub(super) fn is_label(word: &str) -> bool {
    LABELS.contains(&word) || DAY_PARTS.contains(&word)
}

/// Whether a word announces an hour.
pub(super) fn is_hour(word: &str) -> bool {
    matches!(word, "ساعت" | "الساعه" | "ساعه" | "at")
}

/// Whether a word may stand between a time and the part of the day.
pub(super) fn is_before_day_part(word: &str) -> bool {
    matches!(word, "بجه" | "in" | "the" | "at" | "فی" | "من" | "در")
}

/// Whether a word is something that the number before it counts.
pub(super) fn is_counted(word: &str) -> bool {
    matches!(word, "بازدید" | "مشاهده" | "نظر" | "بار" | "views" | "view" | "visits" | "hits" | "مشاهدات")
}

/// The words for parts of the day, and pieces of them.
const DAY_PARTS: &[&str] = &[
    "am",
    "pm",
    "a",
    "p",
    "m",
    "ص",
    "م",
    "صباحا",
    "مسا",
    "ظهرا",
    "لیلا",
    "فجرا",
    "عصرا",
    "صبح",
    "بامداد",
    "ظهر",
    "عصر",
    "شب",
    "ق",
    "ب",
    "ظ",
    "قبل",
    "بعد",
    "از",
    "قبلازظهر",
    "بعدازظهر",
    "چاشت",
    "noon",
    "in",
    "morning",
    "afternoon",
    "evening",
    "night",
    "شام",
    "بجه",
    "الظهر",
    "بعدالظهر",
    "قبلالظهر",
    "صباح",
    "الصباح",
    "المسا",
    "دقیقه",
    "نیم",
    "النصف",
    "والنصف",
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
    "t",
    "h",
    "z",
    "updated",
    "update",
    "last",
    "modified",
    "local",
    "kabul",
    "ah",
    "sh",
    "ap",
    "ad",
    "ce",
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
    "کابل",
    "افغانستان",
    "ایران",
    "مکه",
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
    "مطابق",
    "برابر",
    "با",
    "و",
    "گرینویچ",
    "المکرمه",
    "بغداد",
    "شمسیه",
    "قمریه",
    "هجریه",
    "میلادیه",
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
    use crate::text::spelling::normalized;

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in [LABELS, DAY_PARTS].concat() {
            assert_eq!(normalized(word), word);
        }
    }
}
