//! The text of a page, parsed, with its hash and its fingerprint.

use super::content::Content;
use super::fingerprint::story_fingerprint;
use crate::error::{Error, Result};
use crate::model::{Fingerprint, Published};
use crate::parse::{self, Document, ParsedArticle};
use crate::store::TextOfPage;

/// What a page says.
pub(super) struct PageText {
    pub(super) published: Option<Published>,
    /// A date that does not count because it is far ahead.
    pub(super) far_ahead: Option<Published>,
    pub(super) text: TextOfPage,
    /// Whether only the first part of the page came.
    pub(super) is_unfinished: bool,
}

/// The date and the text of a page.
///
/// # Errors
/// [`Error::Unreadable`] if the document is no page, if it is whole and has no text, or if parsing it panics.
pub(super) fn read(document: Document<'_>) -> Result<PageText> {
    parse::guarded(document.address, || {
        let parsed = parse::article(document)?;
        if parsed.blocks.is_empty() && !parsed.is_unfinished {
            let reason = "no text of the article was found".to_owned();
            return Err(Error::Unreadable { what: document.address.to_string(), reason });
        }
        let ParsedArticle { published, far_ahead, is_unfinished, .. } = parsed;
        Ok(PageText { published, far_ahead, text: text_of_page(parsed), is_unfinished })
    })
}

fn text_of_page(parsed: ParsedArticle) -> TextOfPage {
    let content =
        Content { title: parsed.title.as_deref(), lead: parsed.lead.as_deref(), blocks: &parsed.blocks };
    let (hash, fingerprint) = (content.hash(), fingerprint(&parsed));
    let ParsedArticle {
        title,
        lead,
        published: _,
        far_ahead: _,
        updated,
        language,
        direction,
        blocks,
        related,
        picture: _,
        alternates,
        is_cut: _,
        is_unfinished: _,
    } = parsed;
    TextOfPage { title, lead, language, direction, blocks, related, updated, hash, fingerprint, alternates }
}

fn fingerprint(parsed: &ParsedArticle) -> Fingerprint {
    let ParsedArticle { title, lead, language, blocks, picture, .. } = parsed;
    story_fingerprint(language, title.as_deref(), lead.as_deref(), blocks, picture.as_deref())
}
