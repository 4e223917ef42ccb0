//! Lists that are numbered by hand, an entry a line: `1- …<br>2- …`.

use super::node::Piece;

/// Splits a run into its lines if all of them, or all but the first, are such entries. Otherwise returns the
/// run unchanged.
pub(super) fn split(pieces: Vec<Piece>, broken: &[(usize, usize)]) -> Vec<Vec<Piece>> {
    let lines = lines(&pieces, broken);
    let is_list = lines.len() > 1 && lines.iter().skip(1).all(|line| is_entry(&text(line)));
    let is_whole = lines.first().is_some_and(|first| is_entry(&text(first))) || lines.len() > 2;
    if is_list && is_whole { lines } else { vec![pieces] }
}

fn text(line: &[Piece]) -> String {
    line.iter().map(|piece| piece.text.as_str()).collect()
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

/// The pieces of each line that shows something.
fn lines(pieces: &[Piece], broken: &[(usize, usize)]) -> Vec<Vec<Piece>> {
    let ends = broken.iter().copied().chain([(pieces.len(), 0)]);
    let mut lines = Vec::new();
    let mut start = (0, 0);
    for end in ends {
        lines.push(between(pieces, start, end));
        start = end;
    }
    lines.retain(|line| !text(line).trim().is_empty());
    lines
}

fn between(pieces: &[Piece], start: (usize, usize), end: (usize, usize)) -> Vec<Piece> {
    let part = |(at, piece): (usize, &Piece)| {
        let from = if at == start.0 { start.1 } else { 0 };
        let to = if at == end.0 { end.1 } else { piece.text.len() };
        Piece { text: piece.text.get(from..to).unwrap_or_default().to_owned(), style: piece.style }
    };
    let last = end.0.saturating_add(usize::from(end.1 > 0));
    pieces
        .iter()
        .enumerate()
        .take(last)
        .skip(start.0)
        .map(part)
        .filter(|piece| !piece.text.is_empty())
        .collect()
}
