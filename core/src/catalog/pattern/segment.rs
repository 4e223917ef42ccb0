//! One part of a pattern: the text between two slashes, or a value of its query.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::placeholder::{Placeholder, Read};

/// All but letters, digits and the signs that RFC 3986 allows in a part of a path (`pchar`). `&`, `=` and `+`
/// are escaped, too, because they mean something else in a query.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b':')
    .remove(b'@');

/// A piece of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Text that must be there, decoded.
    Fixed(String),
    Placeholder(Placeholder),
}

/// The pattern of a segment: fixed text and placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment(Vec<Piece>);

impl Segment {
    /// Parses a segment of a pattern. `known` are the placeholders that it may have.
    pub(super) fn read(text: &str, known: &[(&str, Placeholder)]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let start = rest.find('{').unwrap_or(rest.len());
            let (fixed, open) = rest.split_at(start);
            if !fixed.is_empty() {
                pieces.push(Piece::Fixed(decoded(fixed).unwrap_or(Cow::Borrowed(fixed)).into_owned()));
            }
            rest = open;
            if let Some((name, behind)) = open.find('}').map(|end| open.split_at(end + 1)) {
                pieces.push(Piece::Placeholder(named(name, known)?));
                rest = behind;
            } else if !open.is_empty() {
                return Err("has a { without its }".to_owned());
            }
        }
        let touch = |pair: &[Piece]| matches!(pair, [Piece::Placeholder(_), Piece::Placeholder(_)]);
        if pieces.windows(2).any(touch) {
            return Err("has two placeholders with nothing between them".to_owned());
        }
        Ok(Self(pieces))
    }

    pub(super) fn placeholders(&self) -> impl Iterator<Item = Placeholder> + '_ {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Placeholder(placeholder) => Some(*placeholder),
            Piece::Fixed(_) => None,
        })
    }

    /// Adds what the placeholders match; `None` if the text does not have this form.
    pub(super) fn take(&self, text: &str, read: Read, parts: &mut Vec<String>) -> Option<()> {
        let mut rest = text;
        let mut pieces = self.0.iter().peekable();
        while let Some(piece) = pieces.next() {
            match (piece, pieces.peek()) {
                (Piece::Fixed(fixed), _) => rest = without_start(rest, fixed)?,
                (Piece::Placeholder(placeholder), Some(Piece::Fixed(next))) => {
                    let (part, behind) = rest.split_at_checked(start_after(rest, next, *placeholder)?)?;
                    parts.push(read(*placeholder, part)?);
                    rest = behind;
                }
                (Piece::Placeholder(placeholder), _) => {
                    parts.push(read(*placeholder, std::mem::take(&mut rest))?)
                }
            }
        }
        rest.is_empty().then_some(())
    }

    /// Writes the segment for an address, with the parts of an id in place of the placeholders.
    pub(super) fn put<'a>(&self, parts: &mut impl Iterator<Item = &'a str>, path: &mut String) -> Option<()> {
        for piece in &self.0 {
            match piece {
                Piece::Fixed(fixed) => path.extend(utf8_percent_encode(fixed, ESCAPED)),
                Piece::Placeholder(placeholder) => {
                    let part = placeholder.read(parts.next()?)?;
                    path.extend(utf8_percent_encode(&part, ESCAPED));
                }
            }
        }
        Some(())
    }

    /// Writes the segment for an address, with `{id}` in place of each placeholder.
    pub(super) fn put_form(&self, path: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Fixed(fixed) => path.extend(utf8_percent_encode(fixed, ESCAPED)),
                Piece::Placeholder(_) => path.push_str("{id}"),
            }
        }
    }
}

/// A part of a path with its escapes decoded. `None` if the result is not UTF-8, or has a slash, which would
/// split the part.
pub(super) fn decoded(text: &str) -> Option<Cow<'_, str>> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    (!text.contains('/')).then_some(text)
}

fn named(name: &str, known: &[(&str, Placeholder)]) -> Result<Placeholder, String> {
    let found = known.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, placeholder)| *placeholder)
        .ok_or_else(|| format!("has {name}, which is no placeholder here"))
}

/// Where the text after a placeholder begins. The id takes as much text as it can; the other placeholders
/// take as little as they can.
fn start_after(text: &str, next: &str, placeholder: Placeholder) -> Option<usize> {
    let mut ends = text.char_indices().map(|(at, _)| at);
    let is_next = |at: &usize| text.get(*at..).is_some_and(|rest| without_start(rest, next).is_some());
    if placeholder.is_id() { ends.rfind(is_next) } else { ends.find(is_next) }
}

fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (found, rest) = text.split_at_checked(start.len())?;
    found.eq_ignore_ascii_case(start).then_some(rest)
}
