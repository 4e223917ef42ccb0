//! The sign that closes a panel. It stands in the panel, as if it were text.

use crate::model::{Block, BlockContent, Span};

/// What closes a panel.
const SIGNS: &[&str] = &["X", "x", "×", "✕", "✖", "╳"];

/// Whether a text is only such a sign.
pub(super) fn is_close_sign(text: &str) -> bool {
    SIGNS.contains(&text.trim())
}

/// Takes the sign off the beginning of the first paragraph. `is_glued` says that an element ends behind the
/// first letter of the text.
pub(super) fn without_close_sign(mut blocks: Vec<Block>, is_glued: bool) -> Vec<Block> {
    if let Some(BlockContent::Paragraph { spans }) = blocks.first_mut().map(|block| &mut block.content) {
        take_off(spans, is_glued);
    }
    blocks
}

fn take_off(spans: &mut Vec<Span>, is_glued: bool) {
    let Some(first) = spans.first_mut() else { return };
    let rest = SIGNS.iter().find_map(|sign| first.text.strip_prefix(sign));
    let Some(rest) = rest.filter(|rest| is_glued || rest.is_empty() || rest.starts_with(char::is_whitespace))
    else {
        return;
    };
    let rest = rest.trim_start().to_owned();
    if !rest.is_empty() {
        first.text = rest;
    } else if spans.len() > 1 {
        spans.remove(0);
        spans.first_mut().into_iter().for_each(|next| next.text = next.text.trim_start().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(texts: &[&str], is_glued: bool) -> String {
        let mut spans: Vec<Span> = texts.iter().map(|text| Span::plain(*text)).collect();
        take_off(&mut spans, is_glued);
        spans.into_iter().map(|span| span.text).collect()
    }

    #[test]
    fn the_sign_is_taken_off_where_it_stands_alone() {
        assert_eq!(after(&["X A ferryman"], false), "A ferryman");
        assert_eq!(after(&["X", " A ferryman"], false), "A ferryman");
        assert_eq!(after(&["XA ferryman"], true), "A ferryman");
        assert_eq!(after(&["× مردی"], false), "مردی");
    }

    #[test]
    fn a_word_with_its_letter_stays() {
        for text in ["Xanadu", "xylophone", "A ferryman", "X"] {
            assert_eq!(after(&[text], false), text);
        }
    }
}
