//! The content of an article: what a person reads. Only a change of the content is an edit. Related links,
//! counters, markup and the queries of addresses are no content. This file alone decides what an edit is.

use sha2::{Digest, Sha256};

use crate::model::{Block, BlockContent};
use crate::store::{StoredText, TextOfPage};

/// What a person reads in an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) lead: Option<&'a str>,
    pub(super) blocks: &'a [Block],
}

impl<'a> Content<'a> {
    /// The content of a stored text.
    pub(super) fn stored(text: &'a StoredText) -> Self {
        Self { title: text.title.as_deref(), lead: text.lead.as_deref(), blocks: &text.blocks }
    }

    /// The content of a text that came.
    pub(super) fn new(text: &'a TextOfPage) -> Self {
        Self { title: text.title.as_deref(), lead: text.lead.as_deref(), blocks: &text.blocks }
    }

    /// SHA-256 of the content.
    pub(super) fn hash(&self) -> Vec<u8> {
        let blocks = self.blocks.iter().map(|block| shown(&block.content));
        let mut hash = Sha256::new();
        for part in [text(self.title), text(self.lead)].into_iter().chain(blocks) {
            hash.update(part);
            hash.update([0]);
        }
        hash.finalize().to_vec()
    }
}

/// Whether a text is an edit of the stored one. If another version of the parser read the stored text, the
/// difference may be the parser's. The stored content is hashed again, because an older version may have
/// hashed it in another way.
pub(super) fn is_edit(stored: &StoredText, parser: u32, hash: &[u8]) -> bool {
    stored.parser == Some(parser) && Content::stored(stored).hash() != hash
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// The text of a block, or the address of its picture or video.
fn shown(content: &BlockContent) -> String {
    let address = match content {
        BlockContent::Image { address, .. } | BlockContent::Video { address, .. } => address,
        text => return text.text().unwrap_or_default(),
    };
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Direction, Mark, Span};

    fn block(content: BlockContent) -> Block {
        Block { content, dir: Direction::Ltr }
    }

    fn paragraph(spans: Vec<Span>) -> Block {
        block(BlockContent::Paragraph { spans })
    }

    fn image(address: &str) -> Block {
        block(BlockContent::Image { address: address.to_owned(), description: None })
    }

    fn hash(title: &str, lead: Option<&str>, blocks: &[Block]) -> Vec<u8> {
        Content { title: Some(title), lead, blocks }.hash()
    }

    #[test]
    fn markup_and_the_query_of_an_address_are_no_content() {
        let plain = [paragraph(vec![Span::plain("Rain fell.")]), image("https://example.org/a.jpg?v=1")];
        let bold = Span { marks: vec![Mark::Bold], ..Span::plain("Rain ") };
        let other = [paragraph(vec![bold, Span::plain("fell.")]), image("https://example.org/a.jpg?v=2")];

        assert_eq!(hash("Rain", None, &plain), hash("Rain", None, &other));
    }

    #[test]
    fn title_lead_text_and_pictures_are_content() {
        let blocks = [paragraph(vec![Span::plain("Rain fell.")]), image("https://example.org/a.jpg")];
        let text = [paragraph(vec![Span::plain("Snow fell.")]), image("https://example.org/a.jpg")];
        let picture = [paragraph(vec![Span::plain("Rain fell.")]), image("https://example.org/b.jpg")];
        let known = hash("Rain", None, &blocks);

        assert_ne!(known, hash("Snow", None, &blocks));
        assert_ne!(known, hash("Rain", Some("It rained."), &blocks));
        assert_ne!(known, hash("Rain", None, &text));
        assert_ne!(known, hash("Rain", None, &picture));
    }

    #[test]
    fn an_edit_is_another_content_that_the_same_parser_read() {
        let title = Some("Rain".to_owned());
        let stored = StoredText { title, lead: None, blocks: Vec::new(), parser: Some(2) };
        let (same, other) = (hash("Rain", None, &[]), hash("Snow", None, &[]));

        assert!(is_edit(&stored, 2, &other));
        assert!(!is_edit(&stored, 2, &same));
        assert!(!is_edit(&stored, 3, &other));
        assert!(!is_edit(&StoredText { parser: None, ..stored }, 3, &other));
    }
}
