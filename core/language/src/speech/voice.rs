//! Which voice says which piece of a line.

use super::script::{Script, script_of_language};
use super::token::{Piece, Token};
use super::unit::unit;
use crate::LanguageTag;
use crate::number::figure::{Digits, Figure};
use crate::text::quote::closer_of;

/// The language of each piece that is not in that of the text.
pub(super) fn voices(tokens: &[Token<'_>], language: &LanguageTag) -> Vec<Option<&'static str>> {
    let base = script_of_language(language);
    let mut voices: Vec<_> =
        tokens.iter().map(|token| script(token).and_then(|script| voice(script, base))).collect();
    if base == Script::Arabic {
        quotations(tokens, language, &mut voices);
    } else {
        fragments(tokens, &mut voices);
    }
    figures(tokens, base, &mut voices);
    voices
}

fn script(token: &Token<'_>) -> Option<Script> {
    match &token.piece {
        Piece::Word { script } => Some(*script),
        Piece::Address(_) => Some(Script::Latin),
        Piece::Figure(_) | Piece::Short(_) | Piece::Mark(_) => None,
    }
}

/// The language of letters in a text of another script.
fn voice(script: Script, base: Script) -> Option<&'static str> {
    match script {
        _ if script == base => None,
        Script::Latin => Some("en"),
        Script::Arabic => Some(UNDECIDED),
        Script::Hebrew => Some("he"),
        Script::Greek => Some("el"),
        Script::Cyrillic => Some("und-Cyrl"),
        Script::Other => None,
    }
}

/// Arabic script whose letters do not tell the language.
const UNDECIDED: &str = "und-Arab";

/// Letters that tell Arabic and Persian apart, counted.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// Sounds that Arabic has no letters for.
    persian: usize,
    /// Yeh and kaf as Persian keyboards write them.
    persian_form: usize,
    /// Letters that Persian does not have.
    arabic: usize,
    /// Yeh and kaf as Arabic keyboards write them, which write Persian too.
    arabic_form: usize,
}

impl Evidence {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                'پ' | 'چ' | 'ژ' | 'گ' => self.persian += 1,
                'ی' | 'ک' => self.persian_form += 1,
                'ة' | 'إ' | 'ى' => self.arabic += 1,
                'ي' | 'ك' => self.arabic_form += 1,
                _ => {}
            }
        }
    }

    fn since(self, before: Self) -> Self {
        Self {
            persian: self.persian - before.persian,
            persian_form: self.persian_form - before.persian_form,
            arabic: self.arabic - before.arabic,
            arabic_form: self.arabic_form - before.arabic_form,
        }
    }

    /// The language of a fragment in a text of another script.
    fn voice(self) -> &'static str {
        match self {
            Self { persian: 1.., .. } => "fa",
            Self { arabic: 1.., .. } => "ar",
            Self { persian_form: 1.., arabic_form: 0, .. } => "fa",
            Self { persian_form: 0, arabic_form: 1.., .. } => "ar",
            _ => UNDECIDED,
        }
    }

    /// The language of a quotation in a text of this language, where it surely is the other one. Keyboards
    /// decide nothing here: both are used for both.
    fn voice_within(self, language: &str) -> Option<&'static str> {
        match (language, self) {
            ("fa" | "prs", Self { arabic: 1.., persian: 0, persian_form: 0, .. }) => Some("ar"),
            ("ar", Self { persian: 1.., arabic: 0, .. }) => Some("fa"),
            _ => None,
        }
    }
}

/// Fragments of Arabic script: words in a row, whatever stands between them.
fn fragments(tokens: &[Token<'_>], voices: &mut [Option<&'static str>]) {
    let mut at = 0;
    while at < tokens.len() {
        let goes_on = |next: &usize| script(&tokens[*next]).is_none_or(|script| script == Script::Arabic);
        let end = (at..tokens.len()).take_while(goes_on).last().map_or(at, |last| last + 1);
        let mut evidence = Evidence::default();
        tokens[at..end].iter().for_each(|token| evidence.add(token.text));
        let undecided = voices[at..end].iter_mut().filter(|voice| **voice == Some(UNDECIDED));
        undecided.for_each(|voice| *voice = Some(evidence.voice()));
        at = end.max(at + 1);
    }
}

/// Quotations in the other language of Arabic script; of those within each other, the outermost.
fn quotations(tokens: &[Token<'_>], language: &LanguageTag, voices: &mut [Option<&'static str>]) {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    let mut open: Vec<(usize, char, Evidence)> = Vec::new();
    let mut evidence = Evidence::default();
    for (at, token) in tokens.iter().enumerate() {
        evidence.add(token.text);
        let Piece::Mark(c) = token.piece else { continue };
        match open.last().copied() {
            Some((start, closer, before)) if closer == c => {
                open.pop();
                let decided = evidence.since(before).voice_within(language.language());
                found.extend(decided.map(|voice| (start, at, voice)));
            }
            _ => open.extend(closer_of(c).map(|closer| (at, closer, evidence))),
        }
    }
    found.sort_unstable();
    let mut covered = 0;
    for (start, end, voice) in found {
        let words = (start.max(covered)..end).filter(|at| script(&tokens[*at]) == Some(Script::Arabic));
        words.for_each(|at| voices[at] = Some(voice));
        covered = covered.max(end);
    }
}

/// Figures that belong to a name in other letters: glued to it, or beside it in digits of its own.
fn figures(tokens: &[Token<'_>], base: Script, voices: &mut [Option<&'static str>]) {
    for at in 0..tokens.len() {
        let Piece::Figure(figure) = &tokens[at].piece else { continue };
        let owns = owns(figure, base);
        let before = neighbor(tokens, at, owns, |at, by| at.checked_sub(by));
        let after =
            neighbor(tokens, at, owns, |at, by| at.checked_add(by).filter(|next| *next < tokens.len()));
        if base == Script::Arabic && after.is_some_and(|next| is_unit(&tokens[next], figure)) {
            continue;
        }
        let foreign = |next: Option<usize>| next.and_then(|next| voices[next]);
        voices[at] = foreign(before).or_else(|| foreign(after));
    }
}

/// Digits that are not those of the text's own script.
fn owns(figure: &Figure<'_>, base: Script) -> bool {
    (figure.digits() == Digits::Ascii) != (base != Script::Arabic)
}

/// The piece beside a figure, or behind the space beside it.
fn neighbor(
    tokens: &[Token<'_>],
    at: usize,
    beyond_space: bool,
    step: impl Fn(usize, usize) -> Option<usize>,
) -> Option<usize> {
    let next = step(at, 1)?;
    if tokens[next].text != " " { Some(next) } else { step(at, 2).filter(|_| beyond_space) }
}

fn is_unit(token: &Token<'_>, figure: &Figure<'_>) -> bool {
    unit(token.text).is_some() || figure.mark == Some('°') && super::unit::degree(token.text).is_some()
}
