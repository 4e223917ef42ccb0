//! Pull quotes: sentences of the text that are shown a second time beside it. None is lost: each stays in its
//! paragraph.

use ifilm_language::text::normalized;

use super::measured_page::MeasuredPage;
use crate::parse::html::Tag;

/// The fewest words of a pull quote. Shorter lines may be the same by chance.
const SHORTEST: usize = 5;

/// The maximum number of lines that are looked at. Each is compared with all of the text.
const MOST: usize = 24;

/// The lines that repeat a part of another one.
#[derive(Debug, Default)]
pub(super) struct PullQuotes(Vec<usize>);

impl PullQuotes {
    /// Finds them among the lines of prose, except for the first, which may be the lead.
    pub(super) fn of(measured: &MeasuredPage<'_>, prose: &[usize]) -> Self {
        let quotes = prose.iter().copied().skip(1).filter(|node| is_set_apart(measured, *node));
        let quotes: Vec<(usize, String)> =
            quotes.take(MOST).map(|node| (node, measured.line(node).normalized.clone())).collect();
        if quotes.is_empty() {
            return Self::default();
        }
        let others = prose.iter().filter(|node| !quotes.iter().any(|(quote, _)| quote == *node));
        let texts: Vec<String> = others.map(|node| normalized(&measured.line(*node).text)).collect();
        let is_repeated =
            |words: &str| texts.iter().any(|text| text.len() > words.len() && text.contains(words));
        let repeated = quotes.iter().filter(|(_, words)| !words.is_empty() && is_repeated(words));
        Self(repeated.map(|(node, _)| *node).collect())
    }

    /// Whether a line is one.
    pub(super) fn has(&self, node: usize) -> bool {
        self.0.binary_search(&node).is_ok()
    }
}

/// Whether a line is a quotation, or has a class of its own, and is no entry.
fn is_set_apart(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let (line, block) = (measured.line(node), measured.parent(node));
    let is_quote = measured.is_inside(node, |tag| matches!(tag, Tag::Blockquote | Tag::Figure | Tag::Aside));
    let is_entry = measured.is_inside(node, |tag| matches!(tag, Tag::Li | Tag::Td | Tag::Dd));
    let is_classed = block.style != 0 && block.nodes.len() <= 2;
    line.heading.is_none() && !is_entry && (is_quote || is_classed) && line.word_count() >= SHORTEST
}
