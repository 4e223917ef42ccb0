//! An article, as far as it is compared.

use super::fingerprint::Fingerprint;
use super::phrases::Phrases;
use crate::LanguageTag;
use crate::time::stamp::Stamp;

/// An article, as far as it is compared.
#[derive(Debug, Clone)]
pub struct Compared {
    /// What identifies it among all articles.
    pub key: String,
    /// The edition it belongs to: within one edition no two articles are counterparts.
    pub edition: String,
    /// When it came out, where it says so.
    pub published: Option<Stamp>,
    /// What its page says.
    pub fingerprint: Fingerprint,
    /// How many articles of its edition show its picture, itself included.
    pub picture_uses: u32,
    /// How many articles of its edition show its video, itself included.
    pub video_uses: u32,
    /// The keys of the articles of other editions that its page names as its counterparts.
    pub alternates: Vec<String>,
    pub(super) phrases: Phrases,
}

impl Compared {
    /// An article in this language, whose picture and video are its own and whose page names neither a date
    /// nor a counterpart.
    pub fn new(key: String, edition: String, language: &LanguageTag, fingerprint: Fingerprint) -> Self {
        let phrases = Phrases::of(language, &fingerprint);
        let (published, alternates) = (None, Vec::new());
        Self { key, edition, published, fingerprint, phrases, picture_uses: 1, video_uses: 1, alternates }
    }

    /// The whole hours between two articles; `None` where one does not say when it came out.
    pub(super) fn hours_to(&self, other: &Self) -> Option<u64> {
        let (one, other) = (self.published?.at(), other.published?.at());
        Some(one.as_second().abs_diff(other.as_second()) / 3_600)
    }

    /// Whether only the day on which it came out is known.
    pub(super) fn says_day(&self) -> bool {
        matches!(self.published, Some(Stamp::Day(_)))
    }

    /// Whether its page names another as its counterpart.
    pub(super) fn names(&self, other: &Self) -> bool {
        self.alternates.contains(&other.key)
    }
}
