//! When an article was published, and when it was changed: the dates in the metadata, else those by the
//! title, else the folder of its picture.

use std::ops::Range;

use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::region::Region;
use crate::model::{Precision, Published, Updated};
use crate::parse::html::Tag;
use crate::parse::stamp::{self, LineDates};

/// How many lines before the title a stamp may be.
const BEFORE: usize = 12;
/// How many lines after the title a stamp may be.
const AFTER: usize = 8;
/// The most words of a line of facts.
const LONGEST_FACTS: usize = 24;
/// The same for a line that ends with a full stop, which may be a sentence.
const LONGEST_STOPPED: usize = 7;

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

/// Whether a text may have been changed then: after the publication, not at the same moment. A day without a
/// time begins before the hour of the publication.
fn is_since(updated: Published, published: Published) -> bool {
    let shortest = if updated.precision == Precision::Minute { 0 } else { -24 };
    let since = updated.at.duration_since(published.at);
    updated.at != published.at && since >= jiff::SignedDuration::from_hours(shortest)
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

    /// The first `<time>` of each kind near the title. The only one of a page may be elsewhere.
    fn times(&self, measured: &MeasuredPage<'_>) -> LineDates {
        let lines = self.lines(measured);
        let times = &measured.page.times;
        let near = times.iter().filter(|time| lines.contains(&time.node) || times.len() == 1);
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
    /// the present day. So a stamp there counts only if it has a time, and before a day only if it is closer
    /// to the title. A line of facts with a time comes before a day if it is as close to the title.
    fn printed(&self, measured: &MeasuredPage<'_>, region: &Region) -> LineDates {
        let is_stamp = |node: &&usize| Some(**node) != self.title && !self.text.contains(*node);
        let mut lines: Vec<usize> = self.lines(measured).filter(|node| !is_value(measured, *node)).collect();
        lines.sort_by_key(|node| node.abs_diff(self.middle()));
        let stamps =
            lines.iter().filter(is_stamp).filter_map(|node| Some((*node, measured.line(*node).stamp?)));
        let (own, foreign): (Vec<_>, Vec<_>) = stamps.partition(|(node, _)| region.has(*node));
        let to_the_minute = |date: &Published| date.precision == Precision::Minute;
        let first = |date: fn(&LineDates) -> Option<Published>| {
            let own = own.iter().find_map(|(node, dates)| Some((*node, date(dates)?)));
            let foreign =
                foreign.iter().find_map(|(node, dates)| Some((*node, date(dates).filter(to_the_minute)?)));
            let is_closer =
                |own: usize, other: usize| other.abs_diff(self.middle()) < own.abs_diff(self.middle());
            match (own, foreign) {
                (Some((day, date)), Some((time, better)))
                    if !to_the_minute(&date) && is_closer(day, time) =>
                {
                    Some(better)
                }
                (own, foreign) => own.or(foreign).map(|(_, date)| date),
            }
        };
        let printed =
            LineDates { published: first(|dates| dates.published), updated: first(|dates| dates.updated) };
        if printed.published.as_ref().is_some_and(to_the_minute) {
            return printed;
        }
        let is_empty = printed.published.or(printed.updated).is_none();
        let stamp = own.first().map_or(usize::MAX, |(node, _)| node.abs_diff(self.middle()));
        let mut closer = lines.iter().filter(|node| is_empty || node.abs_diff(self.middle()) <= stamp);
        let is_better = |facts: &LineDates| is_empty || facts.published.as_ref().is_some_and(to_the_minute);
        let facts = closer.find_map(|node| self.facts(measured, region, *node).filter(is_better));
        facts.unwrap_or(printed)
    }

    /// The dates of a short line before the text that holds other facts, too: `Halverton – Mina Farhadi – 2
    /// May 2024`.
    fn facts(&self, measured: &MeasuredPage<'_>, region: &Region, node: usize) -> Option<LineDates> {
        let line = measured.line(node);
        let is_before_text = || {
            let prose = (self.middle()..node).filter(|at| measured.line(*at).is_prose());
            prose.take(2).count() < 2
        };
        let longest = if line.ends_a_sentence() { LONGEST_STOPPED } else { LONGEST_FACTS };
        let is_short = line.weight > 0 && line.word_count() <= longest;
        let is_line = is_short && line.heading.is_none() && region.has(node) && is_before_text();
        if is_line && Some(node) != self.title { stamp::facts(&line.text, measured.zone()) } else { None }
    }
}

/// Whether a line is the value beside a heading of a table: `Born | 2 May 1949`.
fn is_value(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let is_in = |node: usize, wanted: Tag| measured.is_inside(node, |tag| tag == wanted);
    is_in(node, Tag::Td) && node.checked_sub(1).is_some_and(|before| is_in(before, Tag::Th))
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
