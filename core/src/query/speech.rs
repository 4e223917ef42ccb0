//! An article for reading aloud.

use ifilm_language::speech::speech_runs;

use super::{View, article};
use crate::error::Result;
use crate::model::{
    Article, ArticleBody, Block, BlockContent, ItemKey, Passage, PassagePlace, TableCell, text_of_spans,
};
use crate::store::Store;

/// The passages of an article, in reading order.
pub(crate) async fn speech(store: &Store, view: View<'_>, key: &ItemKey) -> Result<Vec<Passage>> {
    let article = article(store, view, key).await?;
    let said = texts(&article).into_iter().map(|(place, text)| {
        let runs = speech_runs(&text, &article.language);
        Passage { place, runs }
    });
    Ok(said.filter(|passage| !passage.runs.is_empty()).collect())
}

fn texts(article: &Article) -> Vec<(PassagePlace, String)> {
    let blocks: &[Block] = match &article.body {
        ArticleBody::Ready { blocks } => blocks,
        ArticleBody::Waiting { .. } | ArticleBody::Unreadable => &[],
    };
    let title = (PassagePlace::Title, article.title.clone());
    let lead = article.lead.clone().map(|lead| (PassagePlace::Lead, lead));
    let blocks = (0..).zip(blocks).flat_map(|(index, block)| texts_of_block(index, &block.content));
    [title].into_iter().chain(lead).chain(blocks).collect()
}

fn texts_of_block(index: u32, content: &BlockContent) -> Vec<(PassagePlace, String)> {
    let place = |entry| PassagePlace::Block { index, entry };
    match content {
        BlockContent::List { entries, .. } => {
            let texts = (0..).zip(entries).flat_map(|(entry, blocks)| with_each(entry, said(blocks)));
            texts.map(|(entry, text)| (place(Some(entry)), text)).collect()
        }
        BlockContent::Table { rows } => {
            let texts =
                (0..).zip(rows).flat_map(|(row, cells)| with_each(row, cells.iter().map(text_of_cell)));
            texts.map(|(row, text)| (place(Some(row)), text)).collect()
        }
        other => other.text().map(|text| (place(None), text)).into_iter().collect(),
    }
}

fn with_each<T>(number: u32, texts: impl IntoIterator<Item = T>) -> impl Iterator<Item = (u32, T)> {
    texts.into_iter().map(move |text| (number, text))
}

/// The texts of the blocks of an entry, those of deeper lists and of tables one by one.
fn said(blocks: &[Block]) -> Vec<String> {
    let texts = blocks.iter().flat_map(|block| match &block.content {
        BlockContent::List { entries, .. } => entries.iter().flat_map(|entry| said(entry)).collect(),
        BlockContent::Table { rows } => rows.iter().flatten().map(text_of_cell).collect(),
        other => Vec::from_iter(other.text()),
    });
    texts.collect()
}

fn text_of_cell(cell: &TableCell) -> String {
    text_of_spans(&cell.spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Direction, Picture, Span};

    fn paragraph(text: &str) -> Block {
        Block { content: BlockContent::Paragraph { spans: vec![Span::plain(text)] }, dir: Direction::Rtl }
    }

    fn list(entries: Vec<Vec<Block>>) -> BlockContent {
        BlockContent::List { ordered: false, start: None, reversed: false, entries }
    }

    fn place(entry: u32) -> PassagePlace {
        PassagePlace::Block { index: 4, entry: Some(entry) }
    }

    #[test]
    fn a_list_is_read_entry_by_entry_and_pictures_are_skipped() {
        let inner = Block { content: list(vec![vec![paragraph("سه")]]), dir: Direction::Rtl };
        let list = texts_of_block(4, &list(vec![vec![paragraph("یک")], vec![paragraph("دو"), inner]]));
        let image = BlockContent::Image(Picture::at("https://a.example/1.jpg".to_owned()));

        let said = [(place(0), "یک".to_owned()), (place(1), "دو".to_owned()), (place(1), "سه".to_owned())];
        assert_eq!(list, said);
        assert!(texts_of_block(5, &image).is_empty());
    }

    #[test]
    fn a_table_is_read_cell_by_cell() {
        let cell = |text: &str| TableCell { header: false, spans: vec![Span::plain(text)] };
        let rows = vec![vec![cell("Hour"), cell("Film")], vec![cell("20:30"), cell("Rain")]];

        let texts = texts_of_block(4, &BlockContent::Table { rows });

        let said = [(0, "Hour"), (0, "Film"), (1, "20:30"), (1, "Rain")];
        assert_eq!(texts, said.map(|(row, text)| (place(row), text.to_owned())));
    }
}
