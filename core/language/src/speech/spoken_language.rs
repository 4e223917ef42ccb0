//! The language in which each piece of a line is spoken.

use super::script::{Script, script_of_language};
use super::token::{Piece, Token};
use super::unit::unit;
use crate::LanguageTag;
use crate::number::figure::{DigitSet, Figure};
use crate::text::quote::closer_of;

/// Finds the language of each piece that is not in the language of the text.
pub(super) fn find_languages(tokens: &mut [Token<'_>], language: &LanguageTag) {
    let base = script_of_language(language);
    for token in &mut *tokens {
        token.language = script(token).and_then(|script| language_of(script, base));
    }
    if base == Script::Arabic {
        quotations(tokens, language);
    } else {
        fragments(tokens);
    }
    figures(tokens, base);
}

fn script(token: &Token<'_>) -> Option<Script> {
    match &token.piece {
        Piece::Word { script } => Some(*script),
        Piece::Address(_) => Some(Script::Latin),
        Piece::Figure(_) | Piece::Short(_) | Piece::Mark(_) => None,
    }
}

/// The language to speak a script in, inside a text of another script.
fn language_of(script: Script, base: Script) -> Option<&'static str> {
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

/// Arabic script whose letters do not decide the language.
const UNDECIDED: &str = "und-Arab";

/// Letters that tell Arabic and Persian apart, counted.
#[derive(Debug, Clone, Copy, Default)]
struct LetterCounts {
    /// Letters that Arabic does not have.
    persian: usize,
    /// Yeh and kaf as Persian keyboards write them.
    persian_form: usize,
    /// Letters that Persian does not have.
    arabic: usize,
    /// Yeh and kaf of Arabic keyboards, on which people also write Persian.
    arabic_form: usize,
}

impl LetterCounts {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            let count = match c {
                'پ' | 'چ' | 'ژ' | 'گ' => &mut self.persian,
                'ی' | 'ک' => &mut self.persian_form,
                'ة' | 'إ' | 'ى' => &mut self.arabic,
                'ي' | 'ك' => &mut self.arabic_form,
                _ => continue,
            };
            *count = count.saturating_add(1);
        }
    }

    fn since(self, before: Self) -> Self {
        Self {
            persian: self.persian.saturating_sub(before.persian),
            persian_form: self.persian_form.saturating_sub(before.persian_form),
            arabic: self.arabic.saturating_sub(before.arabic),
            arabic_form: self.arabic_form.saturating_sub(before.arabic_form),
        }
    }

    /// The language of a fragment in a text of another script.
    fn language(self) -> &'static str {
        match self {
            Self { persian: 1.., .. } => "fa",
            Self { arabic: 1.., .. } => "ar",
            Self { persian_form: 1.., arabic_form: 0, .. } => "fa",
            Self { persian_form: 0, arabic_form: 1.., .. } => "ar",
            _ => UNDECIDED,
        }
    }

    /// The language of a quotation in a text of this language, if its letters show that it is the other one.
    /// Arabic yeh and kaf show nothing, because people also write Persian on Arabic keyboards.
    fn language_within(self, text: &str) -> Option<&'static str> {
        match (text, self) {
            ("fa" | "prs", Self { arabic: 1.., persian: 0, persian_form: 0, .. }) => Some("ar"),
            ("ar", Self { persian: 1.., arabic: 0, .. }) => Some("fa"),
            _ => None,
        }
    }
}

/// Decides the language of fragments of Arabic script: words in a row, with any marks between.
fn fragments(tokens: &mut [Token<'_>]) {
    let is_other = |token: &Token<'_>| script(token).is_some_and(|script| script != Script::Arabic);
    for fragment in tokens.split_mut(is_other) {
        let mut counts = LetterCounts::default();
        fragment.iter().for_each(|token| counts.add(token.text));
        let undecided = fragment.iter_mut().filter(|token| token.language == Some(UNDECIDED));
        undecided.for_each(|token| token.language = Some(counts.language()));
    }
}

/// Finds quotations in the other language of Arabic script. Of nested ones the outermost counts.
fn quotations(tokens: &mut [Token<'_>], language: &LanguageTag) {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    let mut open: Vec<(usize, char, LetterCounts)> = Vec::new();
    let mut counts = LetterCounts::default();
    for (at, token) in tokens.iter().enumerate() {
        counts.add(token.text);
        let Piece::Mark(c) = token.piece else { continue };
        match open.last().copied() {
            Some((start, closer, before)) if closer == c => {
                open.pop();
                let decided = counts.since(before).language_within(language.language());
                found.extend(decided.map(|other| (start, at, other)));
            }
            _ => open.extend(closer_of(c).map(|closer| (at, closer, counts))),
        }
    }
    found.sort_unstable();
    let mut covered = 0;
    for (start, end, other) in found {
        let quoted = tokens.get_mut(start.max(covered)..end).unwrap_or_default();
        let words = quoted.iter_mut().filter(|token| script(token) == Some(Script::Arabic));
        words.for_each(|token| token.language = Some(other));
        covered = covered.max(end);
    }
}

/// Gives figures the language of a name that they belong to: glued to it, or beside it in its own digits.
fn figures(tokens: &mut [Token<'_>], base: Script) {
    for at in 0..tokens.len() {
        let Some((before, [token, behind @ ..])) = tokens.split_at_mut_checked(at) else { return };
        let Piece::Figure(figure) = &token.piece else { continue };
        let owns = owns(figure, base);
        let before = neighbor(before.iter().rev(), owns);
        let after = neighbor(behind.iter(), owns);
        if base == Script::Arabic && after.is_some_and(|next| is_unit(next, figure)) {
            continue;
        }
        let foreign = |next: Option<&Token<'_>>| next.and_then(|next| next.language);
        token.language = foreign(before).or_else(|| foreign(after));
    }
}

/// Whether the digits of a figure are not those of the text's own script.
fn owns(figure: &Figure<'_>, base: Script) -> bool {
    (figure.digit_set() == DigitSet::Ascii) != (base != Script::Arabic)
}

/// The piece next to a figure. There may be a space between.
fn neighbor<'a, 't: 'a>(
    mut beside: impl Iterator<Item = &'a Token<'t>>,
    beyond_space: bool,
) -> Option<&'a Token<'t>> {
    let next = beside.next()?;
    if next.text != " " { Some(next) } else { beside.next().filter(|_| beyond_space) }
}

fn is_unit(token: &Token<'_>, figure: &Figure<'_>) -> bool {
    unit(token.text).is_some() || figure.mark == Some('°') && super::unit::degree(token.text).is_some()
}
