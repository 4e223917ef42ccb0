//! A block: one paragraph, heading, quote, list, picture, table or another part of an article.

use crate::block_media::{MediaAddress, Picture};
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
    /// Running text. The lines of verse and of dialogue are apart by a line break.
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
        /// The number of the first entry, if the page says it. Otherwise entries count from 1, or down to 1.
        start: Option<i32>,
        /// Whether the numbers count down.
        reversed: bool,
        /// The blocks of each entry; a list among them is one level deeper, at most eight levels in all. An
        /// entry of a list of definitions holds a term and its definitions.
        entries: Vec<Vec<Block>>,
    },
    /// A picture.
    Image {
        /// The picture.
        picture: Picture,
    },
    /// Pictures that belong together.
    Gallery {
        /// The pictures, in order; two or more.
        images: Vec<Picture>,
    },
    /// A video.
    Video {
        /// Where it can be played, the page's first choice first; never empty.
        addresses: Vec<MediaAddress>,
        /// The absolute address of a still picture of the video, if the page names one.
        poster: Option<String>,
        /// The text under the video, if the page has one.
        caption: Option<String>,
    },
    /// A recording of sound.
    Audio {
        /// Where it can be played, the page's first choice first; never empty.
        addresses: Vec<MediaAddress>,
        /// The text under the player, if the page has one.
        caption: Option<String>,
    },
    /// A player or a post of another site. A shell shows a link to it, or the page itself.
    Embed {
        /// The absolute address of the page that is embedded.
        address: String,
        /// The name of the other site, if it is a known one: `YouTube`, `Aparat`.
        provider: Option<String>,
        /// What it is called, if the page says it.
        title: Option<String>,
    },
    /// A table. All rows have the same number of cells: a cell that covers several places is in the first of
    /// them, and the others are empty.
    Table {
        /// The cells of each row.
        rows: Vec<Vec<TableCell>>,
    },
    /// Text whose white space counts, such as code.
    Preformatted {
        /// The text, with its line breaks.
        text: String,
    },
    /// A line between two parts of the text.
    Divider,
}

impl From<ifilm_core::BlockContent> for BlockContent {
    fn from(content: ifilm_core::BlockContent) -> Self {
        use ifilm_core::BlockContent as Core;
        match content {
            Core::Paragraph { spans } => Self::Paragraph { spans: all(spans) },
            Core::Heading { level, spans } => Self::Heading { level: level.into(), spans: all(spans) },
            Core::Quote { spans } => Self::Quote { spans: all(spans) },
            Core::List { ordered, start, reversed, entries } => {
                Self::ListBlock { ordered, start, reversed, entries: entries.into_iter().map(all).collect() }
            }
            Core::Image(picture) => Self::Image { picture: picture.into() },
            Core::Gallery { images } => Self::Gallery { images: all(images) },
            Core::Video { addresses, poster, caption } => {
                Self::Video { addresses: all(addresses), poster, caption }
            }
            Core::Audio { addresses, caption } => Self::Audio { addresses: all(addresses), caption },
            Core::Embed { address, provider, title } => Self::Embed { address, provider, title },
            Core::Table { rows } => Self::Table { rows: rows.into_iter().map(all).collect() },
            Core::Preformatted { text } => Self::Preformatted { text },
            Core::Divider => Self::Divider,
        }
    }
}

fn all<T, U: From<T>>(values: Vec<T>) -> Vec<U> {
    values.into_iter().map(U::from).collect()
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TableCell {
    /// Whether it names what the cells of its row or column hold.
    pub header: bool,
    /// The text, in order; empty in an empty cell.
    pub spans: Vec<Span>,
}

impl From<ifilm_core::TableCell> for TableCell {
    fn from(cell: ifilm_core::TableCell) -> Self {
        let ifilm_core::TableCell { header, spans } = cell;
        Self { header, spans: all(spans) }
    }
}

/// A run of text with one look.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Span {
    /// The text as the page has it, white space folded, with its line breaks.
    pub text: String,
    /// How it is set, in a fixed order, each at most once.
    pub marks: Vec<Mark>,
    /// Where it leads: an absolute address of http or https.
    pub href: Option<String>,
    /// Its language, a BCP-47 tag, if the page says that it is another than that of the article.
    pub language: Option<String>,
}

impl From<ifilm_core::Span> for Span {
    fn from(span: ifilm_core::Span) -> Self {
        let ifilm_core::Span { text, marks, href, language } = span;
        Self { text, marks: all(marks), href, language: language.map(String::from) }
    }
}

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Mark {
    /// Strong emphasis.
    Bold,
    /// Emphasis.
    Italic,
    /// Code, keys and the output of programs.
    Code,
    /// Lowered letters.
    Sub,
    /// Raised letters.
    Sup,
}

convert_enum!(Mark { Bold, Italic, Code, Sub, Sup });
