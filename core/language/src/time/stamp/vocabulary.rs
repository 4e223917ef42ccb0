//! The words beside a printed date, in one spelling (see `normalized`).

/// The labels, zones and parts of the day.
pub(super) fn labels() -> impl Iterator<Item = &'static str> {
    LABELS.iter().chain(DAY_PARTS).copied()
}

/// Whether a word announces an hour.
pub(super) fn is_hour(word: &str) -> bool {
    matches!(word, "ساعت" | "الساعه" | "ساعه" | "at")
}

/// Whether a word says that the next one is the place of a time.
pub(super) fn is_time_of_place(word: &str) -> bool {
    matches!(word, "وقت" | "بوقت" | "بتوقیت" | "توقیت")
}

/// Whether a word begins names in the database of zones.
pub(super) fn is_area(word: &str) -> bool {
    matches!(word, "africa" | "america" | "asia" | "atlantic" | "australia" | "europe" | "indian" | "pacific")
}

/// Whether a word says that the number behind it is a version.
pub(super) fn is_version(word: &str) -> bool {
    matches!(word, "version" | "build" | "v" | "نسخه" | "الاصدار" | "اصدار" | "ورژن")
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
    "last",
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
    "تاریخ",
    "ساعت",
    "زمان",
    "خبر",
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
    "اخرین",
    "کد",
    "شده",
    "شد",
    "تم",
    "وتم",
    "and",
    "first",
    "hrs",
    "ut",
    "standard",
    "daylight",
    "iran",
    "نوشته",
    "دیدگاه",
    "نظر",
    "comment",
    "comments",
    "تعلیقات",
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
