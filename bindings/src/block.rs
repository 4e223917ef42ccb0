//! A block: one paragraph, heading, quote, list, image or video of an article.

use crate::direction::Direction;
use crate::enum_conversion::convert_enum;

/// One block of an article, with the direction of its own text.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Block {
    /// The direction of the block: that of its article, unless its own letters say otherwise.
    pub direction: Direction,
    /// What the block holds.
    pub content: BlockContent,
}

impl From<ifilm_core::Block> for Block {
    fn from(block: ifilm_core::Block) -> Self {
        let ifilm_core::Block { content, dir } = block;
        Self { direction: dir.into(), content: content.into() }
    }
}

/// What a block holds.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum BlockContent {
    /// Running text.
    Paragraph {
        /// The text, in order.
        spans: Vec<Span>,
    },
    /// A heading inside the article.
    Heading {
        /// 2 for the first level below the title, up to 6.
        level: u32,
        /// The text, in order.
        spans: Vec<Span>,
    },
    /// A quotation set apart.
    Quote {
        /// The text, in order.
        spans: Vec<Span>,
    },
    /// A list.
    ListBlock {
        /// Whether its entries are numbered.
        ordered: bool,
        /// One run of spans for each entry.
        entries: Vec<Vec<Span>>,
    },
    /// A picture.
    Image {
        /// Where it can be fetched: an absolute address.
        address: String,
        /// A description, if the page has one.
        description: Option<String>,
    },
    /// A video.
    Video {
        /// Where it can be played: an absolute address.
        address: String,
        /// A still of it, if the page names one.
        poster: Option<String>,
    },
}

impl From<ifilm_core::BlockContent> for BlockContent {
    fn from(content: ifilm_core::BlockContent) -> Self {
        use ifilm_core::BlockContent as Core;
        match content {
            Core::Paragraph { spans } => Self::Paragraph { spans: run(spans) },
            Core::Heading { level, spans } => Self::Heading { level: level.into(), spans: run(spans) },
            Core::Quote { spans } => Self::Quote { spans: run(spans) },
            Core::List { ordered, entries } => {
                Self::ListBlock { ordered, entries: entries.into_iter().map(run).collect() }
            }
            Core::Image { address, description } => Self::Image { address, description },
            Core::Video { address, poster } => Self::Video { address, poster },
        }
    }
}

fn run(spans: Vec<ifilm_core::Span>) -> Vec<Span> {
    spans.into_iter().map(Span::from).collect()
}

/// A run of text with one look.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Span {
    /// The text as the page has it, white space folded.
    pub text: String,
    /// How it is set, in a fixed order, each at most once.
    pub marks: Vec<Mark>,
    /// Where it leads: an absolute address of http or https.
    pub href: Option<String>,
}

impl From<ifilm_core::Span> for Span {
    fn from(span: ifilm_core::Span) -> Self {
        let ifilm_core::Span { text, marks, href } = span;
        Self { text, marks: marks.into_iter().map(Mark::from).collect(), href }
    }
}

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Mark {
    /// Strong emphasis.
    Bold,
    /// Emphasis.
    Italic,
}

convert_enum!(Mark { Bold, Italic });
