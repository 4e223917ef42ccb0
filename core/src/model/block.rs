//! A block: one paragraph, heading, quote, list, picture, table or another part of an article.

use serde::{Deserialize, Serialize};

use crate::model::{Direction, MediaAddress, Picture, Span, TableCell, text_of_spans};

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
    /// Running text. The lines of verse and of dialogue are apart by `\n`.
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
        /// The number of the first entry, if the page says it. Otherwise entries count from 1, or down to 1.
        start: Option<i32>,
        /// Whether the numbers count down.
        reversed: bool,
        /// The blocks of each entry; a list among them is one level deeper, at most eight levels in all. An
        /// entry of a list of definitions holds a term and its definitions.
        entries: Vec<Vec<Block>>,
    },
    /// A picture.
    Image(Picture),
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

impl BlockContent {
    /// The text of a block; `None` for pictures, recordings, players and dividers. The entries of a list and
    /// the blocks in them are joined by a blank line, the cells of a row by ` | `, rows by a line break.
    /// Captions and empty cells are left out.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Paragraph { spans } | Self::Heading { spans, .. } | Self::Quote { spans } => {
                Some(text_of_spans(spans))
            }
            Self::List { entries, .. } => Some(joined(entries.iter().flatten())),
            Self::Table { rows } => Some(text_of_rows(rows)),
            Self::Preformatted { text } => Some(text.clone()),
            Self::Image(_)
            | Self::Gallery { .. }
            | Self::Video { .. }
            | Self::Audio { .. }
            | Self::Embed { .. }
            | Self::Divider => None,
        }
    }
}

/// The text of an article: its blocks joined by a blank line, without title and lead.
pub fn text_of_blocks(blocks: &[Block]) -> String {
    joined(blocks.iter())
}

fn joined<'a>(blocks: impl Iterator<Item = &'a Block>) -> String {
    let texts: Vec<String> = blocks.filter_map(|block| block.content.text()).collect();
    texts.join("\n\n")
}

fn text_of_rows(rows: &[Vec<TableCell>]) -> String {
    let text = |row: &Vec<TableCell>| {
        let cells = row.iter().map(|cell| text_of_spans(&cell.spans)).filter(|text| !text.is_empty());
        cells.collect::<Vec<_>>().join(" | ")
    };
    let rows: Vec<String> = rows.iter().map(text).filter(|row| !row.is_empty()).collect();
    rows.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block { content: BlockContent::Paragraph { spans: vec![Span::plain(text)] }, dir: Direction::Ltr }
    }

    fn cell(text: &str) -> TableCell {
        let spans = if text.is_empty() { Vec::new() } else { vec![Span::plain(text)] };
        TableCell { header: false, spans }
    }

    #[test]
    fn the_text_of_a_list_has_its_entries_and_deeper_ones_apart_by_a_blank_line() {
        let list = |entries| BlockContent::List { ordered: false, start: None, reversed: false, entries };
        let inner = Block { content: list(vec![vec![paragraph("Two")]]), dir: Direction::Ltr };
        let outer = list(vec![vec![paragraph("One"), inner], vec![paragraph("Three")]]);

        assert_eq!(outer.text().as_deref(), Some("One\n\nTwo\n\nThree"));
    }

    #[test]
    fn the_text_of_a_table_has_its_cells_and_rows_apart_and_leaves_out_empty_ones() {
        let rows = vec![
            vec![cell("20:30"), cell(""), cell("Film")],
            vec![cell(""), cell("")],
            vec![cell("22"), cell("News")],
        ];

        let text = BlockContent::Table { rows }.text();

        assert_eq!(text.as_deref(), Some("20:30 | Film\n22 | News"));
    }

    #[test]
    fn every_type_is_written_with_all_of_its_fields_and_read_again() {
        let picture = Picture::at("https://a.example/1.jpg".to_owned());
        let address = MediaAddress { address: "https://a.example/1.mp4".to_owned(), media_type: None };
        let contents = [
            BlockContent::Image(picture.clone()),
            BlockContent::Gallery { images: vec![picture.clone(), picture] },
            BlockContent::Video { addresses: vec![address.clone()], poster: None, caption: None },
            BlockContent::Audio { addresses: vec![address], caption: None },
            BlockContent::Embed { address: "https://b.example".to_owned(), provider: None, title: None },
            BlockContent::Table { rows: vec![vec![TableCell { header: true, spans: Vec::new() }]] },
            BlockContent::Preformatted { text: "a\n b".to_owned() },
            BlockContent::Divider,
        ];

        let written = contents.clone().map(|content| {
            let block = Block { content, dir: Direction::Ltr };
            serde_json::to_string(&block).unwrap()
        });

        let image = r#""address":"https://a.example/1.jpg","description":null,"caption":null,"width":null,"height":null"#;
        let addresses = r#""addresses":[{"address":"https://a.example/1.mp4","type":null}]"#;
        assert_eq!(
            written,
            [
                format!(r#"{{"type":"image",{image},"dir":"ltr"}}"#),
                format!(r#"{{"type":"gallery","images":[{{{image}}},{{{image}}}],"dir":"ltr"}}"#),
                format!(r#"{{"type":"video",{addresses},"poster":null,"caption":null,"dir":"ltr"}}"#),
                format!(r#"{{"type":"audio",{addresses},"caption":null,"dir":"ltr"}}"#),
                r#"{"type":"embed","address":"https://b.example","provider":null,"title":null,"dir":"ltr"}"#
                    .to_owned(),
                r#"{"type":"table","rows":[[{"header":true,"spans":[]}]],"dir":"ltr"}"#.to_owned(),
                r#"{"type":"preformatted","text":"a\n b","dir":"ltr"}"#.to_owned(),
                r#"{"type":"divider","dir":"ltr"}"#.to_owned(),
            ]
        );
        for (text, content) in written.iter().zip(contents) {
            assert_eq!(serde_json::from_str::<Block>(text).unwrap().content, content);
        }
    }
}
