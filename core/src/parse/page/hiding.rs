//! The hidden elements of a page, and which of them holds its text.

use ifilm_language::text::is_alphanumeric;

use super::Page;

/// Shorter texts, in letters, are labels of menus and buttons.
const SHORTEST: usize = 40;
/// The least part, one in so many letters of the longest hidden text, that is shown with it.
const LEAST_PART: usize = 8;
/// The maximum number of hidden elements that are shown.
const MOST_SHOWN: usize = 32;
/// The least letters of a hidden text.
const LEAST: usize = 120;

/// Counts what hidden elements hold.
#[derive(Debug, Default)]
pub(super) struct Hiding {
    /// The letters of longer texts in each hidden element; none in a paragraph, which no script shows alone.
    letters: Vec<usize>,
    paragraphs: Vec<bool>,
    /// Those that are shown.
    shown: Vec<usize>,
    /// Whether a button that unfolds the next hidden element was read.
    is_folded: bool,
}

impl Hiding {
    /// These elements hide nothing.
    pub(super) fn showing(shown: Vec<usize>) -> Self {
        Self { shown, ..Self::default() }
    }

    /// A button that unfolds something was read.
    pub(super) fn fold(&mut self) {
        self.is_folded = true;
    }

    /// A hidden element begins. Returns its number; `None` if it is shown, because a button unfolds it.
    pub(super) fn hide(&mut self, is_paragraph: bool) -> Option<usize> {
        let at = self.letters.len();
        self.letters.push(0);
        self.paragraphs.push(is_paragraph);
        let is_shown = std::mem::take(&mut self.is_folded) || self.shown.contains(&at);
        if is_shown { None } else { Some(at) }
    }

    /// Counts a text in a hidden element.
    pub(super) fn count(&mut self, hidden: usize, text: &str) {
        let letters = text.chars().filter(|c| is_alphanumeric(*c)).count();
        let is_counted = letters >= SHORTEST && self.paragraphs.get(hidden) == Some(&false);
        if let Some(counted) = self.letters.get_mut(hidden).filter(|_| is_counted) {
            *counted = counted.saturating_add(letters);
        }
    }

    /// The hidden elements that hold the text, if one of them holds more than all that the page shows. A
    /// streamed page comes in several.
    pub(super) fn text_of(&self, page: &Page) -> Vec<usize> {
        let most = self.letters.iter().copied().max().unwrap_or(0);
        if most < LEAST || most <= shown_letters(page) {
            return Vec::new();
        }
        let texts = self.letters.iter().enumerate().filter(|(_, letters)| **letters >= LEAST);
        let parts = texts.filter(|(_, letters)| letters.saturating_mul(LEAST_PART) >= most);
        parts.map(|(at, _)| at).take(MOST_SHOWN).collect()
    }
}

/// The letters outside of links that a page shows.
fn shown_letters(page: &Page) -> usize {
    let weights = page.nodes.iter().filter_map(|node| node.run()).map(|run| run.weights());
    weights.fold(0, |sum, (all, linked)| sum.saturating_add(all.saturating_sub(linked)))
}
