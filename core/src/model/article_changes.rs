//! What changed in an article since an earlier revision of its text.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Block, Direction, ItemKey};

/// What changed in an article between two revisions of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleChanges {
    /// What identifies the article.
    pub key: ItemKey,
    /// The number of the earlier revision; the first text has 1.
    pub from: u32,
    /// The number of the newest revision. If it is `from`, nothing has changed.
    pub to: u32,
    /// When the earlier text was replaced; `None` if nothing has changed.
    pub replaced_at: Option<Timestamp>,
    /// The direction of title and lead.
    pub direction: Direction,
    /// The headline of both, as one text in pieces.
    pub title: Vec<TextPiece>,
    /// The lead of both, as one text in pieces. Empty if neither has one.
    pub lead: Vec<TextPiece>,
    /// The blocks of both, in reading order. Without a stored text there are none.
    pub blocks: Vec<BlockChange>,
}

/// A block of an earlier text, of a later one, or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum BlockChange {
    /// It is in both.
    Kept {
        /// The block.
        block: Block,
    },
    /// Only the later text has it.
    Added {
        /// The block.
        block: Block,
    },
    /// Only the earlier text has it.
    Removed {
        /// The block.
        block: Block,
    },
    /// Both have it, with other words, marks or links.
    Changed {
        /// The block of the earlier text.
        before: Block,
        /// The block of the later text. Its type is the same.
        after: Block,
        /// [The text](crate::BlockContent::text) of both, as one text in pieces.
        words: Vec<TextPiece>,
    },
}

/// A piece of two texts that are written as one. The kept and the removed pieces are the earlier text, the
/// kept and the added ones the later text. A change begins and ends where a word does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPiece {
    /// Which of the two texts has it.
    pub change: WordChange,
    /// The words, with the spaces and signs between them.
    pub text: String,
}

/// Which of two texts has a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WordChange {
    /// Both have it.
    Kept,
    /// Only the earlier text has it.
    Removed,
    /// Only the later text has it.
    Added,
}

/// The later text that these changes make of an earlier one; `None` if they are changes of another text.
pub fn later_blocks(earlier: &[Block], changes: &[BlockChange]) -> Option<Vec<Block>> {
    let mut rest = earlier.iter();
    let mut later = Vec::new();
    for change in changes {
        let (before, after) = match change {
            BlockChange::Kept { block } => (Some(block), Some(block)),
            BlockChange::Added { block } => (None, Some(block)),
            BlockChange::Removed { block } => (Some(block), None),
            BlockChange::Changed { before, after, words: _ } => (Some(before), Some(after)),
        };
        if before.is_some_and(|before| rest.next() != Some(before)) {
            return None;
        }
        later.extend(after.cloned());
    }
    rest.next().is_none().then_some(later)
}
