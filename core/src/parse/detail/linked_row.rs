//! A row that links to a page, and all such rows of a page.

use crate::model::ItemKey;

/// A row: a link, its name, and the role that stands in it or beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct LinkedRow {
    pub(in crate::parse) key: Option<ItemKey>,
    pub(in crate::parse) name: String,
    pub(in crate::parse) role: Option<String>,
}

/// The rows of a page, and the nodes that print them.
#[derive(Debug, Default)]
pub(in crate::parse) struct LinkedRows {
    pub(in crate::parse) rows: Vec<LinkedRow>,
    pub(in crate::parse) nodes: Vec<usize>,
}
