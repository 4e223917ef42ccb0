//! A block of an article as lines of plain text.

use ifilm_core::{Block, BlockContent, MediaAddress, Picture, TableCell, text_of_spans};

/// The lines of a block.
pub(crate) fn of(block: &Block) -> String {
    match &block.content {
        BlockContent::Paragraph { spans } => text_of_spans(spans),
        BlockContent::Heading { spans, .. } => format!("## {}", text_of_spans(spans)),
        BlockContent::Quote { spans } => behind("> ", "> ", &text_of_spans(spans)),
        BlockContent::List { ordered, start, reversed, entries } => {
            let first = start.unwrap_or(if *reversed { length(entries) } else { 1 });
            let number = |at| if *reversed { first.saturating_sub(at) } else { first.saturating_add(at) };
            let sign = |at| if *ordered { format!("{}. ", number(at)) } else { "- ".to_owned() };
            let lines = (0..).zip(entries).map(|(at, blocks)| entry(&sign(at), blocks));
            lines.collect::<Vec<_>>().join("\n")
        }
        BlockContent::Image(picture) => image(picture),
        BlockContent::Gallery { images } => images.iter().map(image).collect::<Vec<_>>().join("\n"),
        BlockContent::Video { addresses, caption, .. } => media("video", caption.as_deref(), addresses),
        BlockContent::Audio { addresses, caption } => media("audio", caption.as_deref(), addresses),
        BlockContent::Embed { address, provider, title } => {
            opened(provider.as_deref().unwrap_or("embedded"), title.as_deref(), address)
        }
        BlockContent::Table { rows } => rows.iter().map(|row| cells(row)).collect::<Vec<_>>().join("\n"),
        BlockContent::Preformatted { text } => behind("    ", "    ", text),
        BlockContent::Divider => "---".to_owned(),
    }
}

fn length(entries: &[Vec<Block>]) -> i32 {
    entries.len().try_into().unwrap_or(i32::MAX)
}

/// The blocks of an entry, behind its sign.
fn entry(sign: &str, blocks: &[Block]) -> String {
    let lines: Vec<String> = blocks.iter().map(of).collect();
    behind(sign, &" ".repeat(sign.chars().count()), &lines.join("\n"))
}

/// A text with a sign before its first line, and another before each line after it.
fn behind(first: &str, others: &str, text: &str) -> String {
    format!("{first}{}", text.replace('\n', &format!("\n{others}")))
}

fn image(picture: &Picture) -> String {
    let text = picture.caption.as_deref().or(picture.description.as_deref());
    format!("[{}]", text.unwrap_or("picture"))
}

fn media(kind: &str, caption: Option<&str>, addresses: &[MediaAddress]) -> String {
    opened(kind, caption, addresses.first().map_or("", |first| &first.address))
}

fn opened(kind: &str, text: Option<&str>, address: &str) -> String {
    match text {
        Some(text) => format!("[{kind}: {text}: {address}]"),
        None => format!("[{kind}: {address}]"),
    }
}

fn cells(row: &[TableCell]) -> String {
    row.iter().map(|cell| text_of_spans(&cell.spans)).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use ifilm_core::{Direction, Span};

    use super::*;

    fn block(content: BlockContent) -> Block {
        Block { content, dir: Direction::Ltr }
    }

    fn paragraph(text: &str) -> Block {
        block(BlockContent::Paragraph { spans: vec![Span::plain(text)] })
    }

    #[test]
    fn a_deeper_list_stands_under_its_entry_and_numbers_go_on_from_the_start() {
        let inner = block(BlockContent::List {
            ordered: false,
            start: None,
            reversed: false,
            entries: vec![vec![paragraph("Two")]],
        });
        let entries = vec![vec![paragraph("One"), inner], vec![paragraph("Three\nlines")]];
        let list = |start, reversed, entries| BlockContent::List { ordered: true, start, reversed, entries };

        assert_eq!(
            of(&block(list(Some(9), false, entries.clone()))),
            "9. One\n   - Two\n10. Three\n    lines"
        );
        assert_eq!(of(&block(list(None, true, entries))), "2. One\n   - Two\n1. Three\n   lines");
    }

    #[test]
    fn cells_stand_in_their_rows_and_what_cannot_be_shown_is_in_brackets() {
        let cell = |text: &str| TableCell { header: false, spans: vec![Span::plain(text)] };
        let rows = vec![vec![cell("20:30"), cell("Film")], vec![cell("22:00"), cell("News")]];
        let player = BlockContent::Embed {
            address: "https://v.example/7".to_owned(),
            provider: Some("Aparat".to_owned()),
            title: None,
        };

        assert_eq!(of(&block(BlockContent::Table { rows })), "20:30 | Film\n22:00 | News");
        assert_eq!(of(&block(player)), "[Aparat: https://v.example/7]");
        assert_eq!(of(&block(BlockContent::Image(Picture::at(String::new())))), "[picture]");
    }
}
