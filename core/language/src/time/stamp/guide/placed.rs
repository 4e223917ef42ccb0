//! The parts of a line with their places in it.

use std::ops::Range;

use super::super::part::{Part, Piece, pieces};

/// The most parts of a line that are read. A guide in one line has fewer.
const MOST_PARTS: usize = 200_000;

/// The parts of a line. A sign between two fields, such as a bracket, is a dash.
pub(super) struct Placed<'t> {
    pub(super) line: &'t str,
    pub(super) parts: Vec<Part>,
    spans: Vec<Range<usize>>,
    /// Whether digits touch the word before them.
    touching: Vec<bool>,
}

impl<'t> Placed<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        let mut placed = Self { line, parts: Vec::new(), spans: Vec::new(), touching: Vec::new() };
        let mut behind = 0;
        for piece in pieces(line).take(MOST_PARTS) {
            let (part, text, touches) = match piece {
                Piece::Part(part, text) => (part, Some(text), false),
                Piece::Touching(digits, _, text) => (Part::Number(digits), Some(text), true),
                Piece::Break(sign) => (Part::Dash(sign), None, false),
            };
            let span = match (text, &part) {
                (Some(text), _) => place(line, text),
                (None, Part::Dash(sign)) => next_sign(line, behind, *sign),
                (None, _) => behind..behind,
            };
            behind = span.end;
            placed.parts.push(part);
            placed.spans.push(span);
            placed.touching.push(touches);
        }
        placed
    }

    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Part> {
        self.parts.get(at)
    }

    /// The parts from a place on.
    pub(super) fn from(&self, at: usize) -> &[Part] {
        self.parts.get(at..).unwrap_or_default()
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.get(at).and_then(Part::word)
    }

    pub(super) fn digits(&self, at: usize) -> Option<&str> {
        self.get(at).and_then(Part::digits)
    }

    /// A number of at most two digits.
    pub(super) fn small(&self, at: usize) -> Option<u16> {
        self.get(at).and_then(Part::small).and_then(|number| u16::try_from(number).ok())
    }

    pub(super) fn touches(&self, at: usize) -> bool {
        self.touching.get(at).copied().unwrap_or(false)
    }

    /// Whether no blank stands between a part and the one before it.
    pub(super) fn is_close(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.spans.get(before));
        before.zip(self.spans.get(at)).is_some_and(|(before, here)| before.end == here.start)
    }

    /// Whether a part is this sign, also with blanks beside it.
    pub(super) fn is_sign(&self, at: usize, sign: char) -> bool {
        matches!(self.get(at), Some(Part::Sign(found) | Part::Dash(found)) if *found == sign)
    }

    /// Whether the line stops here: it ends, or a sign or a number follows.
    pub(super) fn stops(&self, at: usize) -> bool {
        self.word(at).is_none()
    }

    /// The bytes of some parts.
    pub(super) fn span(&self, parts: Range<usize>) -> Range<usize> {
        let start = self.spans.get(parts.start).map_or(self.line.len(), |span| span.start);
        let last = parts.end.checked_sub(1).and_then(|last| self.spans.get(last));
        start..last.map_or(start, |span| span.end).max(start)
    }

    /// The text of some parts.
    pub(super) fn text(&self, parts: Range<usize>) -> &'t str {
        self.line.get(self.span(parts)).unwrap_or_default()
    }
}

/// Where a part of a line stands in it.
fn place(line: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    start..start.saturating_add(part.len())
}

fn next_sign(line: &str, from: usize, sign: char) -> Range<usize> {
    let found = line.get(from..).and_then(|rest| rest.find(sign));
    let start = found.map_or(from, |found| from.saturating_add(found));
    start..start.saturating_add(found.map_or(0, |_| sign.len_utf8()))
}
