//! The blocks of a stored text, in the form of today or of an older version.

use rusqlite::Row;
use serde::Deserialize;

use super::row;
use crate::model::{Block, BlockContent, Direction, MediaAddress, Span};

/// The blocks in the column `blocks`; `None` if the item has no text.
pub(super) fn blocks(row: &Row<'_>) -> rusqlite::Result<Option<Vec<Block>>> {
    let text: Option<String> = row.get("blocks")?;
    text.map(|text| parsed(&text).map_err(|cause| row::unexpected("blocks", cause.to_string()))).transpose()
}

/// Most old texts have neither a list nor a video, and so they are in today's form, too.
pub(super) fn parsed(text: &str) -> serde_json::Result<Vec<Block>> {
    serde_json::from_str(text).or_else(|error| {
        let old: Vec<OldBlock> = serde_json::from_str(text).map_err(|_| error)?;
        Ok(old.into_iter().map(Block::from).collect())
    })
}

/// A block as parser 3 and older ones stored it.
#[derive(Deserialize)]
struct OldBlock {
    #[serde(flatten)]
    content: OldContent,
    dir: Direction,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum OldContent {
    /// An entry of a list was a line.
    List { ordered: bool, entries: Vec<Vec<Span>> },
    /// A video had one address.
    Video { address: String, poster: Option<String> },
    #[serde(untagged)]
    Same(BlockContent),
}

impl From<OldBlock> for Block {
    fn from(old: OldBlock) -> Self {
        let OldBlock { content, dir } = old;
        let content = match content {
            OldContent::List { ordered, entries } => {
                let entry = |spans| vec![Block { content: BlockContent::Paragraph { spans }, dir }];
                let entries = entries.into_iter().map(entry).collect();
                BlockContent::List { ordered, start: None, reversed: false, entries }
            }
            OldContent::Video { address, poster } => {
                let addresses = vec![MediaAddress { address, media_type: None }];
                BlockContent::Video { addresses, poster, caption: None }
            }
            OldContent::Same(content) => content,
        };
        Block { content, dir }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mark, Picture};

    #[test]
    fn a_text_that_an_older_version_stored_is_read_in_the_form_of_today() {
        let stored = r#"[
            {"type":"paragraph","spans":[{"text":"One","marks":["bold"],"href":null}],"dir":"ltr"},
            {"type":"list","ordered":true,"entries":[[{"text":"Two","marks":[],"href":null}]],"dir":"rtl"},
            {"type":"image","address":"https://a.example/1.jpg","description":"A hall","dir":"ltr"},
            {"type":"video","address":"https://a.example/1.mp4","poster":null,"dir":"ltr"}
        ]"#;

        let blocks = parsed(stored).unwrap();

        let one = Span { marks: vec![Mark::Bold], ..Span::plain("One") };
        let two = BlockContent::Paragraph { spans: vec![Span::plain("Two")] };
        let entries = vec![vec![Block { content: two, dir: Direction::Rtl }]];
        let address = MediaAddress { address: "https://a.example/1.mp4".to_owned(), media_type: None };
        let description = Some("A hall".to_owned());
        let contents: Vec<BlockContent> = blocks.into_iter().map(|block| block.content).collect();
        assert_eq!(
            contents,
            [
                BlockContent::Paragraph { spans: vec![one] },
                BlockContent::List { ordered: true, start: None, reversed: false, entries },
                BlockContent::Image(Picture {
                    description,
                    ..Picture::at("https://a.example/1.jpg".to_owned())
                }),
                BlockContent::Video { addresses: vec![address], poster: None, caption: None },
            ]
        );
    }

    #[test]
    fn a_form_that_no_version_wrote_is_an_error() {
        assert!(parsed(r#"[{"type":"hologram","dir":"ltr"}]"#).is_err());
    }
}
