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

mod date;
mod english;
mod figure;
mod grammar;
mod pair;
mod phrase;
mod reading;
mod script;
mod short;
mod spoken_month;
#[cfg(test)]
mod tests;
mod thing;
mod time;
mod token;
mod unit;
mod voice;

use serde::Serialize;

use crate::LanguageTag;
use crate::number::digit::digit;
use crate::number::figure::{is_mark, is_sign};
use crate::text::direction::Direction;
use crate::text::direction::{direction_of_language, plain};
use crate::text::quote::{closer_of, opener_of};

use figure::{Around, Said, said};
use grammar::{ends_in_prefix, ends_in_tatweel};
use token::{Piece, Token, tokens};
use voice::voices;

/// A stretch of text for one voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpeechRun {
    /// The language to speak it in. `und-Arab` and `und-Cyrl` where its letters do not tell: any voice that
    /// reads them.
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
    let tokens = tokens(line);
    let mut writer =
        Writer { language, runs: Vec::new(), current: Run::of(language.clone()), is_apart: false };
    let voices = voices(&tokens, language);
    let mut at = 0;
    while at < tokens.len() {
        at += writer.piece(&tokens[at..], voices[at]);
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
    /// Says the first of these tokens, with those behind that belong to it, and tells how many these were.
    fn piece(&mut self, tokens: &[Token<'_>], voice: Option<&'static str>) -> usize {
        let Token { piece, text } = &tokens[0];
        if let Piece::Mark(c) = piece {
            self.mark(*c);
            return 1;
        }
        self.turn_to(voice);
        match piece {
            Piece::Figure(_) => return self.figure(tokens),
            Piece::Short(short) if has_words(self.language) => self.word(short.of(self.language)),
            Piece::Address(host) => self.word(host),
            Piece::Word { .. } | Piece::Short(_) | Piece::Mark(_) => self.text(text),
        }
        1
    }

    fn figure(&mut self, tokens: &[Token<'_>]) -> usize {
        let around = Around { before: &self.current.text, after: tokens, language: &self.current.language };
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

    fn turn_to(&mut self, voice: Option<&'static str>) {
        let language = voice.and_then(|tag| tag.parse().ok()).unwrap_or_else(|| self.language.clone());
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

/// What there is to say of a text: from its first letter or digit to the last, with the sign of a figure at
/// either end and the marks right behind that tell how a sentence ends.
fn sayable(text: &str) -> &str {
    let Some(start) = text.find(char::is_alphanumeric) else { return "" };
    let start = start - sign_len(&text[..start], &text[start..]);
    let start = start - opener_len(&text[..start], &text[start..]);
    let end = text
        .char_indices()
        .rev()
        .find(|(_, c)| is_spoken(*c))
        .map_or(text.len(), |(at, c)| at + c.len_utf8());
    let end = end + closer_len(&text[start..end], &text[end..]);
    let marks = text[end..].find(|c| !is_tone(c)).unwrap_or(text.len() - end);
    &text[start..end + marks]
}

/// The bytes of the sign of a figure that a text begins with: without it, five below zero is five.
fn sign_len(before: &str, text: &str) -> usize {
    let sign = before.chars().next_back().filter(|c| is_sign(*c) && text.starts_with(|c| digit(c).is_some()));
    sign.map_or(0, char::len_utf8)
}

/// The bytes of a quote right before a text that closes it.
fn opener_len(before: &str, text: &str) -> usize {
    let opener =
        before.chars().next_back().filter(|c| closer_of(*c).is_some_and(|closer| text.contains(closer)));
    opener.map_or(0, char::len_utf8)
}

/// The bytes of a quote right behind a text that opens it.
fn closer_len(text: &str, behind: &str) -> usize {
    let tone = behind.find(|c| !is_tone(c)).unwrap_or(behind.len());
    let closer = behind[tone..].chars().next();
    let closer = closer.filter(|c| opener_of(*c).is_some_and(|opener| text.contains(opener)));
    closer.map_or(0, |closer| tone + closer.len_utf8())
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
