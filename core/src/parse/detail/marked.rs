//! The text of a run with a sign where its inline parts meet.

use crate::parse::page::{Run, Style};

/// Stands where two inline parts meet without a blank.
pub(super) const BORDER: char = '\u{1F}';

/// The pieces of a run, each with its style. Line breaks are kept.
fn pieces(run: &Run) -> Vec<(Style, String)> {
    let mut seams = run.seams.iter().peekable();
    let mut pieces = Vec::with_capacity(run.pieces.len());
    for (at, piece) in run.pieces.iter().enumerate() {
        let mut text = String::with_capacity(piece.text.len());
        let mut from = 0;
        while let Some((_, seam)) = seams.next_if(|(of, _)| *of <= at) {
            text.push_str(piece.text.get(from..*seam).unwrap_or_default());
            text.push(BORDER);
            from = *seam;
        }
        text.push_str(piece.text.get(from..).unwrap_or_default());
        pieces.push((piece.style, text));
    }
    pieces
}

/// The whole text, with a sign also where the style changes.
pub(super) fn marked(run: &Run) -> String {
    let mut text = String::new();
    let mut last = None;
    for (style, piece) in pieces(run) {
        if last.is_some_and(|last| last != style) {
            text.push(BORDER);
        }
        last = Some(style);
        text.push_str(&piece);
    }
    text
}

/// Whether two styles meet without a blank, and not within a word: `Road (2015)<em>Sara</em>`.
fn is_between_parts(before: &str, behind: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    let is_sign = |c: char| matches!(c, ')' | ']' | '"' | '»' | '”');
    is_sign(last) && first.is_alphabetic()
}

/// The texts of a run in order, each with the link that it is in.
pub(super) fn by_link(run: &Run) -> Vec<(Option<usize>, String)> {
    let mut texts: Vec<(Option<usize>, String)> = Vec::new();
    for (style, piece) in pieces(run) {
        match texts.last_mut().filter(|(link, _)| *link == style.link) {
            Some((_, text)) => {
                if is_between_parts(text, &piece) {
                    text.push(BORDER);
                }
                text.push_str(&piece);
            }
            None => texts.push((style.link, piece)),
        }
    }
    texts
}
