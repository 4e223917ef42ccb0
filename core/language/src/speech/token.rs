//! A line cut into words, figures, addresses and the marks between them.

use super::script::{Script, script_of};
use super::short::Short;
use crate::number::figure::Figure;
use crate::text::address::{address, host, tag};

/// A piece of a line.
#[derive(Debug)]
pub(super) struct Token<'t> {
    pub(super) piece: Piece<'t>,
    /// Its text in the line.
    pub(super) text: &'t str,
    /// The language to speak it in, if it is not the language of the text.
    pub(super) language: Option<&'static str>,
}

impl<'t> Token<'t> {
    /// A piece in the language of its text.
    fn new(piece: Piece<'t>, text: &'t str) -> Self {
        Self { piece, text, language: None }
    }
}

/// What a piece is.
#[derive(Debug)]
pub(super) enum Piece<'t> {
    /// Letters of one script, with their marks. In Latin also the digits and signs that are part of a name.
    Word { script: Script },
    /// Digits with their signs.
    Figure(Figure<'t>),
    /// The host of a web address.
    Address(&'t str),
    /// An abbreviation that no voice knows.
    Short(&'static Short),
    /// White space, punctuation, emoji.
    Mark(char),
}

/// The pieces of a line, in order. A hashtag is cut into its words.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    cut(line, &mut tokens);
    tokens
}

fn cut<'t>(line: &'t str, tokens: &mut Vec<Token<'t>>) {
    let (mut rest, mut before) = (line, None);
    while let Some(c) = rest.chars().next() {
        let is_free = before.is_none_or(|c: char| !c.is_alphanumeric());
        let text = match tag(rest).filter(|tag| is_free && tag.starts_with('#')) {
            Some(hashtag) => {
                hashtag.split(['#', '_']).skip(1).for_each(|word| cut_apart(word, tokens));
                hashtag
            }
            None => {
                let (piece, len) = piece(rest, c, is_free);
                let text = rest.get(..len).unwrap_or(rest);
                tokens.push(Token::new(piece, text));
                text
            }
        };
        before = text.chars().next_back();
        rest = rest.strip_prefix(text).unwrap_or_default();
    }
}

/// A word of a hashtag, and the space that its sign or underscore stands for.
fn cut_apart<'t>(word: &'t str, tokens: &mut Vec<Token<'t>>) {
    tokens.push(Token::new(Piece::Mark(' '), " "));
    cut(word, tokens);
}

fn piece(rest: &str, c: char, is_free: bool) -> (Piece<'_>, usize) {
    let found = if is_free { free_piece(rest, c) } else { glued(rest) };
    let found = found.or_else(|| word(rest, c)).or_else(|| figure(rest, is_free));
    found.unwrap_or((Piece::Mark(c), c.len_utf8()))
}

/// A figure. A sign belongs to it only if the sign does not follow a word.
fn figure(rest: &str, is_free: bool) -> Option<(Piece<'_>, usize)> {
    let figure = Figure::at(rest).filter(|figure| is_free || figure.sign.is_none())?;
    let len = figure.len;
    Some((Piece::Figure(figure), len))
}

/// A piece that can only begin where no word ends.
fn free_piece(rest: &str, c: char) -> Option<(Piece<'_>, usize)> {
    if let Some((short, len)) = Short::at(rest) {
        return Some((Piece::Short(short), len));
    }
    match c {
        'h' | 'H' | 'w' | 'W' => address(rest).map(|address| (Piece::Address(host(address)), address.len())),
        _ => None,
    }
}

/// A blessing right after a name: «محمد(ص)».
fn glued(rest: &str) -> Option<(Piece<'_>, usize)> {
    let (short, len) = Short::at(rest).filter(|_| rest.starts_with('('))?;
    Some((Piece::Short(short), len))
}

/// The letters of one script that a text begins with.
fn word(rest: &str, c: char) -> Option<(Piece<'_>, usize)> {
    let script = script_of(c)?;
    let mut behind = rest.strip_prefix(c)?;
    while let Some(next) = behind_part(behind, script) {
        behind = next;
    }
    Some((Piece::Word { script }, rest.len().saturating_sub(behind.len())))
}

/// The text after the next letter of a word. A joining character may stand before that letter.
fn behind_part(rest: &str, script: Script) -> Option<&str> {
    let mut chars = rest.chars();
    let c = chars.next()?;
    if is_part(c, script) {
        return Some(chars.as_str());
    }
    let next = chars.next()?;
    (joins(c, script) && is_part(next, script)).then_some(chars.as_str())
}

fn is_part(c: char, script: Script) -> bool {
    script_of(c) == Some(script) || is_joined(c) || script == Script::Latin && c.is_ascii_digit()
}

/// Whether a character stands between the letters of a word.
fn joins(c: char, script: Script) -> bool {
    match c {
        '\u{200C}' | '\u{200D}' | '\'' | '’' => true,
        '-' | '.' | '_' | '/' | '&' | '@' | '+' => script == Script::Latin,
        _ => false,
    }
}

/// Whether a character is a part of the letter before it.
fn is_joined(c: char) -> bool {
    unicode_bidi::bidi_class(c) == unicode_bidi::BidiClass::NSM || c == 'ـ'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<&str> {
        let tokens = tokens(line);
        tokens.iter().map(|token| token.text).filter(|text| *text != " ").collect()
    }

    #[test]
    fn a_word_ends_where_its_script_does() {
        assert_eq!(texts("iPhoneها، S01E05"), ["iPhone", "ها", "،", "S01E05"]);
        assert_eq!(
            texts("می\u{200C}روم A&B news@ifilm.example"),
            ["می\u{200C}روم", "A&B", "news@ifilm.example"]
        );
    }

    #[test]
    fn an_address_is_one_piece_without_the_stop_after_it() {
        let tokens = tokens("(https://www.ifilm.example/fa/?a=b).");

        assert_eq!(tokens[1].text, "https://www.ifilm.example/fa/?a=b");
        assert!(matches!(tokens[1].piece, Piece::Address("ifilm.example")));
    }

    #[test]
    fn a_hashtag_is_its_words() {
        assert_eq!(texts("#باران_۱۴۰۳ #7"), ["باران", "۱۴۰۳", "#7"]);
    }

    #[test]
    fn a_hyphen_after_a_word_is_no_minus_sign() {
        assert_eq!(texts("قسمت-5"), ["قسمت", "-", "5"]);
        assert_eq!(texts("دما -5"), ["دما", "-5"]);
    }
}
