//! Lines that announce links to other articles.

use ifilm_language::text::is_alphanumeric;

use super::measured_page::MeasuredPage;
use crate::parse::label::Label;

/// Whether a line says that links to other articles follow. It is a label before links, or a short line that
/// ends in a colon before such links, or the first line of a block that holds only such links.
pub(super) fn announces_links(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let line = measured.line(node);
    if line.weight == 0 || line.weight >= 250 || line.is_link() {
        return false;
    }
    let links = if line.linked > 0 { measured.links(node) } else { links_of_next(measured, node) };
    if links.is_empty() {
        return false;
    }
    let own = unlinked(measured, node);
    let leads_on = || links.iter().all(|link| measured.key(*link).is_some());
    let is_short = own.split_whitespace().count() <= 10;
    let is_label =
        || own.ends_with(':') || (line.linked == 0 && !line.is_prose() && heads_links(measured, node));
    Label::announces_links(&own) || (is_short && leads_on() && is_label())
}

/// Whether a line is a label and links, and nothing else, as tags are: `Tags: rain, wind`.
pub(super) fn is_label_with_links(measured: &MeasuredPage<'_>, node: usize) -> bool {
    if measured.line(node).linked == 0 {
        return false;
    }
    let own = unlinked(measured, node);
    let label = own.trim_matches(|c: char| !is_alphanumeric(c));
    !label.is_empty() && matches!(Label::of(label), Some(Label::ReadMore | Label::Latest))
}

/// Whether a line is the first of a block that otherwise holds only links.
fn heads_links(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let Some(block) = measured.around(node).find(|at| measured.nodes(*at).end > node.saturating_add(1))
    else {
        return false;
    };
    let nodes = measured.nodes(block);
    let mut others = nodes.clone().filter(|at| *at != node && measured.line(*at).weight > 0);
    nodes.start == node && others.all(|at| measured.line(at).is_link())
}

/// The links of the next line of text, if it holds only links.
fn links_of_next(measured: &MeasuredPage<'_>, node: usize) -> Vec<usize> {
    let next = measured.behind(node).take(4).find(|node| measured.line(*node).weight > 0);
    next.filter(|next| measured.line(*next).is_link()).map(|next| measured.links(next)).unwrap_or_default()
}

/// The part of a line outside of links.
fn unlinked(measured: &MeasuredPage<'_>, node: usize) -> String {
    let pieces = measured.page.node(node).pieces();
    let own = pieces.iter().filter(|piece| piece.style.link.is_none());
    own.map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}
