//! How many items there are.

use serde::Serialize;

use crate::model::{EditionId, Section};

/// How many items there are to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Of each section that has ever had an item and is not hidden, in the order of the catalogue.
    pub sections: Vec<SectionCount>,
    /// How many items are saved.
    pub saved: u32,
}

/// How many items the list of a section has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionCount {
    /// The edition.
    pub edition: EditionId,
    /// The section.
    pub section: Section,
    /// All items of the list.
    pub total: u32,
    /// Those that the person has not read.
    pub unread: u32,
}
