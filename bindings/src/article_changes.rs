//! What changed in an article since an earlier revision of its text.

use crate::block::Block;
use crate::direction::Direction;
use crate::enum_conversion::convert_enum;
use crate::key::ItemKey;

/// What changed in an article between two revisions of its text.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ArticleChanges {
    /// What identifies the article.
    pub key: ItemKey,
    /// The number of the earlier revision; the first text has 1.
    pub from_revision: u32,
    /// The number of the newest revision. If it is `from_revision`, nothing has changed.
    pub to_revision: u32,
    /// When the earlier text was replaced, in milliseconds since 1970, UTC; absent if nothing has changed.
    pub replaced_at_ms: Option<i64>,
    /// The direction of title and lead.
    pub direction: Direction,
    /// The headline of both, as one text in pieces.
    pub title: Vec<TextPiece>,
    /// The lead of both, as one text in pieces. Empty if neither has one.
    pub lead: Vec<TextPiece>,
    /// The blocks of both, in reading order. Without a stored text there are none.
    pub blocks: Vec<BlockChange>,
}

impl From<ifilm_core::ArticleChanges> for ArticleChanges {
    fn from(changes: ifilm_core::ArticleChanges) -> Self {
        let ifilm_core::ArticleChanges { key, from, to, replaced_at, direction, title, lead, blocks } =
            changes;
        Self {
            key: key.into(),
            from_revision: from,
            to_revision: to,
            replaced_at_ms: replaced_at.map(|at| at.as_millisecond()),
            direction: direction.into(),
            title: pieces(title),
            lead: pieces(lead),
            blocks: blocks.into_iter().map(BlockChange::from).collect(),
        }
    }
}

/// A block of an earlier text, of a later one, or of both.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
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
        /// The text of both, as one text in pieces.
        words: Vec<TextPiece>,
    },
}

impl From<ifilm_core::BlockChange> for BlockChange {
    fn from(change: ifilm_core::BlockChange) -> Self {
        use ifilm_core::BlockChange as Core;
        match change {
            Core::Kept { block } => Self::Kept { block: block.into() },
            Core::Added { block } => Self::Added { block: block.into() },
            Core::Removed { block } => Self::Removed { block: block.into() },
            Core::Changed { before, after, words } => {
                Self::Changed { before: before.into(), after: after.into(), words: pieces(words) }
            }
        }
    }
}

/// A piece of two texts that are written as one. The kept and the removed pieces are the earlier text, the
/// kept and the added ones the later text. A change begins and ends where a word does.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TextPiece {
    /// Which of the two texts has it.
    pub change: WordChange,
    /// The words, with the spaces and signs between them.
    pub text: String,
}

impl From<ifilm_core::TextPiece> for TextPiece {
    fn from(piece: ifilm_core::TextPiece) -> Self {
        let ifilm_core::TextPiece { change, text } = piece;
        Self { change: change.into(), text }
    }
}

fn pieces(pieces: Vec<ifilm_core::TextPiece>) -> Vec<TextPiece> {
    pieces.into_iter().map(TextPiece::from).collect()
}

/// Which of two texts has a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum WordChange {
    /// Both have it.
    Kept,
    /// Only the earlier text has it.
    Removed,
    /// Only the later text has it.
    Added,
}

convert_enum!(WordChange { Kept, Removed, Added });
