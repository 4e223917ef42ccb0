//! A sketch of a text: the part of a doubtful text that is stored, so that the text is recognised when it
//! comes again. Pure.
//!
//! Words with digits are left out, because counters and times change with each answer.

use sha2::{Digest, Sha256};

use super::content::Content;
use super::runs::{runs_of, words};
use crate::model::text_of_blocks;

/// The number of samples. Each is the smallest hash among its share of the runs.
const SAMPLES: usize = 32;
/// The length of the hash of the whole text, which comes first.
const WHOLE: usize = 32;
const NO_RUN: [u8; 4] = [u8::MAX; 4];

/// A sketch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch(Vec<u8>);

impl Sketch {
    pub(super) fn of(content: &Content<'_>) -> Self {
        let (title, lead) = (content.title.unwrap_or_default(), content.lead.unwrap_or_default());
        let mut words = words(&format!("{title}\n{lead}\n{}", text_of_blocks(content.blocks)));
        words.retain(|word| !word.contains(char::is_numeric));
        let whole = Sha256::digest(words.join(" "));
        Self([&whole[..], samples(&words).as_flattened()].concat())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The hash of the whole text.
    pub(super) fn whole(&self) -> &[u8] {
        self.0.get(..WHOLE).unwrap_or_default()
    }

    /// Whether this text shares at least four fifths of its samples with an earlier one.
    pub(super) fn is_return_of(&self, earlier: &[u8]) -> bool {
        let both = self.samples().zip(earlier.get(WHOLE..).unwrap_or_default().chunks_exact(NO_RUN.len()));
        let filled: Vec<_> = both.filter(|(one, other)| *one != NO_RUN || *other != NO_RUN).collect();
        let shared = filled.iter().filter(|(one, other)| one == other).count();
        self.0 == earlier || (shared > 0 && shared * 5 >= filled.len() * 4)
    }

    fn samples(&self) -> impl Iterator<Item = &[u8]> {
        self.0.get(WHOLE..).unwrap_or_default().chunks_exact(NO_RUN.len())
    }
}

fn samples(words: &[String]) -> [[u8; 4]; SAMPLES] {
    let mut samples = [NO_RUN; SAMPLES];
    for run in runs_of(words) {
        let [share, a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(run));
        if let Some(sample) = samples.get_mut(usize::from(share) % SAMPLES) {
            *sample = [a, b, c, d].min(*sample);
        }
    }
    samples
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockContent, Direction, Span};

    const TEXT: &str = "The pupils carried their instruments across the bridge on Monday, and teachers tuned two \
        pianos that had been silent all winter.";

    fn sketch(title: &str, text: &str) -> Sketch {
        let content = BlockContent::Paragraph { spans: vec![Span::plain(text)] };
        let blocks = [Block { content, dir: Direction::Ltr }];
        Sketch::of(&Content { title: Some(title), lead: None, blocks: &blocks })
    }

    fn is_return(one: &Sketch, other: &Sketch) -> bool {
        one.is_return_of(other.bytes())
    }

    #[test]
    fn a_text_with_another_counter_is_a_return() {
        let read_by =
            |count| sketch("Music", &format!("{TEXT} Updated at 10:{count}, read by {count} people."));

        assert!(is_return(&read_by("11"), &read_by("22")));
        assert_eq!(read_by("11"), read_by("22"));
    }

    #[test]
    fn a_long_text_with_a_few_other_words_is_a_return() {
        let long = |word: &str| sketch("Music", &format!("{TEXT} It is {word}. {}", LONG.join(" ")));

        assert!(is_return(&long("cold"), &long("very warm")));
    }

    #[test]
    fn another_text_is_no_return() {
        let (one, other) = (sketch("Music", TEXT), sketch("Please log in", "Your name and your password."));

        assert!(!is_return(&one, &other) && !is_return(&other, &one));
        assert!(!one.is_return_of(&[]) && !one.is_return_of(&[0; 32]));
    }

    const LONG: [&str; 8] = [
        "Parents painted every room, while the mayor promised to pay for heating until spring comes.",
        "The old school stands empty now, and nobody knows who will buy the house beside the market.",
        "On the first evening a choir sang in the yard, though snow had begun to fall before noon.",
        "Its conductor has taught there for thirty years and wants to stay for at least ten more.",
        "Most of the instruments were given by families whose children play no longer.",
        "A carpenter from the next village mends the violins without asking for money.",
        "Lessons begin again after the holidays, with a new teacher for drums and one for flutes.",
        "Whoever wants to hear the pupils may come to the mill on the last Friday of each month.",
    ];
}
