//! Lines that announce links to other articles.

use super::sheet::Sheet;
use crate::parse::label::Label;

/// Whether a line says that links to other articles follow: a label before links, or whatever short words
/// end in a colon before such links, or head a block of nothing else.
pub(super) fn announces_links(sheet: &Sheet<'_>, leaf: usize) -> bool {
    let line = sheet.line(leaf);
    if line.weight == 0 || line.weight >= 250 || line.is_link() {
        return false;
    }
    let links = if line.linked > 0 { sheet.links(leaf) } else { links_of_next(sheet, leaf) };
    if links.is_empty() {
        return false;
    }
    let own = unlinked(sheet, leaf);
    let leads_on = || links.iter().all(|link| sheet.key(*link).is_some());
    let is_short = own.split_whitespace().count() <= 10;
    let is_label =
        || own.ends_with(':') || (line.linked == 0 && !line.is_prose() && heads_links(sheet, leaf));
    Label::announces_links(&own) || (is_short && leads_on() && is_label())
}

/// Whether a line is the first of a block that holds nothing else but links.
fn heads_links(sheet: &Sheet<'_>, leaf: usize) -> bool {
    let Some(block) = sheet.around(leaf).find(|at| sheet.leaves(*at).end > leaf.saturating_add(1)) else {
        return false;
    };
    let leaves = sheet.leaves(block);
    let mut others = leaves.clone().filter(|at| *at != leaf && sheet.line(*at).weight > 0);
    leaves.start == leaf && others.all(|at| sheet.line(at).is_link())
}

/// The links of the next line of text, if it is nothing but links.
fn links_of_next(sheet: &Sheet<'_>, leaf: usize) -> Vec<usize> {
    let next = sheet.behind(leaf).take(4).find(|leaf| sheet.line(*leaf).weight > 0);
    next.filter(|next| sheet.line(*next).is_link()).map(|next| sheet.links(next)).unwrap_or_default()
}

/// The part of a line that is in no link.
fn unlinked(sheet: &Sheet<'_>, leaf: usize) -> String {
    let pieces = sheet.page.leaf(leaf).pieces();
    let own = pieces.iter().filter(|piece| piece.style.link.is_none());
    own.map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}
