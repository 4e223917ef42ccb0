//! Finds the rows of a guide: the smallest elements that hold a time and a title, or the parts of a flat row
//! of times and titles.

use std::ops::Range;

use super::draft::Draft;
use super::page::GuidePage;
use super::table;
use super::token::{Tokens, What};
use crate::parse::html::Tag;

/// Finds the rows of a page.
pub(super) fn find(page: &GuidePage, tokens: &Tokens) -> Vec<Draft> {
    let mut finder = Finder { page, tokens, drafts: Vec::new() };
    finder.rows_in(0, false);
    finder.drafts
}

struct Finder<'a> {
    page: &'a GuidePage,
    tokens: &'a Tokens,
    drafts: Vec<Draft>,
}

/// A part of an element: an element, or the text between two.
struct Unit {
    tokens: Range<usize>,
    element: Option<usize>,
}

impl Finder<'_> {
    fn range(&self, element: usize) -> Range<usize> {
        self.page.element(element).map_or(0..0, |element| self.tokens.of_pieces(&element.pieces))
    }

    fn counts(&self, element: usize) -> (usize, usize) {
        self.tokens.counts(&self.range(element))
    }

    /// Finds the rows in an element. `is_row`: whether it is one of several of its kind with one time each.
    fn rows_in(&mut self, element: usize, is_row: bool) {
        let (runs, titles) = self.counts(element);
        if runs == 0 || titles == 0 {
            return;
        }
        if self.page.tag(element) == Tag::Table && self.week_rows(element) {
            return;
        }
        let units = self.units(element);
        let is_whole = |unit: &Unit| unit.element.is_some() && is_both(self.tokens.counts(&unit.tokens));
        if runs == 1 {
            let inner = units.iter().find(|unit| is_whole(unit)).and_then(|unit| unit.element);
            match inner.filter(|_| !is_row) {
                Some(inner) => self.rows_in(inner, false),
                None => self.add(self.range(element), element, true),
            }
            return;
        }
        let like = self.like(&units);
        let has_whole = units.iter().any(is_whole);
        let mut flat: Vec<Range<usize>> = Vec::new();
        for unit in units {
            if is_whole_unit(&unit, self.tokens) {
                self.flat_rows(element, &std::mem::take(&mut flat), false);
                let inner = unit.element.unwrap_or(element);
                self.rows_in(inner, like.contains(&self.page.tag(inner)));
            } else {
                flat.push(unit.tokens);
            }
        }
        self.flat_rows(element, &flat, !has_whole);
    }

    /// Finds the rows in a table of a week. `false` if it is none.
    fn week_rows(&mut self, table: usize) -> bool {
        let count = self.drafts.len();
        for cell in table::week(self.page, self.tokens, table) {
            let first = self.drafts.len();
            match cell.times {
                None => self.rows_in(cell.element, false),
                Some(_) => self.add(self.range(cell.element), cell.element, true),
            }
            for draft in self.drafts.iter_mut().skip(first) {
                (draft.day, draft.times, draft.days_later) = (cell.day, cell.times.clone(), cell.days_later);
                (draft.container, draft.form) = (table, (Tag::Td, Tag::Tr, Tag::Table));
            }
        }
        self.drafts.len() > count
    }

    /// The kinds of elements of which several have one time each.
    fn like(&self, units: &[Unit]) -> Vec<Tag> {
        let single = units.iter().filter(|unit| {
            let (runs, titles) = self.tokens.counts(&unit.tokens);
            runs == 1 && titles > 0
        });
        let mut tags: Vec<Tag> =
            single.filter_map(|unit| unit.element).map(|element| self.page.tag(element)).collect();
        let all = tags.clone();
        tags.dedup();
        tags.truncate(16);
        tags.retain(|tag| all.iter().filter(|other| *other == tag).count() > 1);
        tags
    }

    /// The elements right inside one, and the texts between them.
    fn units(&self, element: usize) -> Vec<Unit> {
        let own = self.page.element(element).map_or(0..0, |element| element.pieces.clone());
        let (mut units, mut piece) = (Vec::new(), own.start);
        let text =
            |from: usize, to: usize| Unit { tokens: self.tokens.of_pieces(&(from..to)), element: None };
        for child in self.page.children(element) {
            let pieces = self.page.element(child).map_or(piece..piece, |child| child.pieces.clone());
            if pieces.is_empty() {
                continue;
            }
            units.extend((piece..pieces.start).map(|at| text(at, at.saturating_add(1))));
            units.push(Unit { tokens: self.tokens.of_pieces(&pieces), element: Some(child) });
            piece = pieces.end;
        }
        units.extend((piece..own.end).map(|at| text(at, at.saturating_add(1))));
        units
    }

    /// Adds a row.
    fn add(&mut self, tokens: Range<usize>, element: usize, is_element: bool) {
        let page = self.page;
        let container = if is_element { page.parent(element) } else { element };
        let outer = page.parent(container);
        let own = if is_element { page.tag(element) } else { Tag::Other };
        let form = (own, page.tag(container), page.tag(outer));
        let draft =
            Draft { tokens, times: None, day: None, days_later: 0, element, is_element, container, form };
        self.drafts.push(draft);
    }

    /// Cuts a flat row of times and titles. `is_all`: whether the element holds nothing else.
    fn flat_rows(&mut self, element: usize, parts: &[Range<usize>], is_all: bool) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        let whole = first.start..last.end;
        if !is_both(self.tokens.counts(&whole)) {
            return;
        }
        let rows = cut(self.tokens, whole);
        let is_row = is_all && rows.len() == 1;
        for row in rows {
            let row = if is_row { self.range(element) } else { row };
            self.add(row, element, is_row);
        }
    }
}

fn is_both((runs, titles): (usize, usize)) -> bool {
    runs > 0 && titles > 0
}

fn is_whole_unit(unit: &Unit, tokens: &Tokens) -> bool {
    unit.element.is_some() && is_both(tokens.counts(&unit.tokens))
}

/// A stretch of tokens that are times, or texts.
struct Stretch {
    range: Range<usize>,
    is_times: bool,
}

/// Cuts tokens where a row begins: at its time, or at the title before it.
fn cut(tokens: &Tokens, whole: Range<usize>) -> Vec<Range<usize>> {
    let stretches = stretches(tokens, &whole);
    if matches!(&stretches[..], [start, title, end] if start.is_times && !title.is_times && end.is_times) {
        return vec![whole]; // the end stands behind the title
    }
    let starts: Vec<usize> = match is_title_first(&stretches) {
        false => {
            stretches.iter().filter(|stretch| stretch.is_times).map(|stretch| stretch.range.start).collect()
        }
        true => {
            let pairs = stretches
                .windows(2)
                .filter(|pair| matches!(pair, [title, time] if !title.is_times && time.is_times));
            pairs.filter_map(|pair| pair.first().map(|title| title.range.start)).collect()
        }
    };
    let ends = starts.iter().skip(1).copied().chain([whole.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The stretches of some tokens. Days and signs belong to the stretch before them; a day before all to none.
fn stretches(tokens: &Tokens, whole: &Range<usize>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for at in whole.clone() {
        let is_times = match tokens.all.get(at).map(|token| &token.what) {
            Some(What::Time(_)) => true,
            Some(What::Text(_, true)) => false,
            _ => continue,
        };
        match stretches.last_mut().filter(|last| last.is_times == is_times) {
            Some(last) => last.range.end = at.saturating_add(1),
            None => stretches.push(Stretch { range: at..at.saturating_add(1), is_times }),
        }
    }
    stretches
}

/// Whether titles stand before their times: a title comes first, and a time last. A heading may come before
/// the first time, so then the last stretch decides.
fn is_title_first(stretches: &[Stretch]) -> bool {
    let begins = stretches.first().is_some_and(|first| !first.is_times);
    let ends = stretches.last().is_some_and(|last| last.is_times);
    begins && ends
}
