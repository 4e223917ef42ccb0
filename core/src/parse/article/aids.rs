//! What is known about the parts of a page before its text is found.

use super::authors::Authors;
use super::boxes::Boxes;
use super::captions::Captions;
use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::sources::OwnHosts;
use super::tables::Tables;

/// The parts of a page that are judged by themselves.
pub(super) struct Aids {
    pub(super) tables: Tables,
    pub(super) captions: Captions,
    pub(super) boxes: Boxes,
    pub(super) hosts: OwnHosts,
    pub(super) authors: Authors,
}

impl Aids {
    /// Finds the parts of a page whose title is known.
    pub(super) fn of(measured: &MeasuredPage<'_>, facts: &Facts, title: Option<usize>) -> Self {
        let tables = Tables::of(measured, title);
        Self {
            captions: Captions::of(measured, &tables, title),
            boxes: Boxes::of(measured, title),
            hosts: OwnHosts::of(measured),
            authors: Authors::of(facts),
            tables,
        }
    }
}
