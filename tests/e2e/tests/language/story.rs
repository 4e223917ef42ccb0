//! Pairs of articles typed by hand: whether they are shown as the same story, in both directions.

use ifilm_core::language::{Rarity, Telling, score, signs};
use ifilm_core::{Block, BlockContent, Direction, ItemKey, Precision, Published, PublishedSource, Span};
use ifilm_tests::golden;
use jiff::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
struct Pair {
    why: String,
    one: Article,
    other: Article,
    shown: bool,
}

#[derive(Deserialize)]
struct Article {
    edition: String,
    language: String,
    title: String,
    lead: Option<String>,
    text: String,
    at: Option<Timestamp>,
    picture: Option<String>,
    picture_uses: u32,
    video: Option<String>,
    video_uses: u32,
    /// Whether its page names the other as its counterpart.
    declares: bool,
}

impl Article {
    fn key(&self) -> ItemKey {
        ItemKey::article(self.edition.parse().expect("an edition"), "1")
    }

    fn telling(&self, other: &Self) -> Telling {
        let language = self.language.parse().expect("a language");
        let lead = self.lead.as_deref();
        let signs = signs(&language, Some(&self.title), lead, &self.blocks(), self.picture.as_deref());
        let mut telling = Telling::new(self.key(), &language, self.published(), signs);
        (telling.picture_uses, telling.video_uses) = (self.picture_uses, self.video_uses);
        telling.alternates = self.declares.then(|| other.key()).into_iter().collect();
        telling
    }

    fn blocks(&self) -> Vec<Block> {
        let text = BlockContent::Paragraph { spans: vec![Span::plain(&self.text)] };
        let video = |address: &String| BlockContent::Video { address: address.clone(), poster: None };
        let contents = [text].into_iter().chain(self.video.as_ref().map(video));
        contents.map(|content| Block { content, dir: Direction::Ltr }).collect()
    }

    fn published(&self) -> Published {
        let at = self.at.unwrap_or(Timestamp::UNIX_EPOCH);
        let source = self.at.map_or(PublishedSource::FirstSeen, |_| PublishedSource::Meta);
        Published { at, source, precision: Precision::Minute }
    }
}

#[test]
fn pairs_are_told_apart_and_the_same_in_both_directions() {
    let mut wrong = Vec::new();
    for Pair { why, one, other, shown } in golden::<Pair>("same_story") {
        let (one, other) = (one.telling(&other), other.telling(&one));

        let likeness = score(&one, &other, &Rarity::default());

        assert_eq!(likeness, score(&other, &one, &Rarity::default()), "{why}");
        if likeness.is_shown() != shown {
            wrong.push(format!("{why}: {likeness:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_is_large_enough_and_a_good_part_of_it_must_not_match() {
    let pairs = golden::<Pair>("same_story");

    let refused = pairs.iter().filter(|pair| !pair.shown).count();
    assert!(pairs.len() >= 30 && refused >= 15, "{} of {}", refused, pairs.len());
}
