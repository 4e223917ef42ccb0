//! The dates by the title: `<time>` elements, and stamps for people.

use std::ops::Range;

use ifilm_language::time::{DateRole, date_label, has_date_label};
use url::Url;

use super::date_place::Place;
use super::measured_page::MeasuredPage;
use super::near_stamp::{NearStamp, is_refined, is_time, is_to_the_minute, names_date, nearest};
use super::region::Region;
use crate::model::{Precision, Published};
use crate::parse::html::Tag;
use crate::parse::page::Time;
use crate::parse::stamp::{self, LineDates};

/// How many lines before the title a stamp may be.
const BEFORE: usize = 12;
/// How many lines after the title a stamp may be.
const AFTER: usize = 8;
/// How many lines behind the last one of the text may say when it was posted.
const BELOW: usize = 4;
/// The most words of a line of facts.
const LONGEST_FACTS: usize = 24;
/// The same for a line that ends with a full stop, which may be a sentence.
const LONGEST_STOPPED: usize = 7;

/// The dates near the title of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct NearDates {
    /// Those of `<time>` elements.
    pub(super) times: LineDates,
    /// Those of stamps.
    pub(super) printed: LineDates,
    /// Those of `<time>` elements in the text, or in a block that may not be part of the article.
    pub(super) others: LineDates,
}

impl NearDates {
    /// Finds them. `text` are the nodes of the text.
    pub(super) fn of(
        measured: &MeasuredPage<'_>,
        region: &Region,
        title: Option<usize>,
        text: &[usize],
    ) -> Self {
        let search = Search { measured, region, title, text };
        let (times, others) = search.times();
        Self { times, printed: search.printed(), others }
    }
}

/// A page, and what is known about it.
#[derive(Clone, Copy)]
struct Search<'a, 'p> {
    measured: &'a MeasuredPage<'p>,
    region: &'a Region,
    title: Option<usize>,
    text: &'a [usize],
}

impl Search<'_, '_> {
    fn middle(&self) -> usize {
        self.title.or_else(|| self.text.first().copied()).unwrap_or(0)
    }

    fn distance(&self, node: usize) -> usize {
        node.abs_diff(self.middle())
    }

    fn lines(&self) -> Range<usize> {
        self.middle().saturating_sub(BEFORE)
            ..self.middle().saturating_add(AFTER).min(self.measured.lines.len())
    }

    /// The nearest `<time>` of each role in the article, and the nearest elsewhere. The only one of a page
    /// may be farther away.
    fn times(&self) -> (LineDates, LineDates) {
        let lines = self.lines();
        let times = &self.measured.page.times;
        let is_near = |time: &&Time| lines.contains(&time.spot.node) || times.len() == 1;
        let mut near: Vec<&Time> = times.iter().filter(is_near).collect();
        near.sort_by_key(|time| self.distance(time.spot.node));
        let (mut own, mut others) = (LineDates::default(), LineDates::default());
        for time in near {
            let place = Place::of_spot(self.measured, self.region, self.title, time.spot);
            let Some(date) = stamp::machine(&time.value, self.measured.zone()) else { continue };
            let is_text = self.text.contains(&time.spot.node);
            let found = match place {
                Place::Article if !is_text => &mut own,
                Place::Article if lines.contains(&time.spot.node) => &mut others,
                Place::Beside if date.precision == Precision::Minute => &mut others,
                _ => continue,
            };
            found.add(self.role_of_time(time, date), date);
        }
        (own, others)
    }

    /// What the names of a `<time>`, its line or the line before say about it.
    fn role_of_time(&self, time: &Time, date: Published) -> DateRole {
        let node = time.spot.node;
        if time.is_update || labels_update(self.measured, node, date) {
            return DateRole::Updated;
        }
        self.label_before(node).unwrap_or(DateRole::Published)
    }

    /// What the line before a date says about it, if it is only a label and the line of the date has none.
    fn label_before(&self, node: usize) -> Option<DateRole> {
        let before = node.checked_sub(1)?;
        let (line, label) = (self.measured.lines.get(node)?, self.measured.line(before));
        if label.weight == 0 || has_date_label(&line.text) {
            return None;
        }
        let is_label = || {
            let is_head = |tag: Tag| matches!(tag, Tag::Dt | Tag::Th);
            let text = label.text.trim_end();
            text.ends_with([':', '：']) || self.measured.is_inside(before, is_head) || names_date(text)
        };
        date_label(&label.text).filter(|role| *role != DateRole::Other || is_label())
    }

    /// Whether a stamp above the title is of the day on which the page came, and has no label. It may be the
    /// clock of the site.
    fn is_clock(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let day = |at| self.measured.zone().to_datetime(at).date();
        let is_today = |dates: LineDates| {
            dates.published.is_some_and(|date| day(date.at) == day(self.measured.received_at))
        };
        self.title.is_some_and(|title| node < title)
            && line.stamp.is_some_and(is_today)
            && !has_date_label(&line.text)
            && self.label_before(node).is_none()
    }

    /// Whether a line has a link to another article.
    fn links_elsewhere(&self, node: usize) -> bool {
        let is_other = |link: &usize| {
            let leads = |to: &Url| to.path() != self.measured.address.path();
            self.measured.key(*link).is_some() && self.measured.address_of(*link).is_some_and(leads)
        };
        self.measured.line(node).linked > 0 && self.measured.links(node).iter().any(is_other)
    }

    /// The dates of a stamp, with the time in the next line if that holds nothing else.
    fn timed(&self, node: usize) -> Option<LineDates> {
        let dates = self.measured.line(node).stamp?;
        let next = self.measured.lines.get(node.saturating_add(1)).filter(|next| is_time(&next.text));
        let both = |time: &str| {
            let text = format!("{} {time}", self.measured.line(node).for_dates());
            stamp::dates(&text, self.measured.zone()).filter(|both| is_refined(&dates, both))
        };
        Some(next.and_then(|next| both(&next.text)).unwrap_or(dates))
    }

    /// The dates of a line that is a stamp, by the roles that the line before gives them.
    fn stamp(&self, node: usize) -> Option<LineDates> {
        let dates = self.timed(node)?;
        match self.label_before(node) {
            Some(DateRole::Other) => None,
            Some(DateRole::Updated) if dates.updated.is_none() => {
                Some(LineDates { published: None, updated: dates.published })
            }
            _ => Some(dates),
        }
    }

    /// Whether a line is the value beside a heading of a table that is no label of a date of the text:
    /// `Born | 2 May 1949`.
    fn is_value(&self, node: usize) -> bool {
        let is_in = |node: usize, wanted: Tag| self.measured.is_inside(node, |tag| tag == wanted);
        let is_headed =
            is_in(node, Tag::Td) && node.checked_sub(1).is_some_and(|before| is_in(before, Tag::Th));
        is_headed && !matches!(self.label_before(node), Some(DateRole::Published | DateRole::Updated))
    }

    /// The dates of the stamps nearest to the title; never of a line of the text. A line of facts with a time
    /// comes before a day if it is as close to the title.
    fn printed(&self) -> LineDates {
        let is_own =
            |node: &usize| !self.is_value(*node) && !self.links_elsewhere(*node) && !self.is_in_card(*node);
        let mut lines: Vec<usize> = self.lines().filter(is_own).collect();
        lines.sort_by_key(|node| self.distance(*node));
        let (clocks, lines): (Vec<usize>, Vec<usize>) =
            lines.into_iter().partition(|node| self.is_clock(*node) || self.is_later_than_below(*node));
        let dates = self.printed_in(&lines);
        let is_empty = |dates: &LineDates| dates.published.or(dates.updated).is_none();
        let dates = if is_empty(&dates) { self.printed_in(&clocks) } else { dates };
        if is_empty(&dates) { self.below().unwrap_or_default() } else { dates }
    }

    /// The dates of a line around the end of the text that says when it was posted.
    fn below(&self) -> Option<LineDates> {
        let last = *self.text.last()?;
        let lines = last.saturating_sub(1)..last.saturating_add(BELOW).min(self.measured.lines.len());
        let is_own = |node: &usize| {
            self.measured.line(*node).heading.is_none()
                && Place::of(self.measured, self.region, self.title, *node) != Place::Foreign
        };
        let mut own = lines.filter(is_own);
        own.find_map(|node| stamp::posted(self.measured.line(node).for_dates(), self.measured.zone()))
    }

    /// Whether the link of a line spans another line, too, which is not the title: the line is part of a card
    /// that leads to another page.
    fn is_in_card(&self, node: usize) -> bool {
        if !self.measured.line(node).is_link() {
            return false;
        }
        let links = self.measured.links(node);
        let shares = |other: usize| {
            other < self.measured.lines.len()
                && Some(other) != self.title
                && self.measured.links(other).iter().any(|link| links.contains(link))
        };
        node.checked_sub(1).is_some_and(shares) || shares(node.saturating_add(1))
    }

    /// Whether a day above the title is later than one between the title and the text, both without a label:
    /// it is the present day in the header of the site.
    fn is_later_than_below(&self, node: usize) -> bool {
        let Some(title) = self.title.filter(|title| node < *title) else { return false };
        let day = |node: usize| {
            let date = self.measured.line(node).stamp?.published?;
            (!has_date_label(&self.measured.line(node).text)).then_some(date.at)
        };
        let Some(above) = day(node) else { return false };
        let text = self.text.iter().find(|at| **at > title).copied().unwrap_or(title);
        (title..text.min(title.saturating_add(AFTER))).filter_map(day).any(|below| above > below)
    }

    /// The same for some lines, the nearest first.
    fn printed_in(&self, lines: &[usize]) -> LineDates {
        let stamps: Vec<NearStamp> = lines.iter().filter_map(|node| self.near_stamp(*node)).collect();
        let published = nearest(&stamps, |dates| dates.published);
        let printed = LineDates { published, updated: nearest(&stamps, |dates| dates.updated) };
        if published.as_ref().is_some_and(is_to_the_minute) {
            return printed;
        }
        let is_empty = published.or(printed.updated).is_none();
        let mut own = stamps.iter().filter(|stamp| stamp.place == Place::Article);
        let day = own.next().map_or(usize::MAX, |stamp| stamp.distance);
        let closer = lines.iter().filter(|node| is_empty || self.distance(**node) <= day);
        let is_better =
            |facts: &LineDates| is_empty || facts.published.as_ref().is_some_and(is_to_the_minute);
        let facts = closer.filter_map(|node| self.facts(*node)).find(is_better);
        facts.unwrap_or(printed)
    }

    fn near_stamp(&self, node: usize) -> Option<NearStamp> {
        let is_own = Some(node) != self.title && !self.text.contains(&node);
        let dates = if is_own { self.stamp(node)? } else { return None };
        let place = Place::of(self.measured, self.region, self.title, node);
        (place != Place::Foreign).then(|| NearStamp { distance: self.distance(node), place, dates })
    }

    /// The dates of a short line before the text that holds other facts, too: `Halverton – Mina Farhadi – 2
    /// May 2024`.
    fn facts(&self, node: usize) -> Option<LineDates> {
        let line = self.measured.line(node);
        let is_before_text = || {
            let prose = (self.middle()..node).filter(|at| self.measured.line(*at).is_prose());
            prose.take(2).count() < 2
        };
        let longest = if line.ends_a_sentence() { LONGEST_STOPPED } else { LONGEST_FACTS };
        let is_short = line.weight > 0 && line.word_count() <= longest;
        let is_own = || self.label_before(node) != Some(DateRole::Other);
        let is_line =
            is_short && line.heading.is_none() && self.region.has(node) && is_before_text() && is_own();
        if is_line && Some(node) != self.title {
            stamp::facts(line.for_dates(), self.measured.zone())
        } else {
            None
        }
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
