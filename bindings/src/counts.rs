//! How many items there are.

use crate::key::Section;

/// How many items there are to read.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Counts {
    /// Of each section that has ever had an item and is not hidden, in the order of the catalogue.
    pub sections: Vec<SectionCount>,
    /// How many items are saved.
    pub saved: u32,
}

impl From<ifilm_core::Counts> for Counts {
    fn from(counts: ifilm_core::Counts) -> Self {
        let ifilm_core::Counts { sections, saved } = counts;
        Self { sections: sections.into_iter().map(SectionCount::from).collect(), saved }
    }
}

/// How many items the list of a section has.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SectionCount {
    /// The edition.
    pub edition: String,
    /// The section.
    pub section: Section,
    /// All items of the list.
    pub total: u32,
    /// Those that the person has not read.
    pub unread: u32,
}

impl From<ifilm_core::SectionCount> for SectionCount {
    fn from(count: ifilm_core::SectionCount) -> Self {
        let ifilm_core::SectionCount { edition, section, total, unread } = count;
        Self { edition: edition.into(), section: section.into(), total, unread }
    }
}
