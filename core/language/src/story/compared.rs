//! The data of an article that a comparison needs.

use jiff::Timestamp;

use super::fingerprint::Fingerprint;
use super::phrases::Phrases;
use crate::LanguageTag;

/// The data of an article that a comparison needs.
#[derive(Debug, Clone)]
pub struct Compared {
    /// What identifies it among all articles.
    pub key: String,
    /// The edition it belongs to. Two articles of one edition are never counterparts.
    pub edition: String,
    /// When it was published, if its page says so. A bare day is midnight in the zone of its edition.
    pub published: Option<Timestamp>,
    /// Whether `published` is a bare day.
    pub is_day: bool,
    /// The fingerprint of its page.
    pub fingerprint: Fingerprint,
    /// How many articles of its edition show its picture, itself included.
    pub picture_uses: u32,
    /// How many articles of its edition show its video, itself included.
    pub video_uses: u32,
    /// The keys of the articles that its page names as its counterparts in other editions.
    pub alternates: Vec<String>,
    pub(super) phrases: Phrases,
}

impl Compared {
    /// An article in this language, with a picture and a video of its own. Its page names neither a date nor
    /// a counterpart.
    pub fn new(key: String, edition: String, language: &LanguageTag, fingerprint: Fingerprint) -> Self {
        let phrases = Phrases::of(language, &fingerprint);
        Self {
            key,
            edition,
            published: None,
            is_day: false,
            fingerprint,
            picture_uses: 1,
            video_uses: 1,
            alternates: Vec::new(),
            phrases,
        }
    }

    /// The whole hours between two articles; `None` if one of them has no date.
    pub(super) fn hours_to(&self, other: &Self) -> Option<u64> {
        Some(self.published?.as_second().abs_diff(other.published?.as_second()) / 3_600)
    }

    /// Whether its page names another as its counterpart.
    pub(super) fn names(&self, other: &Self) -> bool {
        self.alternates.contains(&other.key)
    }
}
