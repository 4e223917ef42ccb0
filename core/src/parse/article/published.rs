//! When an article was published, and when it was changed: the dates in the metadata, else those by the
//! title, else the folder of its picture.

use std::ops::Range;

use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::region::Region;
use crate::model::{Precision, Published, Updated};
use crate::parse::stamp::{self, LineDates};

/// How many lines before the title a stamp may be.
const BEFORE: usize = 12;
/// How many lines after the title a stamp may be.
const AFTER: usize = 8;

/// The dates of an article.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ArticleDates {
    /// When it was published. A page that has no other date gives that of its last change.
    pub(super) published: Option<Published>,
    /// When it was changed.
    pub(super) updated: Option<Updated>,
}

/// The dates of an article whose title and text are known.
pub(super) fn find(
    measured: &MeasuredPage<'_>,
    facts: &Facts,
    region: &Region,
    surroundings: Surroundings<'_>,
    picture: Option<&str>,
) -> ArticleDates {
    let machine = |dates: &[String]| dates.iter().find_map(|date| stamp::machine(date, measured.zone()));
    let times = surroundings.times(measured);
    let printed = surroundings.printed(measured, region);
    let updated = machine(&facts.updates).or(times.updated).or(printed.updated);
    let published = machine(&facts.dates)
        .or(times.published)
        .or(printed.published)
        .or_else(|| stamp::folder(picture?, measured.zone()))
        .or(updated);
    let is_later = |updated: &Published| published.is_some_and(|published| is_since(*updated, published));
    let updated = updated.filter(is_later).map(|Published { at, precision, .. }| Updated { at, precision });
    ArticleDates { published, updated }
}

/// Whether a text may have been changed then. A day without a time begins before the hour of the publication.
fn is_since(updated: Published, published: Published) -> bool {
    let shortest = if updated.precision == Precision::Minute { 0 } else { -24 };
    updated.at.duration_since(published.at) >= jiff::SignedDuration::from_hours(shortest)
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

    /// The first `<time>` of each kind near the title.
    fn times(&self, measured: &MeasuredPage<'_>) -> LineDates {
        let lines = self.lines(measured);
        let near = measured.page.times.iter().filter(|time| lines.contains(&time.node));
        let mut dates = LineDates { published: None, updated: None };
        for time in near {
            let Some(date) = stamp::machine(&time.value, measured.zone()) else { continue };
            let is_update = time.is_update || labels_update(measured, time.node, date);
            let place = if is_update { &mut dates.updated } else { &mut dates.published };
            *place = place.or(Some(date));
        }
        dates
    }

    /// The dates of the stamps nearest to the title; never of a line of the text. Headers of sites often show
    /// the present day. So a stamp there counts only if it has a time.
    fn printed(&self, measured: &MeasuredPage<'_>, region: &Region) -> LineDates {
        let is_stamp = |node: &usize| Some(*node) != self.title && !self.text.contains(node);
        let mut lines: Vec<usize> = self.lines(measured).filter(is_stamp).collect();
        lines.sort_by_key(|node| node.abs_diff(self.middle()));
        let stamps = lines.iter().filter_map(|node| Some((*node, measured.line(*node).stamp?)));
        let (own, foreign): (Vec<_>, Vec<_>) = stamps.partition(|(node, _)| region.has(*node));
        let to_the_minute = |date: &Published| date.precision == Precision::Minute;
        let first = |date: fn(&LineDates) -> Option<Published>| {
            let foreign = || foreign.iter().find_map(|(_, dates)| date(dates).filter(to_the_minute));
            own.iter().find_map(|(_, dates)| date(dates)).or_else(foreign)
        };
        LineDates { published: first(|dates| dates.published), updated: first(|dates| dates.updated) }
    }
}

/// Whether the line of a `<time>` calls its date an update.
fn labels_update(measured: &MeasuredPage<'_>, node: usize, date: Published) -> bool {
    let dates = measured.lines.get(node).and_then(|line| line.stamp);
    let day = |date: Published| measured.zone().to_datetime(date.at).date();
    dates.is_some_and(|LineDates { published, updated }| match (published, updated) {
        (None, Some(_)) => true,
        (Some(published), Some(updated)) => day(updated) == day(date) && day(published) != day(date),
        _ => false,
    })
}
