//! The elements whose nodes become one block: lists, tables of data, galleries.

use super::measured_page::MeasuredPage;
use super::tables::{self, Tables};
use crate::parse::html::Tag;
use crate::parse::page::{Content, Element};

/// What the nodes of an element become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    List,
    Table,
    Gallery,
}

/// What each element becomes, if anything.
pub(super) struct Groups(Vec<Option<Group>>);

impl Groups {
    /// Finds the groups among the nodes of the text.
    pub(super) fn of(measured: &MeasuredPage<'_>, tables: &Tables, kept: &[usize]) -> Self {
        let counts = Counts::of(measured, kept);
        let own = own_of_lists(measured, &counts);
        let group = |(at, element): (usize, &Element)| {
            if tables.has(at) {
                return Some(Group::Table);
            }
            let inside = counts.within(element);
            let is_layout = || own.get(at).is_none_or(|own| own.is_layout(entries(measured, at)));
            if is_list(element) && inside.texts > 0 && !is_layout() {
                return Some(Group::List);
            }
            (inside.pictures > 1 && inside.texts == 0 && inside.others == 0).then_some(Group::Gallery)
        };
        Self(measured.page.elements.iter().enumerate().map(group).collect())
    }

    /// The outermost group around a node, inside of an element.
    pub(super) fn around(
        &self,
        measured: &MeasuredPage<'_>,
        node: usize,
        outer: usize,
    ) -> Option<(usize, Group)> {
        let inside = measured.around(node).take_while(|at| *at != outer);
        inside.filter_map(|at| Some((at, (*self.0.get(at)?)?))).last()
    }

    /// The entry of a list that a node lies in; `None` if it lies in no entry of this list itself.
    pub(super) fn entry_around(
        &self,
        measured: &MeasuredPage<'_>,
        node: usize,
        list: usize,
    ) -> Option<usize> {
        let tag = |at: &usize| measured.page.element(*at).tag;
        let inside = measured.around(node).take_while(|at| *at != list);
        let parts = inside.filter(|at| matches!(tag(at), Tag::Li | Tag::Dt | Tag::Dd) || tag(at).is_list());
        parts.last().filter(|at| !tag(at).is_list())
    }

    /// The cells of a table in its rows, each with whether it is a header.
    pub(super) fn rows(&self, measured: &MeasuredPage<'_>, table: usize) -> Vec<Vec<Option<(usize, bool)>>> {
        tables::grid(measured, table)
    }
}

fn is_list(element: &Element) -> bool {
    element.tag.is_list() || element.tag == Tag::Dl
}

/// What each list holds outside of the lists in it.
fn own_of_lists(measured: &MeasuredPage<'_>, counts: &Counts) -> Vec<Inside> {
    let elements = &measured.page.elements;
    let mut own: Vec<Inside> = elements.iter().map(|element| counts.within(element)).collect();
    for list in elements.iter().filter(|element| is_list(element)) {
        let outer = measured.page.around(list.parent).find(|at| is_list(measured.page.element(*at)));
        let inside = counts.within(list);
        if let Some(outer) = outer.and_then(|outer| own.get_mut(outer)) {
            outer.prose = outer.prose.saturating_sub(inside.prose);
            outer.headings = outer.headings.saturating_sub(inside.headings);
        }
    }
    own
}

/// How many entries a list has.
fn entries(measured: &MeasuredPage<'_>, list: usize) -> usize {
    let is_entry = |(_, element): &(usize, &Element)| {
        element.parent == list && matches!(element.tag, Tag::Li | Tag::Dt | Tag::Dd)
    };
    tables::inside(measured, list).filter(is_entry).count()
}

/// Running totals over the nodes of the text.
struct Counts(Vec<Inside>);

/// What the text holds up to a node, or between two of them.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    texts: usize,
    prose: usize,
    headings: usize,
    pictures: usize,
    others: usize,
}

impl Inside {
    /// Whether a list of so many entries only lays out the page: its entries are articles in themselves.
    fn is_layout(self, entries: usize) -> bool {
        self.headings > 0 || self.prose > entries.saturating_mul(3)
    }
}

impl Counts {
    fn of(measured: &MeasuredPage<'_>, kept: &[usize]) -> Self {
        let mut kept = kept.iter().copied().peekable();
        let mut all = vec![Inside::default()];
        let mut sum = Inside::default();
        for node in 0..measured.lines.len() {
            if kept.next_if_eq(&node).is_some() {
                sum.add(measured, node);
            }
            all.push(sum);
        }
        Self(all)
    }

    fn within(&self, element: &Element) -> Inside {
        let at = |place: usize| self.0.get(place).copied().unwrap_or_default();
        let (before, behind) = (at(element.nodes.start), at(element.nodes.end));
        Inside {
            texts: behind.texts.saturating_sub(before.texts),
            prose: behind.prose.saturating_sub(before.prose),
            headings: behind.headings.saturating_sub(before.headings),
            pictures: behind.pictures.saturating_sub(before.pictures),
            others: behind.others.saturating_sub(before.others),
        }
    }
}

impl Inside {
    fn add(&mut self, measured: &MeasuredPage<'_>, node: usize) {
        let line = measured.line(node);
        let count = |total: &mut usize, more: bool| *total = total.saturating_add(usize::from(more));
        match &measured.page.node(node).content {
            Content::Text(_) => {
                count(&mut self.texts, true);
                count(&mut self.prose, line.is_prose());
                count(&mut self.headings, line.heading.is_some());
            }
            Content::Picture { .. } => count(&mut self.pictures, true),
            _ => count(&mut self.others, true),
        }
    }
}
