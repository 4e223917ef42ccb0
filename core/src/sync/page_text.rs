//! The text of a page, parsed by the kind of its item, with its hash and its fingerprint.

use super::content::Content;
use super::fingerprint::story_fingerprint;
use super::program_page;
use crate::error::{Error, Result};
use crate::model::{Fingerprint, Kind, Published};
use crate::parse::{self, Document, ParsedArticle};
use crate::store::{PageDetails, TextOfPage};

/// What a page says.
pub(super) struct PageText {
    pub(super) published: Option<Published>,
    /// A date that does not count because it is far ahead.
    pub(super) far_ahead: Option<Published>,
    pub(super) text: TextOfPage,
    pub(super) details: PageDetails,
    /// Whether only the first part of the page came.
    pub(super) is_unfinished: bool,
}

/// What the page of an item of a kind says.
///
/// # Errors
/// [`Error::Unreadable`] if the document is no page, if it is whole and has no text, or if parsing it panics.
pub(super) fn read(document: Document<'_>, kind: Kind) -> Result<PageText> {
    match kind {
        Kind::Series | Kind::Film | Kind::Program | Kind::Album => {
            let (text, details) = program_page::read(document)?;
            let is_unfinished = parse::article(document).is_ok_and(|page| page.is_unfinished);
            Ok(PageText { published: None, far_ahead: None, text, details, is_unfinished })
        }
        _ => article(document),
    }
}

/// The date and the text of an article.
fn article(document: Document<'_>) -> Result<PageText> {
    parse::guarded(document.address, || {
        let parsed = parse::article(document)?;
        if parsed.blocks.is_empty() && !parsed.is_unfinished {
            let reason = "no text of the article was found".to_owned();
            return Err(Error::Unreadable { what: document.address.to_string(), reason });
        }
        let ParsedArticle { published, far_ahead, is_unfinished, .. } = parsed;
        let (text, details) = (text_of_page(parsed), PageDetails::Article);
        Ok(PageText { published, far_ahead, text, details, is_unfinished })
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
        tags,
        people,
        picture: _,
        alternates,
        is_cut: _,
        is_unfinished: _,
    } = parsed;
    TextOfPage {
        title,
        lead,
        language,
        direction,
        blocks,
        related,
        tags,
        people,
        updated,
        hash,
        fingerprint,
        alternates,
    }
}

fn fingerprint(parsed: &ParsedArticle) -> Fingerprint {
    let ParsedArticle { title, lead, language, blocks, picture, .. } = parsed;
    story_fingerprint(language, title.as_deref(), lead.as_deref(), blocks, picture.as_deref())
}
