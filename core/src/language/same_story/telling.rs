//! An article, as far as it is compared.

use super::voice::Voice;
use crate::model::{ItemKey, LanguageTag, Precision, Published, PublishedSource, Signs};

/// An article, as far as it is compared.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// What identifies it.
    pub(crate) key: ItemKey,
    /// When it was published, and how we know.
    pub(crate) published: Published,
    /// What its page says.
    pub(crate) signs: Signs,
    /// How many articles of its edition show its picture, itself included.
    pub(crate) picture_uses: u32,
    /// How many articles of its edition show its video, itself included.
    pub(crate) video_uses: u32,
    /// The articles of other editions that its page names as its counterparts.
    pub(crate) alternates: Vec<ItemKey>,
    pub(super) voice: Voice,
}

impl Telling {
    /// An article in this language, whose picture and video are its own and whose page names no counterpart.
    pub(crate) fn new(key: ItemKey, language: &LanguageTag, published: Published, signs: Signs) -> Self {
        let voice = Voice::of(language, &signs);
        Self { key, published, signs, voice, picture_uses: 1, video_uses: 1, alternates: Vec::new() }
    }

    /// The whole hours between two articles; `None` where one does not say when it came out.
    pub(super) fn hours_to(&self, other: &Self) -> Option<u64> {
        let is_told = |telling: &Self| telling.published.source != PublishedSource::FirstSeen;
        let seconds = self.published.at.as_second().abs_diff(other.published.at.as_second());
        (is_told(self) && is_told(other)).then_some(seconds / 3_600)
    }

    /// Whether it says but the day on which it came out.
    pub(super) fn says_day(&self) -> bool {
        self.published.precision == Precision::Day
    }

    /// Whether its page names another as its counterpart.
    pub(super) fn names(&self, other: &Self) -> bool {
        self.alternates.contains(&other.key)
    }
}
