//! Where a fragment of the other direction ends in a line.

use unicode_bidi::{BidiClass, bidi_class};

use super::bracket::Brackets;
use super::control::{is_control, is_opener};
use super::{opposite, strong};
use crate::number::figure::{DigitSet, Figure};
use crate::text::direction::Direction;
use crate::text::quote::is_bracket;

/// A paragraph and its pairs of brackets.
pub(super) struct Paragraph<'t> {
    pub(super) text: &'t str,
    pub(super) base: Direction,
    pub(super) brackets: Brackets,
}

impl<'t> Paragraph<'t> {
    /// The text from a place on.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The characters before a place, the nearest first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = char> {
        self.text.get(..at).unwrap_or_default().chars().rev()
    }

    /// The end of the foreign fragment that begins here; `None` if none does. A fragment begins with a
    /// foreign letter, or with a sign or a figure that belongs to one.
    pub(super) fn foreign_end(&self, start: usize) -> Option<usize> {
        let first = start.saturating_add(self.lead(start)?);
        let mut extent = Extent { at: first, end: first };
        while self.step(&mut extent) {}
        Some(extent.end)
    }

    /// How many bytes of signs or of a figure stand before the first foreign letter.
    fn lead(&self, start: usize) -> Option<usize> {
        let rest = self.rest(start);
        if self.begins_foreign(rest) {
            return Some(0);
        }
        if !self.is_after_gap(start) {
            return None;
        }
        let signs = rest.find(|c| !is_prefix(c)).filter(|length| *length > 0 && *length <= 2);
        signs
            .filter(|length| rest.get(*length..).is_some_and(|rest| self.begins_foreign(rest)))
            .or_else(|| self.lead_of_figure(rest))
    }

    fn lead_of_figure(&self, rest: &str) -> Option<usize> {
        let figure = Figure::at(rest)?;
        let behind = rest.get(figure.len..)?;
        let joined = behind.strip_prefix(['-', '_', '.', '/', '+', '&']).unwrap_or(behind);
        let attached = self.begins_foreign(joined);
        let next = behind.strip_prefix([' ', '\u{A0}']).filter(|_| self.owns(&figure));
        let spaced = next.is_some_and(|next| self.begins_foreign(next));
        (attached || spaced).then_some(figure.len)
    }

    /// Whether a figure belongs to the foreign text by its digits: `12` belongs to Latin letters, `۱۲` to
    /// Persian ones.
    fn owns(&self, figure: &Figure<'_>) -> bool {
        (figure.digit_set() == DigitSet::Ascii) == (self.base == Direction::Rtl)
    }

    /// Takes the next piece into the fragment; `false` if the fragment ends here.
    fn step(&self, extent: &mut Extent) -> bool {
        let rest = self.rest(extent.at);
        let Some(c) = rest.chars().next() else { return false };
        if strong(c) == Some(self.base) || is_opener(c) || self.is_native_punctuation(c) {
            return false;
        }
        if self.is_foreign(c) || extent.is_attached() && is_suffix(c) || self.is_stop_of_initial(extent, c) {
            extent.take(c.len_utf8());
            return true;
        }
        if let Some(figure) = Figure::at(rest) {
            let behind = rest.get(figure.len..).unwrap_or_default();
            let is_of_line = behind.starts_with(|c| strong(c) == Some(self.base));
            extent.pass(figure.len, extent.is_attached() || self.owns(&figure) && !is_of_line);
            return true;
        }
        if is_bracket(c) {
            return self.cross(extent, c);
        }
        extent.pass(c.len_utf8(), false);
        true
    }

    /// Takes a whole pair of brackets into the fragment, or nothing of it.
    fn cross(&self, extent: &mut Extent, c: char) -> bool {
        let Some(pair) = self.brackets.opened_at(extent.at).filter(|_| c != '«') else {
            let is_lone_quote = c == '"' && !self.brackets.is_closer(extent.at);
            extent.pass(c.len_utf8(), false);
            return is_lone_quote;
        };
        let inside = self.text.get(extent.at..pair.close).unwrap_or_default();
        let is_ours = pair.is_foreign(self.base) || inside.contains(|c: char| c.is_ascii_digit());
        let crosses = pair.has_no_native() && is_ours && !inside.contains(is_opener);
        if crosses {
            extent.take(inside.len());
            extent.take(closing_len(self.rest(pair.close)));
        }
        crosses
    }

    /// Whether it is the stop of an initial, such as the last one in `U.S.`
    fn is_stop_of_initial(&self, extent: &Extent, c: char) -> bool {
        let mut before = self.before(extent.at);
        let initial = before.next().is_some_and(|c| self.is_foreign(c)) && before.next() == Some('.');
        c == '.' && extent.is_attached() && initial
    }

    /// Whether it is a comma, semicolon or question mark of the line's own script. It ends a fragment,
    /// because each name of a list is a fragment of its own.
    fn is_native_punctuation(&self, c: char) -> bool {
        match self.base {
            Direction::Rtl => matches!(c, '،' | '؛' | '؟'),
            Direction::Ltr => matches!(c, ',' | ';' | '?'),
        }
    }

    fn begins_foreign(&self, text: &str) -> bool {
        text.starts_with(|c| self.is_foreign(c))
    }

    fn is_foreign(&self, c: char) -> bool {
        strong(c) == Some(opposite(self.base)) && !is_control(c)
    }

    fn is_after_gap(&self, start: usize) -> bool {
        self.before(start).next().is_none_or(|c| {
            c.is_whitespace() || is_bracket(c) || is_control(c) || self.is_native_punctuation(c)
        })
    }
}

/// How far a fragment was read, and where it ends for certain.
struct Extent {
    at: usize,
    end: usize,
}

impl Extent {
    /// Whether the next piece follows the fragment without a gap.
    fn is_attached(&self) -> bool {
        self.at == self.end
    }

    fn take(&mut self, len: usize) {
        self.pass(len, true);
    }

    fn pass(&mut self, len: usize, takes: bool) {
        self.at = self.at.saturating_add(len);
        if takes {
            self.end = self.at;
        }
    }
}

fn closing_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Signs that belong to the letter after them: `#iFilm`, `@ifilm`, `.NET`, `/News`, `$AB`.
fn is_prefix(c: char) -> bool {
    matches!(c, '#' | '@' | '.' | '/' | '~' | '$' | '€' | '£' | '&' | '_' | '\\')
}

/// Signs that belong to the letter or digit before them: `C++`, `C#`, `50%`, `https://ifilm.ir/`.
fn is_suffix(c: char) -> bool {
    let is_mark = matches!(bidi_class(c), BidiClass::NSM | BidiClass::ET | BidiClass::BN) && !is_control(c);
    is_mark || matches!(c, '/' | '+' | '_' | '=' | '&' | '*' | '™' | '®' | '\\')
}
