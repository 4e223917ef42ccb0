//! Isolates the parts of a line of mixed direction, so that they keep their order on a screen.

use super::bracket::Brackets;
use super::control::{FSI, LRI, PDI, RLI, balanced, end_of_opened, is_break, is_opener};
use super::extent::Paragraph;
use super::order::{LettersBefore, Order};
use super::{direction_of_line, opposite, strong};
use crate::number::figure::Figure;
use crate::text::address::{address, tag};
use crate::text::direction::Direction;
use crate::text::quote::is_bracket;

/// How deep nested quotations are isolated.
const DEPTH: u8 = 6;

/// The text as a unit (FSI … PDI): it and the line around it do not affect each other. Its direction is that
/// of its first strong character. For display only: [`plain`](super::plain) removes the marks again.
pub fn isolate(text: &str) -> String {
    enclosed(FSI, &balanced(text))
}

/// A title of this direction as a unit, for a sentence of any direction. Each fragment of the title keeps its
/// order too. For display only: [`plain`](super::plain) removes the marks again.
///
/// ```
/// use ifilm_language::Direction;
/// use ifilm_language::text::isolate_title;
/// let title = isolate_title("باران (Rain)", Direction::Rtl);
/// assert_eq!(format!("Saved: {title}."), "Saved: \u{2067}باران (\u{2068}Rain\u{2069})\u{2069}.");
/// ```
pub fn isolate_title(title: &str, direction: Direction) -> String {
    let opener = match direction {
        Direction::Ltr => LRI,
        Direction::Rtl => RLI,
    };
    enclosed(opener, &isolate_mixed(title, direction))
}

/// The text with each of its paragraphs enclosed, because the end of a paragraph closes everything.
fn enclosed(opener: char, text: &str) -> String {
    if text.is_empty() {
        return format!("{opener}{PDI}");
    }
    let enclosed = |paragraph: &str| {
        let (line, end) = paragraph.split_at(paragraph.trim_end_matches(is_break).len());
        if line.is_empty() { end.to_owned() } else { format!("{opener}{line}{PDI}{end}") }
    };
    text.split_inclusive(is_break).map(enclosed).collect()
}

/// A line in which each fragment is isolated that the bidi algorithm could show in the wrong order. `base` is
/// the direction of the line. Fragments are runs and quotations of the other direction, and figures such as
/// `2024-05-02`, `-5` or `+98 21 1234 5678`. Figures that the algorithm always shows right (`12`, `18:05`,
/// `۱۴۰۳/۲/۱۳`) stay as they are, and so does a line of one direction. Isolates in the text keep their
/// content; open ones are closed. For display only: [`plain`](super::plain) removes the marks again. The time
/// grows linearly with the text.
pub fn isolate_mixed(text: &str, base: Direction) -> String {
    let text = balanced(text);
    let mut line = String::with_capacity(text.len().saturating_add(text.len() / 4));
    for paragraph in text.split_inclusive(is_break) {
        let (content, end) = paragraph.split_at(paragraph.trim_end_matches(is_break).len());
        line_of(content, base, DEPTH, &mut line);
        line.push_str(end);
    }
    line
}

/// Writes a paragraph. If it is written in the other direction, it becomes one unit.
fn line_of(text: &str, base: Direction, depth: u8, line: &mut String) {
    let own = direction_of_line(text, base);
    if own == base {
        return Writer::of(text, base, depth).write(line);
    }
    let (text, after) = text.split_at(text.trim_end().len());
    let (before, content) = text.split_at(text.find(|c: char| !c.is_whitespace()).unwrap_or_default());
    line.push_str(before);
    line.push(FSI);
    Writer::of(content, own, depth).write(line);
    line.push(PDI);
    line.push_str(after);
}

struct Writer<'t> {
    paragraph: Paragraph<'t>,
    letters: LettersBefore,
    depth: u8,
}

impl<'t> Writer<'t> {
    fn of(text: &'t str, base: Direction, depth: u8) -> Self {
        let paragraph = Paragraph { text, base, brackets: Brackets::of(text, base) };
        Self { letters: letters_of(text), paragraph, depth }
    }

    fn write(mut self, line: &mut String) {
        let mut at = 0;
        while let Some(c) = self.paragraph.rest(at).chars().next() {
            at = self.piece(at, c, line);
        }
    }

    /// Writes the piece that begins here, and returns the place of the next one.
    fn piece(&mut self, at: usize, c: char, line: &mut String) -> usize {
        let text = self.paragraph.text;
        if is_opener(c) {
            return copy(text, at, end_of_opened(text, at), line);
        }
        if let Some(close) = self.unit(at) {
            let content = text.get(at..close).and_then(|text| text.strip_prefix(c)).unwrap_or_default();
            line.extend([c, FSI]);
            Self::of(content, opposite(self.paragraph.base), self.depth.saturating_sub(1)).write(line);
            line.push(PDI);
            return close;
        }
        if let Some(end) = self.address_end(at) {
            line.push(LRI);
            copy(text, at, end, line);
            line.push(PDI);
            return end;
        }
        if let Some(end) = self.tag_end(at).or_else(|| self.paragraph.foreign_end(at)) {
            line.push(FSI);
            copy(text, at, end, line);
            line.push(PDI);
            return end;
        }
        self.own_piece(at, c, line)
    }

    /// Writes a figure or a character of the line itself.
    fn own_piece(&mut self, at: usize, c: char, line: &mut String) -> usize {
        if let Some(figure) = self.figure(at, c) {
            let end = at.saturating_add(figure.len);
            let written = self.paragraph.text.get(at..end).unwrap_or_default();
            Order::of(&figure, self.paragraph.base, self.letters).write(written, line);
            return end;
        }
        if strong(c) == Some(self.paragraph.base) {
            self.letters = LettersBefore::Own;
        }
        line.push(c);
        at.saturating_add(c.len_utf8())
    }

    /// The figure that begins here. A sign belongs to it only if nothing stands right before the sign.
    fn figure(&self, at: usize, c: char) -> Option<Figure<'t>> {
        let before = self.paragraph.before(at).next();
        let is_free = before.is_none_or(|c| c.is_whitespace() || is_bracket(c));
        let figure = Figure::at(self.paragraph.rest(at))?;
        (is_free || figure.sign != Some(c)).then_some(figure)
    }

    /// The end of an address with right-to-left letters. Other addresses are ordinary fragments.
    fn address_end(&self, at: usize) -> Option<usize> {
        let address = self.begins_word(at).and_then(address)?;
        address.contains(|c| strong(c) == Some(Direction::Rtl)).then_some(at.saturating_add(address.len()))
    }

    /// The end of a hashtag or handle with letters of both directions.
    fn tag_end(&self, at: usize) -> Option<usize> {
        let tag = self.begins_word(at).and_then(tag)?;
        let is_mixed =
            [Direction::Ltr, Direction::Rtl].iter().all(|own| tag.contains(|c| strong(c) == Some(*own)));
        is_mixed.then_some(at.saturating_add(tag.len()))
    }

    /// The text from here on, if a word may begin here.
    fn begins_word(&self, at: usize) -> Option<&'t str> {
        let before = self.paragraph.before(at).next();
        before.is_none_or(|c| !c.is_alphanumeric()).then(|| self.paragraph.rest(at))
    }

    /// The end of a quotation in the other direction.
    fn unit(&self, at: usize) -> Option<usize> {
        let pair = self.paragraph.brackets.opened_at(at)?;
        (self.depth > 0 && pair.is_foreign(self.paragraph.base)).then_some(pair.close)
    }
}

/// The kind of letters of a paragraph, for figures at its beginning: its first right-to-left letter decides.
fn letters_of(text: &str) -> LettersBefore {
    let first = text.chars().find(|c| strong(*c) == Some(Direction::Rtl));
    match first.map(unicode_bidi::bidi_class) {
        Some(unicode_bidi::BidiClass::AL) => LettersBefore::NoneYetOfArabic,
        _ => LettersBefore::None,
    }
}

fn copy(text: &str, start: usize, end: usize, line: &mut String) -> usize {
    line.push_str(text.get(start..end).unwrap_or_default());
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::direction::plain;

    const RTL: Direction = Direction::Rtl;
    const LTR: Direction = Direction::Ltr;

    #[test]
    fn a_date_in_a_persian_line_is_isolated() {
        let line = isolate_mixed("نمایش در 2024-05-02 آغاز شد", RTL);

        assert_eq!(line, "نمایش در \u{2068}2024-05-02\u{2069} آغاز شد");
    }

    #[test]
    fn a_plain_number_and_a_line_of_one_direction_stay_as_they_are() {
        for text in ["۱۲ فیلم تازه", "در 12 شهر", "", "ساعت ۱۸:۰۵ در ۱۴۰۳/۲/۱۳", "۵۰٪ مردم", "۱٬۲۰۰ و 1,200"]
        {
            assert_eq!(isolate_mixed(text, RTL), text);
        }
        for text in ["Twelve new films", "2-1 on 2024-05-02, -5 °C", "On ۱۴۰۳/۲/۱۳"] {
            assert_eq!(isolate_mixed(text, LTR), text);
        }
    }

    #[test]
    fn a_persian_name_in_an_english_line_is_isolated_with_what_is_inside_it() {
        let line = isolate_mixed("The film «باران و باد» won.", LTR);

        assert_eq!(line, "The film «\u{2068}باران و باد\u{2069}» won.");
    }

    #[test]
    fn brackets_are_isolated_whole_or_not_at_all() {
        assert_eq!(isolate_mixed("فیلم Rain (2024) آمد", RTL), "فیلم \u{2068}Rain (2024)\u{2069} آمد");
        assert_eq!(isolate_mixed("باران (Rain) آمد", RTL), "باران (\u{2068}Rain\u{2069}) آمد");
        assert_eq!(isolate_mixed("Rain (باران) آمد و رفت", RTL), "\u{2068}Rain\u{2069} (باران) آمد و رفت");
    }

    #[test]
    fn a_quotation_is_a_unit_with_its_own_fragments() {
        let line = isolate_mixed("He said «باران در Paris!» and left", LTR);

        assert_eq!(line, "He said «\u{2068}باران در \u{2068}Paris\u{2069}!\u{2069}» and left");
    }

    #[test]
    fn a_line_of_the_other_direction_is_one_unit() {
        assert_eq!(isolate_mixed("Twelve new films.", RTL), "\u{2068}Twelve new films.\u{2069}");
        assert_eq!(isolate_mixed("باران\nRain.", RTL), "باران\n\u{2068}Rain.\u{2069}");
    }

    #[test]
    fn a_pair_before_the_first_letter_runs_with_its_line() {
        assert_eq!(isolate_mixed("۳-۲ به سود ایران", RTL), "\u{61C}۳-۲ به سود ایران");
        assert_eq!(isolate_mixed("برد ۳-۲ ایران", RTL), "برد ۳-۲ ایران");
    }

    #[test]
    fn controls_in_a_text_stay_inside_it() {
        assert_eq!(isolate("a\u{2069}\u{202E}b"), "\u{2068}a\u{202E}b\u{202C}\u{2069}");
        let line = isolate_mixed("فیلم \u{2066}Rain 2024-05-02\u{2069} آمد", RTL);
        assert_eq!(line, "فیلم \u{2066}Rain 2024-05-02\u{2069} آمد");
    }

    #[test]
    fn isolates_are_closed_in_the_line_that_opens_them() {
        assert_eq!(isolate("باران\nRain"), "\u{2068}باران\u{2069}\n\u{2068}Rain\u{2069}");
        assert_eq!(isolate_title("a\r\nb", LTR), "\u{2066}a\u{2069}\r\n\u{2066}b\u{2069}");
        assert_eq!(isolate(""), "\u{2068}\u{2069}");
    }

    #[test]
    fn a_title_has_its_own_direction_whatever_it_begins_with() {
        let title = isolate_title("Netflix فیلم ساخت", RTL);

        assert_eq!(title, "\u{2067}\u{2068}Netflix\u{2069} فیلم ساخت\u{2069}");
        assert_eq!(plain(&title), "Netflix فیلم ساخت");
    }
}
