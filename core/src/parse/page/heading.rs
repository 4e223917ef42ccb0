//! What pages put into a heading that is not part of it: links to edit it and to its own place.

use super::Anchor;
use super::node::{Piece, Run};

/// The heading without links to edit it, and with the text of links to a place on the page as its own text.
pub(super) fn without_tools(mut run: Run, links: &[Anchor]) -> Run {
    if let Some(link) = run.pieces.last().and_then(|piece| piece.style.link)
        && links.get(link).is_some_and(|link| link.address.starts_with('#'))
        && run.pieces.len() > 1
    {
        run.pieces.pop_if(|piece| piece.text.trim().chars().all(|c| SIGNS.contains(&c)));
    }
    for piece in &mut run.pieces {
        let leads = |link: &usize| links.get(*link).is_some_and(|link| !link.address.starts_with('#'));
        piece.style.link = piece.style.link.filter(leads);
    }
    if let Some(end) = bracketed(&run.pieces) {
        run.pieces.truncate(end);
        if let Some(last) = run.pieces.last_mut() {
            last.text.truncate(last.text.trim_end_matches([' ', '[']).len());
        }
    }
    run.pieces.retain(|piece| !piece.text.is_empty());
    run.seams.clear(); // the pieces have other numbers now
    run
}

/// Signs of links from a heading to itself.
const SIGNS: &[char] = &['#', '¶', '§', '🔗', '\u{FE0E}', '\u{FE0F}'];

/// Where a link in brackets begins that ends the heading: `Childhood [edit]`.
fn bracketed(pieces: &[Piece]) -> Option<usize> {
    let (end, before) = pieces.split_last()?;
    let link = before.iter().rposition(|piece| piece.style.link.is_some())?;
    let opens =
        link.checked_sub(1).and_then(|at| before.get(at)).is_some_and(|piece| piece.text.ends_with('['));
    (opens && end.text.trim() == "]" && link.saturating_add(1) == before.len()).then_some(link)
}
