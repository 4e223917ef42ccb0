//! A span: a piece of text in one style.

use serde::{Deserialize, Serialize};

use crate::model::LanguageTag;

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The text as the page has it, white space folded. A line break is `\n`.
    pub text: String,
    /// The marks of the text, in a fixed order, each at most once.
    pub marks: Vec<Mark>,
    /// The target of its link: an absolute http or https address.
    pub href: Option<String>,
    /// The language of the text, if the page says that it is another than that of the article.
    pub language: Option<LanguageTag>,
}

impl Span {
    /// Text without marks, link or language.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new(), href: None, language: None }
    }

    /// Whether it is raised or lowered.
    fn is_shifted(&self) -> bool {
        self.marks.contains(&Mark::Sup) || self.marks.contains(&Mark::Sub)
    }

    /// Whether it is the mark of a note: raised, and a link or in brackets.
    fn is_note(&self) -> bool {
        self.marks.contains(&Mark::Sup) && (self.href.is_some() || self.text.starts_with('['))
    }
}

/// A mark on a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Strong emphasis.
    Bold,
    /// Emphasis.
    Italic,
    /// Code, keys and the output of programs.
    Code,
    /// Lowered letters.
    Sub,
    /// Raised letters.
    Sup,
}

/// The text of spans. A blank stands before the mark of a note, and between digits of which one is raised or
/// lowered: `1000` with a raised `1` is `1000 1`, and `m` with a raised `2` is `m2`.
pub fn text_of_spans(spans: &[Span]) -> String {
    let mut text = String::with_capacity(spans.iter().map(|span| span.text.len()).sum());
    let mut is_shifted = false;
    for span in spans {
        if needs_blank(&text, is_shifted, span) {
            text.push(' ');
        }
        text.push_str(&span.text);
        is_shifted = span.is_shifted();
    }
    text
}

/// Adds the blanks of [`text_of_spans`] to the spans. So a host that joins their texts by itself reads the
/// same numbers.
pub(crate) fn set_apart(spans: &mut [Span]) {
    let mut rest = spans;
    while let [before, behind @ ..] = rest {
        let meets = |next: &Span| needs_blank(&before.text, before.is_shifted(), next);
        if behind.first().is_some_and(meets) {
            before.text.push(' ');
        }
        rest = behind;
    }
}

fn needs_blank(before: &str, is_shifted: bool, span: &Span) -> bool {
    let meets_digit = is_shifted != span.is_shifted() && meet_as_digits(before, &span.text);
    meets_digit || span.is_note() && !before.is_empty() && !before.ends_with(char::is_whitespace)
}

fn meet_as_digits(before: &str, behind: &str) -> bool {
    before.ends_with(char::is_numeric) && behind.starts_with(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, mark: Mark) -> Span {
        Span { marks: vec![mark], ..Span::plain(text) }
    }

    #[test]
    fn a_raised_digit_after_a_digit_is_apart_and_after_a_letter_it_is_not() {
        let text = |before: &str, shifted: Span, behind: &str| {
            text_of_spans(&[Span::plain(before), shifted, Span::plain(behind)])
        };

        assert_eq!(text("had 1000", set("1", Mark::Sup), " guests"), "had 1000 1 guests");
        assert_eq!(text("۱۰۰", set("۲", Mark::Sup), "۵"), "۱۰۰ ۲ ۵");
        assert_eq!(text("90 m", set("2", Mark::Sup), " wide"), "90 m2 wide");
        assert_eq!(text("H", set("2", Mark::Sub), "O"), "H2O");
    }

    #[test]
    fn the_mark_of_a_note_is_apart_from_the_word_before_it() {
        let linked = Span { href: Some("https://a.example/#n1".to_owned()), ..set("1", Mark::Sup) };

        assert_eq!(text_of_spans(&[Span::plain("the bridge"), linked, Span::plain(".")]), "the bridge 1.");
        assert_eq!(text_of_spans(&[Span::plain("the bridge"), set("[2]", Mark::Sup)]), "the bridge [2]");
        assert_eq!(text_of_spans(&[Span::plain("the bridge "), set("[2]", Mark::Sup)]), "the bridge [2]");
    }
}
