//! What a date says about its text: when it was published, or when it was changed.

/// What a label says about the date beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    /// The text was published then.
    Published,
    /// The text was changed then.
    Updated,
    /// Something else is dated: a birth, a broadcast, a deadline.
    Other,
}

pub(super) type Role = DateRole;

impl Role {
    /// The role that a word gives to the text, in one spelling (see `normalized`).
    pub(super) fn of(word: &str) -> Option<Self> {
        let has = |words: &[&str]| words.contains(&word);
        has(PUBLISHED).then_some(Self::Published).or_else(|| has(UPDATED).then_some(Self::Updated))
    }
}

/// Whether a word, in one spelling, says that its date is one of something else.
pub(super) fn is_other(word: &str) -> bool {
    OTHER.contains(&word)
}

/// Whether a word, in one spelling, says so right before a date and its weekday.
pub(super) fn is_other_right_before(word: &str) -> bool {
    RIGHT_BEFORE.contains(&word)
}

/// The words that give a role to the text.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    PUBLISHED.iter().chain(UPDATED).copied()
}

#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "published", "publish", "publication", "posted", "created", "issued",
    "انتشار", "منتشر", "درج", "ثبت", "نشر", "النشر", "نشرت",
];

#[rustfmt::skip]
const UPDATED: &[&str] = &[
    "updated", "update", "modified", "edited", "revised",
    "بروزرسانی", "بهروزرسانی", "روزرسانی", "بروز", "رسانی", "ویرایش", "تازهسازی",
    "تحدیث", "التحدیث", "تحدیثه", "تعدیل", "التعدیل", "تعدیله",
];

/// Labels of dates that say nothing of the text.
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "born", "birth", "birthday", "birthdate", "died", "death", "deceased", "airs", "aired", "airing", "airdate",
    "broadcast", "premiere", "premieres", "premiered", "premiering", "release", "releases", "cinemas",
    "theaters", "theatres", "screening", "deadline", "coming", "until", "till", "expires", "expiry", "valid",
    "registered", "registration", "established", "founded", "opens", "opened", "opening", "starts", "begins",
    "ends", "event", "next", "due", "closes", "printed", "retrieved", "accessed", "taken", "filmed", "recorded",
    "joined", "تولد", "متولد", "زاده", "زادروز", "درگذشت", "درگذشته", "وفات", "پخش", "بازپخش", "اکران", "نمایش",
    "مهلت", "موعد", "ثبتنام", "افتتاح", "برگزاری", "اجرا", "شروع", "اغاز", "پایان", "انقضا", "تاسیس", "رویداد",
    "برنامه", "العرض", "عرض", "البث", "الموعد", "موالید", "المیلاد", "مولود", "ولد", "ولدت", "الولاده",
    "ولاده", "توفی", "توفیت", "الوفاه", "وفاه", "الافتتاح", "بدایه", "نهایه", "ینتهی", "حتی", "تاسس", "التاسیس",
    "القادم", "القادمه", "الفعالیه", "التسجیل",
];

/// The same, but only right before a date and its weekday. Elsewhere they may be part of a name.
const RIGHT_BEFORE: &[&str] = &["from", "since", "today", "از", "تا", "امروز", "منذ", "الیوم"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spelling::normalized;

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in [PUBLISHED, UPDATED, OTHER, RIGHT_BEFORE].concat() {
            assert_eq!(normalized(word), word);
        }
    }

    #[test]
    fn no_word_has_two_roles() {
        for word in OTHER.iter().chain(RIGHT_BEFORE) {
            assert!(Role::of(word).is_none(), "{word}");
        }
    }
}
