//! What a date says about its text: when it was published, or when it was changed.

/// What a label says about the date beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The text was published then.
    Published,
    /// The text was changed then.
    Updated,
}

impl Role {
    /// The role that a word gives, in one spelling (see `normalized`).
    pub(super) fn of(word: &str) -> Option<Self> {
        let has = |words: &[&str]| words.contains(&word);
        has(PUBLISHED).then_some(Self::Published).or_else(|| has(UPDATED).then_some(Self::Updated))
    }
}

/// The words that give a role.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    PUBLISHED.iter().chain(UPDATED).copied()
}

#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "published", "publish", "publication", "posted", "created", "issued", "release", "released",
    "انتشار", "منتشر", "درج", "ثبت", "نشر", "النشر", "نشرت",
];

#[rustfmt::skip]
const UPDATED: &[&str] = &[
    "updated", "update", "modified", "edited", "revised",
    "بروزرسانی", "بهروزرسانی", "روزرسانی", "بروز", "رسانی", "ویرایش", "تازهسازی",
    "تحدیث", "التحدیث", "تحدیثه", "تعدیل", "التعدیل", "تعدیله",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spelling::normalized;

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in [PUBLISHED, UPDATED].concat() {
            assert_eq!(normalized(word), word);
        }
    }
}
