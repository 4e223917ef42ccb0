//! Blocks of a page that are the same on many pages: menus, the head and the foot of the site, columns.

use crate::parse::html::Tag;
use crate::parse::page::{Hint, Page};

/// Whether a node stands in such a block.
pub(in crate::parse) fn is_in_menu(page: &Page, node: usize) -> bool {
    page.around(page.node(node).parent).any(|at| {
        let block = page.element(at);
        matches!(block.tag, Tag::Nav | Tag::Header | Tag::Footer | Tag::Aside | Tag::Form)
            || block.hints.meets(Hint::NAVIGATION)
    })
}
