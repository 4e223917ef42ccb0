//! Blocks of a page that are the same on many pages: menus, the head and the foot of the site, columns.

use crate::parse::html::Tag;
use crate::parse::page::{Hint, Page};

/// Whether a node stands in such a block.
pub(in crate::parse) fn is_in_menu(page: &Page, node: usize) -> bool {
    page.around(page.node(node).parent).any(|at| is_menu(page, at))
}

/// Whether a node stands in such a block that is no list of tags.
pub(in crate::parse) fn is_in_other_menu(page: &Page, node: usize) -> bool {
    page.around(page.node(node).parent)
        .any(|at| is_menu(page, at) && !page.element(at).hints.meets(Hint::TAGS))
}

/// Whether a block is a menu. One that holds most of the page has lost its end tag, and the head and the foot
/// of an article belong to it.
fn is_menu(page: &Page, at: usize) -> bool {
    let block = page.element(at);
    let is_most = block.nodes.len() > MOST && block.nodes.len().saturating_mul(2) > page.nodes.len();
    let is_of_article = || page.around(block.parent).any(|at| page.element(at).tag == Tag::Article);
    match block.tag {
        Tag::Nav | Tag::Aside | Tag::Form => !is_most,
        Tag::Header | Tag::Footer => !is_most && !is_of_article(),
        _ => block.hints.meets(Hint::NAVIGATION) && !is_most,
    }
}

/// A menu with so few nodes may be most of a page.
const MOST: usize = 12;
