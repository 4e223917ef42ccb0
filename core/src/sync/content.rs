//! The content of an article: what a person reads. Only a change of the content is an edit. This file alone
//! decides what an edit is.
//!
//! Links that stand alone, such as related links and adverts, are no content. Nor are counters, ages,
//! invisible signs, markup and the queries of addresses.

use ifilm_language::time::is_age;
use sha2::{Digest, Sha256};

use crate::model::{Block, BlockContent};
use crate::parse::is_counter;
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
        let mut blocks: Vec<String> = self.blocks.iter().filter_map(|block| shown(&block.content)).collect();
        if blocks.is_empty() {
            blocks = self.blocks.iter().filter_map(|block| block.content.text()).collect(); // links alone
        }
        let title_and_lead = [self.title, self.lead].map(|text| visible(text.unwrap_or_default()));
        let mut hash = Sha256::new();
        for part in title_and_lead.into_iter().chain(blocks) {
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

/// The text of a block, or the addresses of what it shows; `None` if it is no content.
fn shown(content: &BlockContent) -> Option<String> {
    match content {
        BlockContent::Image(picture) => Some(without_query(&picture.address)),
        BlockContent::Gallery { images } => {
            Some(images.iter().map(|picture| without_query(&picture.address)).collect())
        }
        BlockContent::Video { addresses, .. } | BlockContent::Audio { addresses, .. } => {
            addresses.first().map(|first| without_query(&first.address))
        }
        BlockContent::Embed { address, .. } => Some(without_query(address)),
        BlockContent::Paragraph { spans } if spans.iter().all(|span| span.href.is_some()) => None,
        text => text.text().filter(|text| !is_counter(text) && !is_age(text)).map(|text| visible(&text)),
    }
}

fn without_query(address: &str) -> String {
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// A text without invisible signs. Of several joiners in a row one is left, because Persian words need it.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        let is_doubled = c == '\u{200C}' && visible.ends_with(c);
        if !is_doubled && !is_invisible(c) {
            visible.push(c);
        }
    }
    visible
}

/// Soft hyphens, spaces without width and marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Direction, Mark, Picture, Span};

    fn block(content: BlockContent) -> Block {
        Block { content, dir: Direction::Ltr }
    }

    fn paragraph(spans: Vec<Span>) -> Block {
        block(BlockContent::Paragraph { spans })
    }

    fn image(address: &str) -> Block {
        block(BlockContent::Image(Picture::at(address.to_owned())))
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

    /// Seen: each of these made an article show as edited at every sync.
    #[test]
    fn counters_ages_adverts_and_invisible_signs_are_no_content() {
        let text = |text: &str| paragraph(vec![Span::plain(text)]);
        let link = Span { href: Some("https://ads.example/x".to_owned()), ..Span::plain("Buy one now") };
        let known = hash("Rain", None, &[text("It opened, \u{645}\u{6CC}\u{200C}\u{634}\u{648}\u{62F}.")]);
        let same =
            text("It ope\u{AD}ned,\u{200B} \u{645}\u{6CC}\u{200C}\u{200C}\u{634}\u{648}\u{62F}.\u{200E}");

        assert_eq!(known, hash("Ra\u{AD}in", None, std::slice::from_ref(&same)));
        for line in
            ["2 hours ago", "۲ ساعت پیش", "Number of visits: 1,234", "Share: 12 Likes: 3", "بازدید: ۴۱۲"]
        {
            assert_eq!(known, hash("Rain", None, &[same.clone(), text(line)]), "{line}");
        }
        assert_eq!(known, hash("Rain", None, &[paragraph(vec![link]), same]));
        for line in ["Two hours ago it began.", "Tickets: 200"] {
            assert_ne!(known, hash("Rain", None, &[text(line)]), "{line}");
        }
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
