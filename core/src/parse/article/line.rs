//! A node of text with its measures.

use ifilm_language::text::normalized;
use jiff::tz::TimeZone;

use super::credit;
use crate::parse::label::Label;
use crate::parse::page::Run;
use crate::parse::stamp::{self, LineDates};

/// A node of text, measured.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The text.
    pub(super) text: String,
    /// The text with a blank at each border of an inline element that separates words, if there is one.
    spaced: Option<String>,
    /// Its letters and digits.
    pub(super) weight: usize,
    /// Its letters and digits inside links.
    pub(super) linked: usize,
    /// The level of the heading, if it is one.
    pub(super) heading: Option<u8>,
    /// The normalized text; empty for lines too long to be a headline or a label.
    pub(super) normalized: String,
    /// Its label, if it is not text.
    pub(super) label: Option<Label>,
    /// Its dates, if it is a stamp.
    pub(super) stamp: Option<LineDates>,
    /// Whether it says who wrote the article, when, or how long it takes to read.
    pub(super) is_credit: bool,
    words: usize,
    is_prose: bool,
}

/// Longer lines, in letters and digits, are no headlines and no labels.
const LONGEST: usize = 400;

impl Line {
    /// Measures a run of text.
    pub(super) fn of(run: &Run, heading: Option<u8>, zone: &TimeZone) -> Self {
        let (weight, linked) = run.weights();
        let text = run.text();
        let normalized = if weight <= LONGEST { normalized(&text) } else { String::new() };
        let label = if weight > 0 { Label::of_normalized(&text, &normalized) } else { None };
        let spaced = if weight <= LONGEST { run.spaced() } else { None };
        let stamp_of = |text: &str| if weight > 0 { stamp::dates(text, zone) } else { None };
        let stamp = spaced.as_deref().and_then(stamp_of).or_else(|| stamp_of(&text));
        let words = text.split_whitespace().count();
        let is_credit_of = |text: &str| credit::is_credit(text, &ifilm_language::text::normalized(text));
        let is_credit = weight > 0
            && (credit::is_credit(&text, &normalized) || spaced.as_deref().is_some_and(is_credit_of));
        let mut line = Self {
            text,
            spaced,
            weight,
            linked,
            heading,
            normalized,
            label,
            stamp,
            is_credit,
            words,
            is_prose: false,
        };
        line.is_prose = line.is_running_text();
        line
    }

    /// The text as it is read for a date: the borders of inline elements separate words.
    pub(super) fn for_dates(&self) -> &str {
        self.spaced.as_deref().unwrap_or(&self.text)
    }

    /// Whether it is only a link.
    pub(super) fn is_link(&self) -> bool {
        self.weight > 0 && self.linked.saturating_mul(10) >= self.weight.saturating_mul(9)
    }

    /// Letters and digits that count as text: none in a line that is mostly links.
    pub(super) fn mass(&self) -> usize {
        if self.linked.saturating_mul(2) < self.weight { self.weight.saturating_sub(self.linked) } else { 0 }
    }

    /// Whether it is certainly running text: a sentence, or a long line.
    pub(super) fn is_prose(&self) -> bool {
        self.is_prose
    }

    fn is_running_text(&self) -> bool {
        let mass = self.mass();
        self.stamp.is_none()
            && !self.is_credit
            && (mass >= 40 || (mass >= 12 && self.ends_a_sentence() && self.word_count() >= 3))
    }

    /// Whether it ends as sentences do.
    pub(super) fn ends_a_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ', '\u{200F}']);
        text.ends_with(['.', '!', '?', '؟', '…', '۔', '؛'])
    }

    pub(super) fn word_count(&self) -> usize {
        self.words
    }
}
