//! Text for voices: cut into runs of one language, with numbers and dates in words where a voice would
//! misread them.
//!
//! These are said differently from how they are written:
//! - in Arabic, Persian and Dari: numbers, ordinals, dates, times, scores, ranges, per cent, money and a few
//!   units. In English only what voices read wrongly: dates in numbers, ranges and scores, telephone numbers,
//!   digits of other sets;
//! - a web address: only its host. An e-mail address stays as it is;
//! - a hashtag: its words;
//! - a few abbreviations («ه.ش», «(ص)»).
//!
//! Nothing changes in a language that we have no words for. An Arabic number whose form depends on its noun
//! stays in digits («٣ سنوات», «٢٠٠ شخص»). All other Arabic numbers are in the oblique case, except at the
//! beginning of a sentence.
//!
//! A run ends where the script changes. Arabic and Persian share a script. There only a quotation can change
//! the language, and only if it has a letter that one of the two languages lacks.

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
    /// The language to speak it in. `und-Arab` or `und-Cyrl` if its letters do not decide it; then any voice
    /// that reads them will do.
    pub language: LanguageTag,
    /// The direction that language is written in, for a shell that shows what it speaks.
    pub direction: Direction,
    /// What to say; never empty.
    pub text: String,
}

/// A text of this language in runs for voices, in order. Empty if there is nothing to say. Each run is within
/// one line. The time grows linearly with the text.
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
    /// Says the first of these tokens and those after it that belong to it. Returns how many they were.
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

    /// Whether the last word is a prefix that is written together with the next one: «و», «ف», «لـ», «الـ».
    fn takes_prefix(&mut self) -> bool {
        if ends_in_tatweel(&self.current.text) {
            self.current.text.pop();
            return true;
        }
        ends_in_prefix(&self.current.text)
    }

    /// Adds a piece of the text as it is.
    fn text(&mut self, text: &str) {
        if self.is_apart {
            self.space();
        }
        self.current.text.push_str(text);
        self.is_apart = false;
    }

    /// Adds words of ours, with spaces around them.
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
            return; // it joined a figure with its ending; they are two words now
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

/// The part of a text that is said: from its first letter or digit to the last. Signs of a figure at either
/// end are part of it, and so are the marks right after it that end a sentence.
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

/// The place before the preceding character if that character belongs to the text at `at`; else `at`.
fn with_char_before(text: &str, at: usize, belongs: impl Fn(char, &str) -> bool) -> usize {
    let Some((before, behind)) = text.split_at_checked(at) else { return at };
    let mut before = before.chars();
    let is_part = before.next_back().is_some_and(|c| belongs(c, behind));
    if is_part { before.as_str().len() } else { at }
}

/// Whether a character is the sign of the figure after it. Without it, `-5` would be read as five.
fn is_sign_of(c: char, figure: &str) -> bool {
    is_sign(c) && figure.starts_with(|c| digit(c).is_some())
}

fn is_closed_in(opener: char, text: &str) -> bool {
    closer_of(opener).is_some_and(|closer| text.contains(closer))
}

/// The text after a closing quote whose opening quote is in the spoken text. Marks may stand before it.
fn behind_closer<'t>(spoken: &str, behind: &'t str) -> Option<&'t str> {
    let mut behind = behind.trim_start_matches(is_tone).chars();
    let opener = opener_of(behind.next()?)?;
    spoken.contains(opener).then_some(behind.as_str())
}

/// Whether a character is spoken, or belongs to one that is, such as a vowel sign.
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
