//! The score of two articles that are given as plain text.

use jiff::Timestamp;
use serde::Deserialize;

use super::compared::Compared;
use super::rarity::Rarity;
use super::score::{Likeness, score};
use super::story_page::{StoryPage, fingerprint};
use crate::LanguageTag;

/// An article as plain text: [`StoryText::of`], then set what else is known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct StoryText {
    /// The edition it belongs to. Two articles of one edition are never counterparts.
    pub edition: String,
    /// The language it is written in.
    pub language: LanguageTag,
    /// The headline.
    pub title: String,
    /// The sentence under it.
    pub lead: Option<String>,
    /// The text.
    pub text: String,
    /// When it was published, if that is known.
    pub at: Option<Timestamp>,
    /// The address of its picture.
    pub picture: Option<String>,
    /// How many articles of its edition show that picture, itself included.
    #[serde(default = "only_here")]
    pub picture_uses: u32,
    /// The address of its video.
    pub video: Option<String>,
    /// How many articles of its edition show that video, itself included.
    #[serde(default = "only_here")]
    pub video_uses: u32,
    /// Whether its page names the other as its counterpart.
    #[serde(default)]
    pub declares: bool,
}

impl StoryText {
    /// A headline and a text, without a date, a picture or a video.
    pub fn of(
        edition: impl Into<String>,
        language: LanguageTag,
        title: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self {
            edition: edition.into(),
            language,
            title: title.into(),
            lead: None,
            text: text.into(),
            at: None,
            picture: None,
            picture_uses: only_here(),
            video: None,
            video_uses: only_here(),
            declares: false,
        }
    }
}

/// No other article shows it.
fn only_here() -> u32 {
    1
}

/// How likely two texts report the same story. It does not know how rare their words are.
pub fn story_likeness(one: &StoryText, other: &StoryText) -> Likeness {
    score(&compared(one, other), &compared(other, one), &Rarity::default())
}

fn compared(own: &StoryText, other: &StoryText) -> Compared {
    let page = StoryPage {
        language: &own.language,
        title: Some(&own.title),
        lead: own.lead.as_deref(),
        text: &own.text,
        picture: own.picture.as_deref(),
        videos: own.video.iter().map(String::as_str).collect(),
    };
    // Each edition has one text here, so the edition can serve as the key.
    let mut compared =
        Compared::new(own.edition.clone(), own.edition.clone(), &own.language, fingerprint(&page));
    compared.published = own.at;
    (compared.picture_uses, compared.video_uses) = (own.picture_uses, own.video_uses);
    compared.alternates = own.declares.then(|| other.edition.clone()).into_iter().collect();
    compared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_fields_of_a_text_get_defaults() {
        let text: StoryText =
            serde_json::from_str(r#"{"edition":"en","language":"en","title":"Salt","text":""}"#).unwrap();

        assert_eq!(text, StoryText::of("en", "en".parse().unwrap(), "Salt", ""));
        assert_eq!((text.picture_uses, text.video_uses, text.declares), (1, 1, false));
        assert_eq!((text.lead, text.at, text.picture), (None, None, None));
    }
}
