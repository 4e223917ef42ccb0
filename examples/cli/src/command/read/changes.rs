//! `ifilm read KEY --changes`: what changed in an article.

use ifilm_core::{Article, ArticleChanges, BlockChange, Client, ItemKey, TextPiece, WordChange};

use super::found::found;
use crate::arguments::Shared;
use crate::failure::Failure;
use crate::{block_text, screen};

/// Prints what changed. Returns no article, so that none is marked as read.
pub(super) async fn show(
    shared: &Shared,
    client: &Client,
    key: &ItemKey,
) -> Result<Option<Article>, Failure> {
    let changes = found(client, key, shared.library(client).changes(key).await).await?;
    if shared.json {
        screen::json(&changes)
    } else {
        print(&changes)
    }
    Ok(None)
}

/// Prints title and lead, and the blocks that changed. Each block has a sign: `+` added, `-` removed, `~`
/// changed. Words have the signs of wdiff: `[-removed-]` and `{+added+}`.
fn print(changes: &ArticleChanges) {
    let ArticleChanges { key: _, from, to, replaced_at, direction: _, title, lead, blocks } = changes;
    screen::line(words(title));
    if !lead.is_empty() {
        screen::line(format!("\n{}", words(lead)));
    }
    blocks.iter().filter_map(block).for_each(|block| screen::line(format!("\n{block}")));
    match replaced_at {
        Some(at) => screen::line(format!("\n[text {from}, replaced at {at}, and text {to}]")),
        None => screen::line(format!("\n[nothing has changed since text {from}]")),
    }
}

/// A block that changed; `None` for one that did not.
fn block(change: &BlockChange) -> Option<String> {
    match change {
        BlockChange::Kept { block: _ } => None,
        BlockChange::Added { block } => Some(format!("+ {}", block_text::of(block))),
        BlockChange::Removed { block } => Some(format!("- {}", block_text::of(block))),
        BlockChange::Changed { before: _, after: _, words: pieces } => Some(format!("~ {}", words(pieces))),
    }
}

fn words(pieces: &[TextPiece]) -> String {
    let sign = |TextPiece { change, text }: &TextPiece| match change {
        WordChange::Kept => text.clone(),
        WordChange::Removed => format!("[-{text}-]"),
        WordChange::Added => format!("{{+{text}+}}"),
    };
    pieces.iter().map(sign).collect()
}
