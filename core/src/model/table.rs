//! The cells of a table.

use serde::{Deserialize, Serialize};

use crate::model::Span;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCell {
    /// Whether it names what the cells of its row or column hold.
    pub header: bool,
    /// The text, in order; empty in an empty cell.
    pub spans: Vec<Span>,
}
