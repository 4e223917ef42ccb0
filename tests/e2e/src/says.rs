//! Whether an article has the texts that the practice site published.

use ifilm_core::{Article, ArticleBody, Block, BlockContent};
use ifilm_site::Truth;

/// The blocks of an article, if its text is stored.
pub fn blocks(article: &Article) -> Option<&[Block]> {
    match &article.body {
        ArticleBody::Ready { blocks } => Some(blocks),
        _ => None,
    }
}

/// Whether an article has the site's title, lead and texts. The parser may leave out a few texts, because
/// other tests check how well it parses.
pub fn says(article: &Article, truth: &Truth) -> bool {
    let Some(blocks) = blocks(article) else { return false };
    let found: Vec<String> = blocks.iter().flat_map(texts).collect();
    let all_are_true = found.iter().all(|text| truth.paragraphs.contains(text));
    let most_are_here = 2 * found.len() > truth.paragraphs.len();
    article.title == truth.title && article.lead == truth.lead && all_are_true && most_are_here
}

/// The texts of a block. Each entry of a list is one text.
fn texts(block: &Block) -> Vec<String> {
    match &block.content {
        BlockContent::List { entries, .. } => entries.iter().flatten().flat_map(texts).collect(),
        content => content.text().into_iter().collect(),
    }
}
