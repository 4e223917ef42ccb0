//! Writes text into a run: white space folded, pieces of one style joined.

use super::entry;
use super::hint::Hints;
use super::node::{Piece, Run, Style};

/// Collects the run that is being read.
#[derive(Debug, Default)]
pub(super) struct RunWriter {
    pieces: Vec<Piece>,
    /// The hints that all visible text so far shares.
    hints: Option<Hints>,
    ends_in_space: bool,
    wrote: bool,
    breaks: u8,
    /// The places of single line breaks: the piece, and the place in it.
    broken: Vec<(usize, usize)>,
}

impl RunWriter {
    /// Adds text, entities decoded.
    pub(super) fn write(&mut self, text: &str, style: Style, hints: Hints) {
        if !text.chars().all(is_invisible) {
            self.breaks = 0;
            self.wrote = true;
            self.hints = Some(self.hints.map_or(hints, |all| all.common(hints)));
        }
        text.chars().filter(|c| !is_control(*c)).for_each(|c| self.put(c, style));
    }

    /// Adds a break. Returns whether it is the second in a row, which ends the run.
    pub(super) fn break_line(&mut self, style: Style) -> bool {
        self.put(' ', style);
        if let Some(last) = self.pieces.last() {
            self.broken.push((self.pieces.len().saturating_sub(1), last.text.len()));
        }
        self.breaks = self.breaks.saturating_add(1);
        self.breaks > 1
    }

    /// Whether something that can be seen was written.
    pub(super) fn wrote(&self) -> bool {
        self.wrote
    }

    /// The runs so far, trimmed; none if nothing can be seen. There are several if single breaks separate the
    /// entries of a list that is numbered by hand.
    pub(super) fn take(&mut self) -> Vec<Run> {
        let taken = std::mem::take(self);
        let hints = taken.hints.unwrap_or_default();
        let lines = if taken.broken.is_empty() {
            vec![taken.pieces]
        } else {
            entry::split(taken.pieces, &taken.broken)
        };
        let runs = lines.into_iter().map(|pieces| Run { pieces: trimmed(pieces), hints });
        if taken.wrote { runs.filter(|run| !run.pieces.is_empty()).collect() } else { Vec::new() }
    }

    fn put(&mut self, c: char, style: Style) {
        let is_space = c.is_whitespace();
        if is_space && (self.pieces.is_empty() || self.ends_in_space) {
            return;
        }
        self.ends_in_space = is_space;
        let c = if is_space { ' ' } else { c };
        match self.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push(c),
            _ => self.pieces.push(Piece { text: String::from(c), style }),
        }
    }
}

fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    if pieces.last().is_some_and(|last| last.text.is_empty()) {
        pieces.pop();
    }
    pieces
}

/// White space, and characters that cannot be seen: joiners, direction marks, a byte order mark.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || is_control(c)
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

fn is_control(c: char) -> bool {
    c == '\u{FEFF}' || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(parts: &[&str]) -> Option<String> {
        let mut writer = RunWriter::default();
        parts.iter().for_each(|part| writer.write(part, Style::default(), Hints::default()));
        writer.take().first().map(|run| run.text())
    }

    #[test]
    fn white_space_folds_across_parts_and_at_both_ends() {
        assert_eq!(
            folded(&["\n  One ", " two\u{A0}\u{A0} three\t", "\r\n"]).as_deref(),
            Some("One two three")
        );
    }

    #[test]
    fn a_line_of_white_space_is_dropped() {
        assert_eq!(folded(&["\u{A0}", " \u{200C}\u{FEFF} "]), None);
    }

    #[test]
    fn joiners_between_letters_stay() {
        assert_eq!(folded(&["می\u{200C}رود"]).as_deref(), Some("می\u{200C}رود"));
    }

    #[test]
    fn a_change_of_style_begins_a_new_piece() {
        let bold = Style { bold: true, ..Style::default() };
        let mut writer = RunWriter::default();
        writer.write("one ", Style::default(), Hints::default());
        writer.write("two", bold, Hints::default());
        writer.write(" ", Style::default(), Hints::default());

        let run = writer.take().remove(0);

        let texts: Vec<&str> = run.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["one ", "two"]);
    }
}
