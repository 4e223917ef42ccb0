//! `ifilm read`: an article from the store.

use ifilm_core::{Article, ArticleBody, Block, BlockContent, EditionId, ItemKey, Span};

use crate::arguments::{Read, Shared};
use crate::failure::Failure;
use crate::{Ended, json, screen};

pub(crate) async fn run(shared: &Shared, arguments: Read) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let edition = shared.one_edition(&client).await?;
    let key = key(&arguments.item, edition)?;
    let article = client.article(&key).await?;
    if !arguments.unmarked {
        client.mark_read(&key, true).await?;
    }
    client.close().await?;
    if shared.json {
        screen::json(&json::article(&article));
    } else {
        print(&article);
    }
    Ok(Ended::Well)
}

fn key(item: &str, edition: EditionId) -> Result<ItemKey, Failure> {
    if item.contains('/') { Ok(item.parse()?) } else { Ok(ItemKey::article(edition, item)) }
}

/// Prints an article for a person.
pub(crate) fn print(article: &Article) {
    screen::line(format!("{}\n{}", article.title, article.date_text));
    if let Some(lead) = &article.lead {
        screen::line(format!("\n{lead}"));
    }
    match &article.body {
        ArticleBody::Ready { blocks } => {
            blocks.iter().for_each(|block| screen::line(format!("\n{}", text(block))))
        }
        ArticleBody::Waiting => screen::line("\nIts page is not here yet: run `ifilm sync`."),
        ArticleBody::Unreadable => screen::line("\nNo text was found in its page."),
    }
    screen::line(format!("\n{}", article.link));
}

fn text(block: &Block) -> String {
    match &block.content {
        BlockContent::Paragraph { spans } => plain(spans),
        BlockContent::Heading { spans, .. } => format!("## {}", plain(spans)),
        BlockContent::Quote { spans } => format!("> {}", plain(spans)),
        BlockContent::List { entries, .. } => {
            let entries: Vec<String> = entries.iter().map(|spans| format!("- {}", plain(spans))).collect();
            entries.join("\n")
        }
        BlockContent::Image { description, .. } => {
            format!("[{}]", description.as_deref().unwrap_or("picture"))
        }
        BlockContent::Video { address, .. } => format!("[video: {address}]"),
    }
}

fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
