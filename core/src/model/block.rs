//! A block: one paragraph, heading, quote, list, image or video of an article.

use serde::{Deserialize, Serialize};

use crate::model::Direction;

/// One block of an article, with the direction of its own text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the block holds.
    #[serde(flatten)]
    pub content: BlockContent,
    /// The direction of the block: that of its article, unless its own letters say otherwise.
    pub dir: Direction,
}

/// What a block holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BlockContent {
    /// Running text.
    Paragraph {
        /// The text, in order.
        spans: Vec<Span>,
    },
    /// A heading inside the article.
    Heading {
        /// 2 for the first level below the title, up to 6.
        level: u8,
        /// The text, in order.
        spans: Vec<Span>,
    },
    /// A quotation set apart.
    Quote {
        /// The text, in order.
        spans: Vec<Span>,
    },
    /// A list.
    List {
        /// Whether its entries are numbered.
        ordered: bool,
        /// One run of spans for each entry.
        entries: Vec<Vec<Span>>,
    },
    /// A picture.
    Image {
        /// Where it can be fetched: an absolute address.
        address: String,
        /// What it shows, where the page says so.
        description: Option<String>,
    },
    /// A video.
    Video {
        /// Where it can be played: an absolute address.
        address: String,
        /// A still of it, where the page names one.
        poster: Option<String>,
    },
}

impl BlockContent {
    /// The text of a heading, paragraph, quote or list; `None` for pictures and videos.
    /// The entries of a list are joined by a blank line.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Paragraph { spans } | Self::Heading { spans, .. } | Self::Quote { spans } => {
                Some(text_of(spans))
            }
            Self::List { entries, .. } => {
                let entries: Vec<String> = entries.iter().map(|spans| text_of(spans)).collect();
                Some(entries.join("\n\n"))
            }
            Self::Image { .. } | Self::Video { .. } => None,
        }
    }
}

/// The text of an article: its blocks joined by a blank line, without title and lead.
pub fn text_of_blocks(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().filter_map(|block| block.content.text()).collect();
    texts.join("\n\n")
}

fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// A run of text with one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The text as the page has it, white space folded.
    pub text: String,
    /// How it is set, in a fixed order, each at most once.
    pub marks: Vec<Mark>,
    /// Where it leads: an absolute address of http or https.
    pub href: Option<String>,
}

impl Span {
    /// Text without marks or link.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new(), href: None }
    }
}

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Strong emphasis.
    Bold,
    /// Emphasis.
    Italic,
}
