//! The words beside a printed date, in one spelling (see `normalized`).

/// The labels and zones, and words between a time and the part of the day.
pub(super) fn labels() -> impl Iterator<Item = &'static str> {
    LABELS.iter().copied()
}

/// Whether a word announces an hour.
pub(super) fn is_hour(word: &str) -> bool {
    matches!(word, "ساعت" | "الساعه" | "ساعه" | "at")
}

/// Whether a word says that the next one is the place of a time.
pub(super) fn is_time_of_place(word: &str) -> bool {
    matches!(word, "وقت" | "بوقت" | "بتوقیت" | "توقیت")
}

/// Whether a word stands between a time and its zone: `18:05 hrs IST`.
pub(super) fn is_hours(word: &str) -> bool {
    matches!(word, "h" | "hr" | "hrs" | "hours")
}

/// Whether a word stands between the place of a zone and the word for time: `Iran Standard Time`.
pub(super) fn is_kind_of_time(word: &str) -> bool {
    matches!(word, "standard" | "daylight" | "summer" | "winter" | "mean")
}

/// Whether a word before the word for time says what takes that time: `Reading time: 3 minutes`.
pub(super) fn takes_time(word: &str) -> bool {
    matches!(word, "reading" | "read" | "play" | "playing" | "running" | "screen" | "listening" | "watch")
}

/// Whether a word begins names in the database of zones.
pub(super) fn is_area(word: &str) -> bool {
    matches!(word, "africa" | "america" | "asia" | "atlantic" | "australia" | "europe" | "indian" | "pacific")
}

/// Whether a word says that the number behind it is a version, or that of a thing.
pub(super) fn is_version(word: &str) -> bool {
    VERSIONS.contains(&word)
}

#[rustfmt::skip]
const VERSIONS: &[&str] = &[
    "version", "ver", "rev", "build", "v", "app", "android", "ios", "firmware", "beta", "room", "lot", "flight",
    "نسخه", "الاصدار", "اصدار", "النسخه", "ورژن",
];

/// Whether a word says that the number behind it is one of a row: an issue, an episode, a season.
pub(super) fn is_numbered(word: &str) -> bool {
    NUMBERED.contains(&word)
}

#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "issue", "no", "number", "nr", "vol", "volume", "episode", "ep", "season", "part", "chapter", "round", "week",
    "شماره", "سال", "قسمت", "فصل", "جلد", "دوره", "بخش", "هفته", "حلقه",
    "العدد", "عدد", "رقم", "الحلقه", "الجز", "الموسم", "المجلد", "الجوله",
];

/// Whether a word may stand between a time and the part of the day.
pub(super) fn is_before_day_part(word: &str) -> bool {
    matches!(word, "بجه" | "in" | "the" | "at" | "فی" | "من" | "در")
}

/// Whether a word is something that the number before it counts.
pub(super) fn is_counted(word: &str) -> bool {
    matches!(word, "بازدید" | "مشاهده" | "نظر" | "بار" | "views" | "view" | "visits" | "hits" | "مشاهدات")
}

const LABELS: &[&str] = &[
    "in",
    "چاشت",
    "بجه",
    "الظهر",
    "دقیقه",
    "نیم",
    "النصف",
    "والنصف",
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
        for word in LABELS.iter().chain(VERSIONS).chain(NUMBERED) {
            assert_eq!(normalized(word), *word);
        }
    }
}
