//! Lists that are numbered by hand, an entry a line: `1- …<br>2- …`.

use super::node::Piece;

/// A place in a run: the piece, and the byte in it.
type Place = (usize, usize);

/// Splits a run into its lines if all of them, or all but the first, are such entries. Otherwise returns the
/// run unchanged.
pub(super) fn split(pieces: Vec<Piece>, broken: &[Place]) -> Vec<Vec<Piece>> {
    let lines = lines(&pieces, broken);
    let is_entry = |(start, end): &(Place, Place)| is_entry(&beginning(&pieces, *start, *end));
    let is_list = lines.len() > 1 && lines.iter().skip(1).all(is_entry);
    let is_whole = lines.first().is_some_and(is_entry) || lines.len() > 2;
    if is_list && is_whole {
        lines.into_iter().map(|(start, end)| between(&pieces, start, end)).collect()
    } else {
        vec![pieces]
    }
}

/// The characters at the beginning of a line that tell what it is.
const BEGINNING: usize = 16;

/// The beginning of a line, without white space before it.
fn beginning(pieces: &[Piece], start: Place, end: Place) -> String {
    let text = parts(pieces, start, end).flat_map(|(part, _)| part.chars());
    text.skip_while(|c| c.is_whitespace()).take(BEGINNING).collect()
}

/// `1- …`, `۲) …`, `3. …`: up to three digits, then a separator that is not part of a number.
fn is_entry(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.chars().take_while(|c| c.is_numeric()).count();
    let rest = line.trim_start_matches(char::is_numeric);
    let mut after = rest.trim_start().chars();
    (1..=3).contains(&digits)
        && after.next().is_some_and(|c| SEPARATORS.contains(&c))
        && !after.next().is_some_and(char::is_numeric)
}

/// The separators between the number of an entry and its text.
const SEPARATORS: [char; 8] = ['-', ')', '.', '–', '—', '(', ':', 'ـ'];

/// Where each line that shows something begins and ends.
fn lines(pieces: &[Piece], broken: &[Place]) -> Vec<(Place, Place)> {
    let ends = broken.iter().copied().chain([(pieces.len(), 0)]);
    let starts = [(0, 0)].into_iter().chain(broken.iter().copied());
    let shows =
        |(start, end): &(Place, Place)| parts(pieces, *start, *end).any(|(part, _)| !part.trim().is_empty());
    starts.zip(ends).filter(shows).collect()
}

fn between(pieces: &[Piece], start: Place, end: Place) -> Vec<Piece> {
    let parts = parts(pieces, start, end);
    parts.map(|(part, piece)| Piece { text: part.to_owned(), style: piece.style }).collect()
}

/// The texts between two places, each with its piece.
fn parts(pieces: &[Piece], start: Place, end: Place) -> impl Iterator<Item = (&str, &Piece)> {
    let last = end.0.saturating_add(usize::from(end.1 > 0));
    let pieces = pieces.iter().enumerate().take(last).skip(start.0);
    let parts = pieces.map(move |(at, piece)| {
        let from = if at == start.0 { start.1 } else { 0 };
        let to = if at == end.0 { end.1 } else { piece.text.len() };
        (piece.text.get(from..to).unwrap_or_default(), piece)
    });
    parts.filter(|(part, _)| !part.is_empty())
}
