//! An article for reading aloud.

use ifilm_language::speech::speech_runs;

use super::{View, article};
use crate::error::Result;
use crate::model::{Article, ArticleBody, Block, BlockContent, ItemKey, Passage, PassagePlace, Span};
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
            (0..).zip(entries).map(|(entry, spans)| (place(Some(entry)), text_of(spans))).collect()
        }
        other => other.text().map(|text| (place(None), text)).into_iter().collect(),
    }
}

fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_entry_by_entry_and_pictures_are_skipped() {
        let entries = vec![vec![Span::plain("یک")], vec![Span::plain("دو "), Span::plain("سه")]];
        let list = texts_of_block(4, &BlockContent::List { ordered: false, entries });
        let image = BlockContent::Image { address: "https://a.example/1.jpg".to_owned(), description: None };

        let place = |entry| PassagePlace::Block { index: 4, entry: Some(entry) };
        assert_eq!(list, [(place(0), "یک".to_owned()), (place(1), "دو سه".to_owned())]);
        assert!(texts_of_block(5, &image).is_empty());
    }
}
