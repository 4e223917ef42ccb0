//! A block: one paragraph, heading, quote, list, image or video of an article.

use serde::{Deserialize, Serialize};

use crate::model::Direction;

/// One block of an article, with the direction of its own text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The content of the block.
    #[serde(flatten)]
    pub content: BlockContent,
    /// The direction of the block. It is that of its article, unless the letters of the block run the other
    /// way.
    pub dir: Direction,
}

/// The content of a block.
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
    /// A quotation in a block of its own.
    Quote {
        /// The text, in order.
        spans: Vec<Span>,
    },
    /// A list.
    List {
        /// Whether its entries are numbered.
        ordered: bool,
        /// The spans of each entry.
        entries: Vec<Vec<Span>>,
    },
    /// A picture.
    Image {
        /// The absolute address of the picture.
        address: String,
        /// A description of the picture, if the page has one.
        description: Option<String>,
    },
    /// A video.
    Video {
        /// The absolute address of the video.
        address: String,
        /// A still picture of the video, if the page names one.
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

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The text as the page has it, white space folded.
    pub text: String,
    /// The marks of the text, in a fixed order, each at most once.
    pub marks: Vec<Mark>,
    /// The target of its link: an absolute http or https address.
    pub href: Option<String>,
}

impl Span {
    /// Text without marks or link.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new(), href: None }
    }
}

/// A mark on a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Strong emphasis.
    Bold,
    /// Emphasis.
    Italic,
}
