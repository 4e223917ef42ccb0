//! The invisible characters that control the bidi algorithm.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, bidi_class};

pub(super) const LRI: char = '\u{2066}';
pub(super) const RLI: char = '\u{2067}';
pub(super) const FSI: char = '\u{2068}';
pub(super) const PDI: char = '\u{2069}';
pub(super) const LRO: char = '\u{202D}';
pub(super) const PDF: char = '\u{202C}';
/// Makes the digits after it those of Arabic text.
pub(super) const ALM: char = '\u{61C}';

/// The text without the invisible characters that control its order on a screen: isolates, embeddings,
/// overrides and direction marks. Use it before a text made for display is stored, searched or compared.
///
/// ```
/// use ifilm_language::text::{isolate, plain};
/// assert_eq!(plain(&isolate("باران")), "باران");
/// ```
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_control(*c)).collect()
}

/// Whether a character only controls the order of others.
pub(crate) fn is_control(c: char) -> bool {
    matches!(c, ALM | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | LRI..=PDI)
}

fn is_isolate(c: char) -> bool {
    (LRI..=FSI).contains(&c)
}

/// Whether a character begins an isolate, an embedding or an override.
pub(super) fn is_opener(c: char) -> bool {
    is_isolate(c) || matches!(c, '\u{202A}' | '\u{202B}' | LRO | '\u{202E}')
}

fn closer_of(opener: char) -> char {
    if is_isolate(opener) { PDI } else { PDF }
}

/// Whether a character ends a paragraph. That closes everything that was opened in the paragraph.
pub(super) fn is_break(c: char) -> bool {
    bidi_class(c) == BidiClass::B
}

/// The characters outside isolates.
pub(super) fn outside_isolates(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0usize;
    text.chars().filter(move |c| {
        match *c {
            PDI => depth = depth.saturating_sub(1),
            c if is_isolate(c) => depth = depth.saturating_add(1),
            _ => return depth == 0,
        }
        false
    })
}

/// The text with every opener closed in its paragraph, and without closers that have no opener. So the text
/// cannot affect the line around it.
pub(super) fn balanced(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_opener(c) || matches!(c, PDI | PDF)) {
        return Cow::Borrowed(text);
    }
    let mut balance = Balance { text: String::with_capacity(text.len()), open: Vec::new(), isolates: 0 };
    text.chars().for_each(|c| balance.push(c));
    balance.close_to(0);
    Cow::Owned(balance.text)
}

struct Balance {
    text: String,
    /// The open ones, the innermost last.
    open: Vec<char>,
    /// How many of these are isolates.
    isolates: usize,
}

impl Balance {
    fn push(&mut self, c: char) {
        match c {
            PDI => self.close_isolate(),
            PDF => self.close_embedding(),
            _ => {
                if is_break(c) {
                    self.close_to(0);
                }
                if is_opener(c) {
                    self.open.push(c);
                    self.isolates = self.isolates.saturating_add(is_isolate(c).into());
                }
                self.text.push(c);
            }
        }
    }

    fn close_isolate(&mut self) {
        if self.isolates > 0 {
            let at = self.open.iter().rposition(|c| is_isolate(*c));
            self.close_to(at.unwrap_or(0));
        }
    }

    /// Closes the innermost embedding. An embedding outside the innermost isolate cannot be closed inside it.
    fn close_embedding(&mut self) {
        if self.open.last().is_some_and(|c| !is_isolate(*c)) {
            self.close_to(self.open.len().saturating_sub(1));
        }
    }

    fn close_to(&mut self, depth: usize) {
        for opener in self.open.drain(depth..).rev() {
            self.isolates = self.isolates.saturating_sub(is_isolate(opener).into());
            self.text.push(closer_of(opener));
        }
    }
}

/// The end of the isolate, embedding or override that starts at `start`, in a balanced text.
pub(super) fn end_of_opened(text: &str, start: usize) -> usize {
    let mut depth = 0usize;
    let mut rest = text.get(start..).unwrap_or_default().chars();
    for c in rest.by_ref() {
        match c {
            PDI | PDF => depth = depth.saturating_sub(1),
            c if is_opener(c) => depth = depth.saturating_add(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    text.len().saturating_sub(rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_closed_at_the_end_of_their_paragraph() {
        assert_eq!(balanced("a\u{2067}b\u{202B}c"), "a\u{2067}b\u{202B}c\u{202C}\u{2069}");
        assert_eq!(balanced("\u{2068}a\nb"), "\u{2068}a\u{2069}\nb");
        assert_eq!(balanced("\u{2067}a\u{202B}b\u{2069}c"), "\u{2067}a\u{202B}b\u{202C}\u{2069}c");
    }

    #[test]
    fn closers_without_an_opener_are_removed() {
        assert_eq!(balanced("a\u{2069}b\u{202C}c"), "abc");
        assert_eq!(
            balanced("\u{202B}\u{2068}a\u{202C}b\u{2069}\u{202C}"),
            "\u{202B}\u{2068}ab\u{2069}\u{202C}"
        );
    }

    #[test]
    fn a_text_without_controls_stays_as_it_is() {
        assert!(matches!(balanced("باران (Rain)"), Cow::Borrowed(_)));
    }

    #[test]
    fn joiners_are_letters_of_the_text_and_stay() {
        assert_eq!(plain("می\u{200C}روم \u{200E}2\u{200F}"), "می\u{200C}روم 2");
    }
}
