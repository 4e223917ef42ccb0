//! Writes text into a run: white space folded, pieces of one style joined.

use ifilm_language::text::is_alphanumeric;

use super::entry;
use super::hint::{Hint, Hints};
use super::node::{Piece, Run, Style};

/// Collects the run that is being read.
#[derive(Debug, Default)]
pub(super) struct RunWriter {
    pieces: Vec<Piece>,
    /// The hints that all visible text so far shares.
    hints: Option<Hints>,
    ends_in_space: bool,
    wrote: bool,
    is_preformatted: bool,
    breaks: u8,
    /// The places of single line breaks: the piece, and the place in it.
    broken: Vec<(usize, usize)>,
    /// Whether an inline element began or ended since the last text.
    is_at_border: bool,
    /// The places where such a border separates two words without a blank.
    seams: Vec<(usize, usize)>,
}

/// The maximum number of borders that are kept for one run. A line of facts has fewer.
const MOST_SEAMS: usize = 16;

impl RunWriter {
    /// Adds text, entities decoded.
    pub(super) fn write(&mut self, text: &str, style: Style, hints: Hints) {
        if !text.chars().all(is_invisible) {
            self.breaks = 0;
            self.wrote = true;
            self.hints = Some(self.hints.map_or(hints, |all| all.common(hints)));
        }
        let mut rest = text;
        while !rest.is_empty() {
            let (folded, behind) = rest.split_at_checked(self.folded_length(rest)).unwrap_or((rest, ""));
            if !folded.is_empty() {
                self.push(folded, style);
                self.ends_in_space = folded.ends_with(' ');
            }
            let mut behind = behind.chars();
            if behind.next().is_some_and(char::is_whitespace) && !self.is_after_space() {
                self.push(" ", style);
                self.ends_in_space = true;
            }
            rest = behind.as_str();
        }
    }

    /// Notes that an inline element begins or ends here.
    pub(super) fn border(&mut self) {
        self.is_at_border = true;
    }

    /// Whether the border of an inline element separates this text from a word before it without a blank.
    /// Keeps the place.
    pub(super) fn is_at_seam(&mut self, text: &str) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(is_alphanumeric);
        if !std::mem::take(&mut self.is_at_border) || !is_word(text.chars().next()) {
            return false;
        }
        let at = self.pieces.len().saturating_sub(1);
        let is_seam = self.pieces.last().is_some_and(|last| is_word(last.text.chars().next_back()));
        if is_seam && self.seams.len() < MOST_SEAMS {
            self.seams.extend(self.pieces.last().map(|last| (at, last.text.len())));
        }
        is_seam
    }

    /// Whether all text so far has one of these hints.
    pub(super) fn is_hinted(&self, hint: Hint) -> bool {
        self.hints.is_some_and(|hints| hints.meets(hint) || hints.in_slug(hint))
    }

    /// How much of a text has single blanks alone and no control characters, so that it is written as it is.
    fn folded_length(&self, text: &str) -> usize {
        let mut is_after_space = self.is_after_space();
        let changes = |c: char| {
            let is_space = c == ' ';
            let changes = match c {
                ' ' => is_after_space,
                '!'..='~' | '\u{100}'..='\u{15FF}' => false, // no white space is among these
                _ => c.is_whitespace() || is_control(c),
            };
            is_after_space = is_space;
            changes
        };
        text.find(changes).unwrap_or(text.len())
    }

    /// Whether no blank may be written next.
    fn is_after_space(&self) -> bool {
        self.pieces.is_empty() || self.ends_in_space
    }

    /// Adds text whose white space counts.
    pub(super) fn write_preformatted(&mut self, text: &str, style: Style, hints: Hints) {
        self.is_preformatted = true;
        self.wrote |= !text.chars().all(is_invisible);
        self.hints = Some(self.hints.map_or(hints, |all| all.common(hints)));
        let is_dropped = |c: char| c != '\n' && c != '\t' && c.is_control();
        text.split(is_dropped).filter(|part| !part.is_empty()).for_each(|part| self.push(part, style));
    }

    /// Adds a break. Returns whether it is the second in a row, which ends the run.
    pub(super) fn break_line(&mut self) -> bool {
        if self.is_preformatted {
            let style = self.pieces.last().map(|last| last.style).unwrap_or_default();
            self.push("\n", style);
            return false;
        }
        let at = self.pieces.len().saturating_sub(1);
        if let Some(last) = self.pieces.last_mut() {
            if self.ends_in_space {
                last.text.pop();
            }
            last.text.push('\n');
            self.ends_in_space = true;
            self.broken.push((at, last.text.len()));
        }
        self.breaks = self.breaks.saturating_add(1);
        self.breaks > 1
    }

    /// The number of pieces so far.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether nothing was written since the last run, not even a break.
    pub(super) fn is_new(&self) -> bool {
        self.pieces.is_empty() && self.breaks == 0 && !self.wrote && !self.is_preformatted
    }

    /// Whether something that can be seen was written.
    pub(super) fn wrote(&self) -> bool {
        self.wrote
    }

    /// The runs so far, trimmed; none if nothing can be seen. There are several if single breaks separate the
    /// entries of a list that is numbered by hand.
    pub(super) fn take(&mut self) -> Vec<Run> {
        let taken = std::mem::take(self);
        if !taken.wrote {
            return Vec::new();
        }
        let (hints, is_preformatted) = (taken.hints.unwrap_or_default(), taken.is_preformatted);
        let lines = if taken.broken.is_empty() || is_preformatted {
            vec![taken.pieces]
        } else {
            entry::split(taken.pieces, &taken.broken)
        };
        let seams = if lines.len() == 1 { taken.seams } else { Vec::new() };
        let run = |pieces| Run { pieces: trimmed(pieces), hints, is_preformatted, seams: seams.clone() };
        let runs = lines.into_iter().map(run);
        runs.filter(|run| !run.pieces.is_empty()).collect()
    }

    /// Adds a text to the last piece, or to a new one if that has another style.
    fn push(&mut self, text: &str, style: Style) {
        match self.pieces.last_mut().filter(|last| last.style == style) {
            Some(last) => last.text.push_str(text),
            None => self.pieces.push(Piece { text: text.to_owned(), style }),
        }
    }
}

/// Without white space at the end and without line breaks at the beginning. Blanks at the beginning were
/// never written, or they indent code.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    while let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        pieces.pop();
    }
    if let Some(first) = pieces.first_mut() {
        let lines = first.text.trim_start_matches('\n').len();
        first.text.drain(..first.text.len().saturating_sub(lines));
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
    matches!(c, '\u{FEFF}' | '\u{AD}') || (c.is_control() && !c.is_whitespace())
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
