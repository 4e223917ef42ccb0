//! Text for voices: cut into runs of one language, with numbers and dates in words where a voice would
//! misread them.
//!
//! What is said otherwise than it is written:
//! - in Arabic, Persian and Dari: numbers, ordinals, dates, times, scores, ranges, per cent, money and a few
//!   units. In English only what voices read wrongly there: dates in numbers, ranges and scores, telephone
//!   numbers, digits of other sets;
//! - of an address of the web, its host alone; an e-mail address as it is;
//! - of a hashtag, its words;
//! - a few abbreviations («ه.ش», «(ص)»).
//!
//! Nothing is changed in languages that we have no words for. An Arabic number whose form depends on its noun
//! stays in digits («٣ سنوات», «٢٠٠ شخص»). All other Arabic numbers stand in the oblique case, except where a
//! sentence begins.
//!
//! A run ends where the script changes. Arabic and Persian share a script. There only a quotation can change
//! the language, and only if it has a letter that one of the two lacks.

mod english_figure;
mod grammar;
mod meaning;
mod pair;
mod phrase;
mod script;
mod short;
mod spoken_date;
mod spoken_figure;
mod spoken_language;
mod spoken_month;
mod spoken_time;
#[cfg(test)]
mod tests;
mod thing;
mod token;
mod unit;

use serde::Serialize;

use crate::LanguageTag;
use crate::number::digit_groups::digit;
use crate::number::figure::{Figure, is_mark, is_sign};
use crate::text::direction::Direction;
use crate::text::direction::{direction_of_language, plain};
use crate::text::quote::{closer_of, opener_of};

use grammar::{ends_in_prefix, ends_in_tatweel};
use spoken_figure::{Around, Said, said};
use spoken_language::find_languages;
use token::{Piece, Token, tokens};

/// A stretch of text for one voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpeechRun {
    /// The language to speak it in. `und-Arab` and `und-Cyrl` where the letters do not decide it: any voice
    /// that reads them.
    pub language: LanguageTag,
    /// The direction that language is written in, for a shell that shows what it speaks.
    pub direction: Direction,
    /// What to say; never empty.
    pub text: String,
}

/// A text of this language in runs for voices, in order. Empty where there is nothing to say. No run reaches
/// over the end of a line. Takes time in proportion to the text.
///
/// ```
/// use ifilm_language::speech::speech_runs;
/// let runs = speech_runs("فیلم «Rain» ساعت ۱۸:۰۵", &"fa".parse()?);
/// let texts: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
/// assert_eq!(texts, ["فیلم", "Rain", "ساعت هجده و پنج دقیقه"]);
/// # Ok::<(), ifilm_language::Error>(())
/// ```
pub fn speech_runs(text: &str, language: &LanguageTag) -> Vec<SpeechRun> {
    let text = plain(text);
    text.lines().flat_map(|line| runs_of_line(line, language)).collect()
}

fn runs_of_line(line: &str, language: &LanguageTag) -> Vec<SpeechRun> {
    let mut tokens = tokens(line);
    find_languages(&mut tokens, language);
    let mut writer =
        Writer { language, runs: Vec::new(), current: Run::of(language.clone()), is_apart: false };
    let mut rest = &tokens[..];
    while let Some(token) = rest.first() {
        let taken = writer.piece(token, rest);
        rest = rest.get(taken..).unwrap_or_default();
    }
    writer.finish();
    writer.runs
}

/// Whether we have words in a language.
fn has_words(language: &LanguageTag) -> bool {
    matches!(language.language(), "en" | "ar" | "fa" | "prs")
}

struct Writer<'a> {
    language: &'a LanguageTag,
    runs: Vec<SpeechRun>,
    current: Run,
    /// Whether a space must come before the next word.
    is_apart: bool,
}

struct Run {
    language: LanguageTag,
    text: String,
}

impl Run {
    fn of(language: LanguageTag) -> Self {
        Self { language, text: String::new() }
    }
}

impl Writer<'_> {
    /// Says the first of these tokens, with those behind that belong to it. Gives how many these were.
    fn piece(&mut self, first: &Token<'_>, tokens: &[Token<'_>]) -> usize {
        let Token { piece, text, language } = first;
        if let Piece::Mark(c) = piece {
            self.mark(*c);
            return 1;
        }
        self.turn_to(*language);
        match piece {
            Piece::Figure(figure) => return self.figure(figure, text, tokens),
            Piece::Short(short) if has_words(self.language) => self.word(short.of(self.language)),
            Piece::Address(host) => self.word(host),
            Piece::Word { .. } | Piece::Short(_) | Piece::Mark(_) => self.text(text),
        }
        1
    }

    fn figure(&mut self, figure: &Figure<'_>, text: &str, tokens: &[Token<'_>]) -> usize {
        let Run { language, text: before } = &self.current;
        let around = Around { before, figure, text, after: tokens, language };
        let Said { text, is_words, taken } = said(&around);
        if !is_words {
            self.text(&text);
        } else if self.current.language.language() == "ar" && self.takes_prefix() {
            self.current.text.push_str(&text);
            self.is_apart = true;
        } else {
            self.word(&text);
        }
        taken
    }

    /// Whether what was said last is written together with the next word: «و», «ف», «لـ», «الـ».
    fn takes_prefix(&mut self) -> bool {
        if ends_in_tatweel(&self.current.text) {
            self.current.text.pop();
            return true;
        }
        ends_in_prefix(&self.current.text)
    }

    /// A stretch of the text as it is.
    fn text(&mut self, text: &str) {
        if self.is_apart {
            self.space();
        }
        self.current.text.push_str(text);
        self.is_apart = false;
    }

    /// Words of ours, apart from what stands around them.
    fn word(&mut self, words: &str) {
        let is_open = self.current.text.ends_with(|c: char| !c.is_alphanumeric());
        if !is_open {
            self.space();
        }
        self.current.text.push_str(words);
        self.is_apart = true;
    }

    fn mark(&mut self, c: char) {
        if c == '\u{200C}' && self.is_apart {
            return; // between a figure and its ending; they are two words now
        }
        self.is_apart = false;
        if c.is_whitespace() { self.space() } else { self.current.text.push(c) }
    }

    fn space(&mut self) {
        if !self.current.text.is_empty() && !self.current.text.ends_with(' ') {
            self.current.text.push(' ');
        }
    }

    fn turn_to(&mut self, language: Option<&'static str>) {
        let language = language.and_then(|tag| tag.parse().ok()).unwrap_or_else(|| self.language.clone());
        if language != self.current.language {
            self.finish();
            self.current.language = language;
        }
    }

    fn finish(&mut self) {
        self.is_apart = false;
        let text = sayable(&std::mem::take(&mut self.current.text)).to_owned();
        if !text.is_empty() {
            let language = self.current.language.clone();
            self.runs.push(SpeechRun { direction: direction_of_language(&language), language, text });
        }
    }
}

/// What is said of a text: from its first letter or digit to the last, with the sign of a figure at either
/// end and the marks right behind that end a sentence.
fn sayable(text: &str) -> &str {
    let Some(start) = text.find(char::is_alphanumeric) else { return "" };
    let start = with_char_before(text, start, is_sign_of);
    let start = with_char_before(text, start, is_closed_in);
    let from_start = text.get(start..).unwrap_or_default();
    let spoken = from_start.trim_end_matches(|c| !is_spoken(c));
    let behind = from_start.strip_prefix(spoken).unwrap_or_default();
    let behind = behind_closer(spoken, behind).unwrap_or(behind).trim_start_matches(is_tone);
    from_start.strip_suffix(behind).unwrap_or(from_start)
}

/// The place before the character in front of `at` where that belongs to what follows; else `at`.
fn with_char_before(text: &str, at: usize, belongs: impl Fn(char, &str) -> bool) -> usize {
    let Some((before, behind)) = text.split_at_checked(at) else { return at };
    let mut before = before.chars();
    let is_part = before.next_back().is_some_and(|c| belongs(c, behind));
    if is_part { before.as_str().len() } else { at }
}

/// Without its sign, five below zero is five.
fn is_sign_of(c: char, figure: &str) -> bool {
    is_sign(c) && figure.starts_with(|c| digit(c).is_some())
}

fn is_closed_in(opener: char, text: &str) -> bool {
    closer_of(opener).is_some_and(|closer| text.contains(closer))
}

/// The text behind the quote that closes one in what is spoken, whatever marks stand before it.
fn behind_closer<'t>(spoken: &str, behind: &'t str) -> Option<&'t str> {
    let mut behind = behind.trim_start_matches(is_tone).chars();
    let opener = opener_of(behind.next()?)?;
    spoken.contains(opener).then_some(behind.as_str())
}

/// Whether a character is spoken, or part of one that is, such as a vowel sign.
fn is_spoken(c: char) -> bool {
    c.is_alphanumeric()
        || unicode_bidi::bidi_class(c) == unicode_bidi::BidiClass::NSM
        || is_mark(c)
        || matches!(c, '+' | '#')
}

fn is_tone(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…')
}

/// Every text of ours that voices say.
#[cfg(test)]
pub(crate) fn all() -> Vec<crate::words::Words> {
    [phrase::all(), short::all(), unit::all()].concat()
}
