//! A text with the places of its hits.

use std::ops::Range;

use serde::Serialize;

/// A text with the places of its hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The text, unchanged.
    pub text: String,
    /// The places of the hits in bytes, in order, without overlap. They cut no character.
    pub hits: Vec<Range<usize>>,
}

/// A run of a marked text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MarkedSpan<'a> {
    /// The text of the run.
    pub text: &'a str,
    /// Whether it is a hit.
    pub hit: bool,
}

impl Marked {
    /// The text in runs, in order: the hits and the text between them. Joined, they are the text.
    pub fn spans(&self) -> Vec<MarkedSpan<'_>> {
        let piece = |place: Range<usize>| self.text.get(place).unwrap_or_default();
        let mut spans = Vec::new();
        let mut at = 0;
        for hit in &self.hits {
            spans.push(MarkedSpan { text: piece(at..hit.start), hit: false });
            spans.push(MarkedSpan { text: piece(hit.clone()), hit: true });
            at = hit.end;
        }
        spans.push(MarkedSpan { text: piece(at..self.text.len()), hit: false });
        spans.retain(|span| !span.text.is_empty());
        spans
    }
}
