//! When an article was published: the date in the metadata, else the stamp by the title, else the folder of
//! its picture.

use std::ops::Range;

use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::region::Region;
use crate::model::{Precision, Published};
use crate::parse::stamp;

/// How many lines before the title a stamp may be.
const BEFORE: usize = 12;
/// How many lines after the title, or after the end of the text, a stamp may be.
const AFTER: usize = 8;

/// The date of an article whose title and text are known.
pub(super) fn find(
    measured: &MeasuredPage<'_>,
    facts: &Facts,
    region: &Region,
    surroundings: Surroundings<'_>,
    picture: Option<&str>,
) -> Option<Published> {
    let declared = || facts.dates.iter().find_map(|date| stamp::machine(date, measured.zone()));
    declared()
        .or_else(|| surroundings.timed(measured))
        .or_else(|| surroundings.printed(measured, region))
        .or_else(|| stamp::folder(picture?, measured.zone()))
}

/// The lines around a title, and which lines are text.
pub(super) struct Surroundings<'a> {
    pub(super) title: Option<usize>,
    pub(super) text: &'a [usize],
}

impl Surroundings<'_> {
    fn middle(&self) -> usize {
        self.title.or_else(|| self.text.first().copied()).unwrap_or(0)
    }

    fn lines(&self, measured: &MeasuredPage<'_>) -> Range<usize> {
        self.middle().saturating_sub(BEFORE)..self.middle().saturating_add(AFTER).min(measured.lines.len())
    }

    /// A `<time>` near the title.
    fn timed(&self, measured: &MeasuredPage<'_>) -> Option<Published> {
        let lines = self.lines(measured);
        let times = measured.page.times.iter().filter(|(node, _)| lines.contains(node));
        times.into_iter().find_map(|(_, value)| stamp::machine(value, measured.zone()))
    }

    /// The stamp nearest to the title; never a line of the text. Headers of sites often show the present day.
    /// So a stamp there counts only if it has a time.
    fn printed(&self, measured: &MeasuredPage<'_>, region: &Region) -> Option<Published> {
        let is_stamp = |node: &usize| Some(*node) != self.title && !self.text.contains(node);
        let mut lines: Vec<usize> = self.lines(measured).filter(is_stamp).collect();
        lines.sort_by_key(|node| node.abs_diff(self.middle()));
        let stamps = lines.iter().filter_map(|node| Some((*node, measured.line(*node).stamp?)));
        let (own, foreign): (Vec<_>, Vec<_>) = stamps.partition(|(node, _)| region.has(*node));
        let minute = foreign.into_iter().find(|(_, stamp)| stamp.precision == Precision::Minute);
        own.into_iter().next().or(minute).map(|(_, stamp)| stamp)
    }
}
