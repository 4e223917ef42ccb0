//! The blocks of two texts: which ones both have, and which ones changed.

use std::collections::HashMap;
use std::mem::discriminant;

use ifilm_language::text::word_pieces;

use super::alignment::{Run, runs};
use super::words;
use crate::model::{Block, BlockChange};

/// What leads from the blocks of a text to those of a later one.
pub(super) fn changes(old: &[Block], new: &[Block]) -> Vec<BlockChange> {
    let (mut old, mut new) = (old, new);
    let mut changes = Vec::new();
    let mut removed: &[Block] = &[];
    for run in runs(old, new) {
        match run {
            Run::Removed(count) => (removed, old) = old.split_at(count),
            Run::Added(count) => {
                let added;
                (added, new) = new.split_at(count);
                changes.extend(replacements(std::mem::take(&mut removed), added));
            }
            Run::Kept(count) => {
                changes.extend(replacements(std::mem::take(&mut removed), &[]));
                let kept;
                (kept, new) = new.split_at(count);
                old = &old[count..];
                changes.extend(kept.iter().cloned().map(|block| BlockChange::Kept { block }));
            }
        }
    }
    changes.extend(replacements(removed, &[]));
    changes
}

/// Blocks in the place of others: similar ones have changed, the others were removed or added.
fn replacements(removed: &[Block], added: &[Block]) -> Vec<BlockChange> {
    let mut changes = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (before, after) in similar_pairs(removed, added) {
        changes.extend(apart(&removed[from..before], &added[to..after]));
        changes.push(changed(&removed[before], &added[after]));
        (from, to) = (before + 1, after + 1);
    }
    changes.extend(apart(&removed[from..], &added[to..]));
    changes
}

fn apart(removed: &[Block], added: &[Block]) -> impl Iterator<Item = BlockChange> {
    let removed = removed.iter().cloned().map(|block| BlockChange::Removed { block });
    removed.chain(added.iter().cloned().map(|block| BlockChange::Added { block }))
}

fn changed(before: &Block, after: &Block) -> BlockChange {
    let text = |block: &Block| block.content.text().unwrap_or_default();
    let words = words::pieces(&text(before), &text(after));
    BlockChange::Changed { before: before.clone(), after: after.clone(), words }
}

/// Two blocks are similar if they share this part of their words.
const SIMILAR: f64 = 0.4;

/// Of more pairs than this, none is compared by its words: a text was replaced as a whole.
const MOST_PAIRS: usize = 10_000;

/// Similar blocks, in the order of both texts, so that they are as similar as possible in all.
fn similar_pairs(removed: &[Block], added: &[Block]) -> Vec<(usize, usize)> {
    if removed.len().saturating_mul(added.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let words = |blocks: &[Block]| blocks.iter().map(Words::of).collect::<Vec<_>>();
    let (old, new) = (words(removed), words(added));
    let likeness = |from: usize, to: usize| {
        let is_same_type = discriminant(&removed[from].content) == discriminant(&added[to].content);
        Some(old[from].likeness(&new[to])).filter(|likeness| is_same_type && *likeness >= SIMILAR)
    };
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1]; // by all blocks from two places on
    for from in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            let paired = likeness(from, to).map_or(0.0, |likeness| likeness + best[from + 1][to + 1]);
            best[from][to] = paired.max(best[from + 1][to]).max(best[from][to + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    while from < old.len() && to < new.len() {
        if best[from][to] == best[from + 1][to] {
            from += 1;
        } else if best[from][to] == best[from][to + 1] {
            to += 1;
        } else {
            pairs.push((from, to));
            (from, to) = (from + 1, to + 1);
        }
    }
    pairs
}

/// How often each word stands in a block.
struct Words {
    counts: HashMap<String, usize>,
    total: usize,
}

impl Words {
    fn of(block: &Block) -> Self {
        let text = block.content.text().unwrap_or_default();
        let mut counts = HashMap::new();
        for word in word_pieces(&text).filter(|word| word.contains(char::is_alphanumeric)) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        let total = counts.values().sum();
        Self { counts, total }
    }

    /// Which part of the words both have: from 0, for none, to 1. Blocks without words are not alike.
    fn likeness(&self, other: &Self) -> f64 {
        let in_both =
            |(word, count): (&String, &usize)| other.counts.get(word).map_or(0, |its| *its.min(count));
        let shared: usize = self.counts.iter().map(in_both).sum();
        match self.total + other.total {
            0 => 0.0,
            all => 2.0 * shared as f64 / all as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{BlockContent, Direction, Picture, Span, WordChange, later_blocks};

    fn paragraph(text: &str) -> Block {
        Block { content: BlockContent::Paragraph { spans: vec![Span::plain(text)] }, dir: Direction::Ltr }
    }

    fn picture(address: &str) -> Block {
        Block { content: BlockContent::Image(Picture::at(address.to_owned())), dir: Direction::Ltr }
    }

    /// A letter for each change: kept, added, removed, changed.
    fn letters(old: &[Block], new: &[Block]) -> String {
        let letter = |change: &BlockChange| match change {
            BlockChange::Kept { .. } => 'k',
            BlockChange::Added { .. } => 'a',
            BlockChange::Removed { .. } => 'r',
            BlockChange::Changed { .. } => 'c',
        };
        changes(old, new).iter().map(letter).collect()
    }

    #[test]
    fn a_paragraph_with_other_words_has_changed_and_a_new_one_was_added() {
        let old = ["It rained in the river town.", "The hall was full."].map(paragraph);
        let new = ["It snowed in the river town.", "Tickets are gone.", "The hall was full."].map(paragraph);

        assert_eq!(letters(&old, &new), "cak");
    }

    #[test]
    fn each_paragraph_changes_into_the_one_that_is_most_like_it() {
        let old = ["The first film begins at eight.", "The second film begins at ten."].map(paragraph);
        let new = ["Doors open at seven.", "The second film begins at half past ten."].map(paragraph);

        assert_eq!(letters(&old, &new), "rac");
    }

    #[test]
    fn another_picture_is_not_the_old_one_changed() {
        let old = [paragraph("One"), picture("https://a.example/1.jpg")];
        let new = [paragraph("One"), picture("https://a.example/2.jpg")];

        assert_eq!(letters(&old, &new), "kra");
    }

    #[test]
    fn a_heading_never_changes_into_a_paragraph() {
        let heading = BlockContent::Heading { level: 2, spans: vec![Span::plain("The hall")] };
        let old = [Block { content: heading, dir: Direction::Ltr }];

        assert_eq!(letters(&old, &[paragraph("The hall")]), "ra");
    }

    const SENTENCES: [[&str; 6]; 4] = [
        ["It rained.", "The film begins at eight.", "Sara, the director, came.", "No.", "100 guests", "Who?"],
        ["باران بارید.", "فیلم ساعت ۸ آغاز می‌شود.", "کارگردان، سارا، آمد.", "نه.", "۱۰۰ مهمان", "کی؟"],
        ["هطل المطر.", "يبدأ الفيلم في الثامنة.", "جاءت المخرجة سارة.", "لا.", "١٠٠ ضيف", "من؟"],
        ["باران شد.", "فلم ساعت ۸ شروع می‌شود.", "کارگردان فلم آمد.", "نی.", "۱۰۰ مهمان", "کی است؟"],
    ];

    /// A text of paragraphs, headings and pictures in one of the four languages.
    fn any_text(language: usize) -> impl Strategy<Value = Vec<Block>> {
        let sentence = (0..6_usize).prop_map(move |place| SENTENCES[language][place]);
        let text = proptest::collection::vec(sentence, 0..5).prop_map(|sentences| sentences.join(" "));
        let block = (text, 0..6_u8).prop_map(|(text, kind)| match kind {
            0 => picture(&text),
            1 => {
                let content = BlockContent::Heading { level: 2, spans: vec![Span::plain(text)] };
                Block { content, dir: Direction::Rtl }
            }
            _ => paragraph(&text),
        });
        proptest::collection::vec(block, 0..9)
    }

    proptest! {
        #[test]
        fn the_changes_of_a_text_make_the_later_one_exactly(
            (old, new) in (0..4_usize).prop_flat_map(|language| (any_text(language), any_text(language)))
        ) {
            let changes = changes(&old, &new);

            prop_assert_eq!(later_blocks(&old, &changes), Some(new));
            for change in &changes {
                let BlockChange::Changed { before, after, words } = change else { continue };
                let without = |change: WordChange| {
                    let pieces = words.iter().filter(|piece| piece.change != change);
                    pieces.map(|piece| piece.text.as_str()).collect::<String>()
                };
                prop_assert_eq!(Some(without(WordChange::Added)), before.content.text());
                prop_assert_eq!(Some(without(WordChange::Removed)), after.content.text());
            }
        }
    }
}
