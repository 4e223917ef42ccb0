//! Two articles given as plain text, for who wants to try what the scoring makes of them.

use jiff::Timestamp;
use serde::Deserialize;

use super::rarity::Rarity;
use super::score::{Likeness, score};
use super::signs::signs;
use super::telling::Telling;
use crate::model::{
    Block, BlockContent, Direction, EditionId, ItemKey, LanguageTag, Precision, Published, PublishedSource,
    Span,
};

/// An article as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StoryText {
    /// The edition it belongs to: within one edition no two articles are counterparts.
    pub edition: EditionId,
    /// The language it is written in.
    pub language: LanguageTag,
    /// The headline.
    pub title: String,
    /// The sentence under it.
    pub lead: Option<String>,
    /// The text.
    pub text: String,
    /// When it came out, where that is known.
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

/// That nobody else shows it.
fn only_here() -> u32 {
    1
}

/// How likely two texts tell the same story, nothing being known of how rare their words are.
pub fn story_likeness(one: &StoryText, other: &StoryText) -> Likeness {
    score(&telling(one, other), &telling(other, one), &Rarity::default())
}

fn telling(own: &StoryText, other: &StoryText) -> Telling {
    let blocks = blocks(own);
    let signs = signs(&own.language, Some(&own.title), own.lead.as_deref(), &blocks, own.picture.as_deref());
    let mut telling = Telling::new(key(own), &own.language, published(own), signs);
    (telling.picture_uses, telling.video_uses) = (own.picture_uses, own.video_uses);
    telling.alternates = own.declares.then(|| key(other)).into_iter().collect();
    telling
}

fn key(text: &StoryText) -> ItemKey {
    ItemKey::article(text.edition.clone(), "text")
}

fn blocks(text: &StoryText) -> Vec<Block> {
    let said = BlockContent::Paragraph { spans: vec![Span::plain(&text.text)] };
    let shown = text.video.clone().map(|address| BlockContent::Video { address, poster: None });
    let contents = [said].into_iter().chain(shown);
    contents.map(|content| Block { content, dir: Direction::Ltr }).collect()
}

fn published(text: &StoryText) -> Published {
    let source = text.at.map_or(PublishedSource::FirstSeen, |_| PublishedSource::Meta);
    Published { at: text.at.unwrap_or_default(), source, precision: Precision::Minute }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_told_of_a_text_is_taken_for_the_usual() {
        let text: StoryText =
            serde_json::from_str(r#"{"edition":"en","language":"en","title":"Salt","text":""}"#).unwrap();

        assert_eq!((text.picture_uses, text.video_uses, text.declares), (1, 1, false));
        assert_eq!((text.lead, text.at, text.picture), (None, None, None));
    }
}
