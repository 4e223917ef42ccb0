//! Which day a row of a guide is on: by its own text, its panel, or the heading before it.

use std::collections::HashMap;
use std::ops::Range;

use ifilm_language::time::{SaidDay, day_of_line};
use jiff::civil::Date;

use super::days::resolved;
use super::draft::Draft;
use super::page::GuidePage;
use super::tab_run::{runs, targets_of};
use super::token::{Tokens, What};

/// The days of a page.
pub(super) struct PageDays<'a> {
    page: &'a GuidePage,
    tokens: &'a Tokens,
    today: Date,
    /// The date of each day that the page names.
    dates: Vec<Date>,
    /// The days that stand beside each other without times between, by their numbers.
    runs: Vec<Range<usize>>,
    /// The day of each element that its attributes say, and the element that says it.
    panels: Vec<Option<(Date, usize)>>,
    /// The rows of each run of tabs that stand in panels in its order.
    ordered: HashMap<usize, HashMap<usize, Date>>,
}

impl<'a> PageDays<'a> {
    pub(super) fn of(page: &'a GuidePage, tokens: &'a Tokens, today: Date, drafts: &[Draft]) -> Self {
        let runs = runs(page, tokens);
        let mut dates = vec![today; tokens.days.len()];
        let said = |at: usize| tokens.days.get(at).map(|(day, _)| *day);
        let single: Vec<usize> = runs.iter().filter(|run| run.len() == 1).map(|run| run.start).collect();
        let sequences =
            runs.iter().filter(|run| run.len() > 1).map(|run| run.clone().collect()).chain([single]);
        for sequence in sequences {
            let days: Vec<SaidDay> = sequence.iter().filter_map(|at| said(*at)).collect();
            for (at, date) in sequence.iter().zip(resolved(&days, today)) {
                dates.iter_mut().skip(*at).take(1).for_each(|place| *place = date);
            }
        }
        let mut days = Self { page, tokens, today, dates, runs, panels: Vec::new(), ordered: HashMap::new() };
        days.panels = days.panels();
        days.order(drafts);
        days
    }

    /// The date of a row; `None` if nothing says it.
    pub(super) fn of_draft(&self, draft: &Draft) -> Option<Date> {
        let date = |day: usize| self.dates.get(day).copied();
        if let Some(day) = draft.day {
            return date(day);
        }
        let own = self.tokens.slice(draft.tokens.clone()).iter().find_map(|token| match token.what {
            What::Day(day) => Some(day),
            _ => None,
        });
        if let Some(day) = own.filter(|_| draft.is_element) {
            return date(day);
        }
        let before =
            self.tokens.days.partition_point(|(_, token)| *token < draft.tokens.start).checked_sub(1);
        let run = before.and_then(|day| self.run_of(day));
        if let Some((panel, element)) = self.panels.get(draft.element).copied().flatten() {
            let start =
                self.page.element(element).map_or(0, |element| self.tokens.of_pieces(&element.pieces).start);
            let inside =
                before.filter(|day| self.tokens.days.get(*day).is_some_and(|(_, token)| *token >= start));
            let heading = inside.filter(|_| run.as_ref().is_some_and(|run| !self.are_tabs(run)));
            return heading.and_then(date).or(Some(panel));
        }
        let run = run?;
        if !self.are_tabs(&run) {
            return date(run.start);
        }
        let ordered = self.ordered.get(&run.start);
        ordered.and_then(|rows| rows.get(&draft.tokens.start)).copied().or_else(|| self.active(&run))
    }

    /// The day that the title of the page names.
    pub(super) fn of_title(&self) -> Option<Date> {
        let found = day_of_line(&self.page.title, self.today)
            .filter(|found| found.has_year || found.other_words <= 3)?;
        resolved(&[found.day], self.today).first().copied()
    }

    /// Whether days beside each other are several. A weekday and its date are one.
    fn are_tabs(&self, run: &Range<usize>) -> bool {
        let first = self.dates.get(run.start);
        run.clone().take(MOST_TABS).any(|day| self.dates.get(day) != first)
    }

    fn run_of(&self, day: usize) -> Option<Range<usize>> {
        let at = self.runs.partition_point(|run| run.end <= day);
        self.runs.get(at).cloned()
    }

    /// The day of the tab that is shown: the one that says so, else today's, else the first.
    fn active(&self, run: &Range<usize>) -> Option<Date> {
        let is_active = |day: &usize| {
            let element = self.element_of(*day);
            self.page.around(element).take(3).any(|at| self.is_marked_active(at))
        };
        let active = run.clone().take(MOST_TABS).find(is_active);
        let is_today = |day: &usize| self.dates.get(*day) == Some(&self.today);
        let shown = active.or_else(|| run.clone().take(MOST_TABS).find(is_today)).unwrap_or(run.start);
        self.dates.get(shown).copied()
    }

    fn is_marked_active(&self, element: usize) -> bool {
        let Some(element) = self.page.element(element) else { return false };
        let has =
            |name: &str, values: &[&str]| element.mark(name).is_some_and(|value| values.contains(&value));
        let classes = element.mark("class").unwrap_or_default().split_whitespace();
        let is_active = |class: &str| ["active", "selected", "current", "is-active", "on"].contains(&class);
        has("aria-selected", &["true"])
            || element.mark("aria-current").is_some_and(|value| value != "false")
            || element.mark("selected").is_some()
            || classes.into_iter().any(is_active)
    }

    fn element_of(&self, day: usize) -> usize {
        let token = self.tokens.days.get(day).and_then(|(_, token)| self.tokens.all.get(*token));
        token.and_then(|token| self.page.pieces.get(token.piece)).map_or(0, |piece| piece.element)
    }

    /// The day of each element by its own attributes, or by those of a tab that leads to it.
    fn panels(&self) -> Vec<Option<(Date, usize)>> {
        let targets = self.targets();
        let mut panels: Vec<Option<(Date, usize)>> = Vec::with_capacity(self.page.elements.len());
        for (at, element) in self.page.elements.iter().enumerate() {
            let around = if at == 0 { None } else { panels.get(element.parent).copied().flatten() };
            let own = element.marks.iter().find_map(|(name, value)| self.day_in(&targets, name, value));
            panels.push(own.map(|date| (date, at)).or(around));
        }
        panels
    }

    fn day_in(
        &self,
        targets: &HashMap<(String, String), Option<Date>>,
        name: &str,
        value: &str,
    ) -> Option<Date> {
        if let Some(found) = targets.get(&(name.to_owned(), value.to_owned())) {
            return *found;
        }
        let names_day =
            matches!(name, "data-day" | "data-date" | "data-weekday" | "id" | "data-tab" | "data-key");
        let text = value.trim_start_matches('#').replace('_', "-");
        let text = text
            .strip_prefix("day-")
            .or(text.strip_prefix("tab-"))
            .or(text.strip_prefix("panel-"))
            .unwrap_or(&text);
        let said = match text.parse::<Date>() {
            Ok(date) => Some(SaidDay::Date(date)),
            Err(_) if text.contains(char::is_alphabetic) => day_of_line(&text.replace('-', " "), self.today)
                .filter(|found| found.other_words == 0)
                .map(|found| found.day),
            Err(_) => day_of_line(text, self.today).filter(|found| found.has_year).map(|found| found.day),
        };
        let said = said.filter(|_| names_day)?;
        let same = self
            .tokens
            .days
            .iter()
            .take(MOST_TABS)
            .position(|(day, _)| *day == said)
            .and_then(|at| self.dates.get(at).copied());
        same.or_else(|| resolved(&[said], self.today).first().copied())
    }

    /// Which value of which attribute belongs to the panel of a day. `None` for a value of several days.
    fn targets(&self) -> HashMap<(String, String), Option<Date>> {
        let mut targets: HashMap<(String, String), Option<Date>> = HashMap::new();
        for run in self.runs.iter().filter(|run| self.are_tabs(run)) {
            for day in run.clone() {
                let Some(date) = self.dates.get(day).copied() else { continue };
                let near =
                    self.page.around(self.element_of(day)).take(3).filter_map(|at| self.page.element(at));
                for (name, value) in near.flat_map(|element| &element.marks) {
                    for target in targets_of(name, value) {
                        let known = targets.entry(target).or_insert(Some(date));
                        *known = known.filter(|known| *known == date);
                    }
                }
            }
        }
        targets
    }

    /// Gives the rows behind each run of tabs their days, if they stand in as many panels.
    fn order(&mut self, drafts: &[Draft]) {
        for at in 0..self.runs.len() {
            let Some(run) = self.runs.get(at).cloned().filter(|run| self.are_tabs(run)) else { continue };
            let token = |day: usize| self.tokens.days.get(day).map(|(_, token)| *token);
            let start = run.end.checked_sub(1).and_then(token).unwrap_or(0);
            let end = token(run.end).unwrap_or(self.tokens.all.len());
            let from = drafts.partition_point(|draft| draft.tokens.start < start);
            let rows: Vec<&Draft> =
                drafts.iter().skip(from).take_while(|draft| draft.tokens.start < end).collect();
            if let Some(ordered) = self.in_panels(&run, &rows) {
                self.ordered.insert(run.start, ordered);
            }
        }
    }

    fn in_panels(&self, run: &Range<usize>, rows: &[&Draft]) -> Option<HashMap<usize, Date>> {
        let (first, last) = (rows.first()?.element, rows.last()?.element);
        let outer =
            self.page.around(first).chain([0]).find(|at| self.page.is_in(last, *at) && *at != first)?;
        let panel_of = |row: &Draft| self.page.around(row.element).take_while(|at| *at != outer).last();
        let shown = panel_of(rows.first()?).map(|panel| self.page.tag(panel))?;
        let first_token =
            run.end.checked_sub(1).and_then(|day| self.tokens.days.get(day)).map_or(0, |(_, token)| *token);
        let is_panel = |at: &usize| {
            let range = self.page.element(*at).map_or(0..0, |element| self.tokens.of_pieces(&element.pieces));
            self.page.tag(*at) == shown && range.start > first_token
        };
        let panels: Vec<usize> = self.page.children(outer).filter(is_panel).collect();
        let is_row = rows.iter().any(|row| row.is_element && panel_of(row) == Some(row.element));
        if panels.len() != run.len() || is_row {
            return None;
        }
        let day = |row: &&Draft| {
            let at = panels.binary_search(&panel_of(row)?).ok()?;
            Some((row.tokens.start, *self.dates.get(run.start.saturating_add(at))?))
        };
        rows.iter().map(day).collect()
    }
}

/// The most days of a page that are compared with each of its attributes.
const MOST_TABS: usize = 64;
