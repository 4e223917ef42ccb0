//! When an article was published: what machines are told, then the stamp by the title, then the folder of its picture.

use std::ops::Range;

use super::facts::Facts;
use super::region::Region;
use super::sheet::Sheet;
use crate::model::{Precision, Published};
use crate::parse::stamp;

/// How many lines before the title a stamp may stand.
const BEFORE: usize = 12;
/// How many lines after the title, or after the last word, a stamp may stand.
const AFTER: usize = 8;

/// The date of an article whose title and text are known.
pub(super) fn find(
    sheet: &Sheet<'_>,
    facts: &Facts,
    region: &Region,
    near: Near<'_>,
    picture: Option<&str>,
) -> Option<Published> {
    let told = || facts.dates.iter().find_map(|date| stamp::machine(date));
    told()
        .or_else(|| near.timed(sheet))
        .or_else(|| near.printed(sheet, region))
        .or_else(|| stamp::folder(picture?))
}

/// The lines around a title, and which lines are text.
pub(super) struct Near<'a> {
    pub(super) title: Option<usize>,
    pub(super) text: &'a [usize],
}

impl Near<'_> {
    fn middle(&self) -> usize {
        self.title.or_else(|| self.text.first().copied()).unwrap_or(0)
    }

    fn lines(&self, sheet: &Sheet<'_>) -> Range<usize> {
        self.middle().saturating_sub(BEFORE)..self.middle().saturating_add(AFTER).min(sheet.lines.len())
    }

    /// A `<time>` near the title.
    fn timed(&self, sheet: &Sheet<'_>) -> Option<Published> {
        let lines = self.lines(sheet);
        let times = sheet.page.times.iter().filter(|(leaf, _)| lines.contains(leaf));
        times.into_iter().find_map(|(_, value)| stamp::machine(value))
    }

    /// A line near the title that is a stamp, nearest first; never a line of the text. Headers of sites often tell
    /// the present day, so a line there must tell the minute.
    fn printed(&self, sheet: &Sheet<'_>, region: &Region) -> Option<Published> {
        let is_stamp = |leaf: &usize| Some(*leaf) != self.title && !self.text.contains(leaf);
        let mut lines: Vec<usize> = self.lines(sheet).filter(is_stamp).collect();
        lines.sort_by_key(|leaf| leaf.abs_diff(self.middle()));
        let stamps = lines.iter().filter_map(|leaf| Some((*leaf, sheet.line(*leaf).stamp?)));
        let (own, foreign): (Vec<_>, Vec<_>) = stamps.partition(|(leaf, _)| region.has(*leaf));
        let minute = foreign.into_iter().find(|(_, stamp)| stamp.precision == Precision::Minute);
        own.into_iter().next().or(minute).map(|(_, stamp)| stamp)
    }
}
