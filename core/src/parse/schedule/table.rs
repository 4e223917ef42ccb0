//! Tables with the days of a week beside each other: a column for each day, or a row for each day and a
//! column for each time.

use std::collections::HashMap;
use std::ops::Range;

use super::page::GuidePage;
use super::token::{SaidTime, TimeValue, Tokens, What};
use crate::parse::html::Tag;

/// The most columns that are read, and the most rows that a cell covers.
const MOST_COLUMNS: usize = 200;
const MOST_ROWS: usize = 2_000;

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) element: usize,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) columns: usize,
}

/// The cells of a table, in its order, without those of tables in it.
pub(super) fn cells(page: &GuidePage, table: usize) -> Vec<Cell> {
    let rows = page.children(table).flat_map(|child| match page.tag(child) {
        Tag::Tr => vec![child],
        Tag::Tbody | Tag::Thead | Tag::Tfoot => {
            page.children(child).filter(|row| page.tag(*row) == Tag::Tr).collect()
        }
        _ => Vec::new(),
    });
    let mut cells = Vec::new();
    let mut covered: HashMap<usize, usize> = HashMap::new();
    for (row, element) in rows.enumerate() {
        let mut column = 0;
        for cell in page.children(element).filter(|cell| matches!(page.tag(*cell), Tag::Td | Tag::Th)) {
            while covered.get(&column).is_some_and(|end| *end > row) {
                column = column.saturating_add(1);
            }
            if column >= MOST_COLUMNS {
                break;
            }
            let span = |name| page.element(cell).map_or(1, |cell| cell.count(name, MOST_ROWS));
            let columns = span("colspan").min(MOST_COLUMNS.saturating_sub(column));
            let end = row.saturating_add(span("rowspan"));
            covered.extend((column..column.saturating_add(columns)).map(|column| (column, end)));
            cells.push(Cell { element: cell, row, column, columns });
            column = column.saturating_add(columns);
        }
    }
    cells
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Holds {
    Day(usize),
    Time(Range<usize>),
    Title,
    Both,
    Nothing,
}

fn held(page: &GuidePage, tokens: &Tokens, cell: &Cell) -> Holds {
    let range = page.element(cell.element).map_or(0..0, |element| tokens.of_pieces(&element.pieces));
    let (runs, titles) = tokens.counts(&range);
    match (runs > 0, titles > 0) {
        (true, true) => Holds::Both,
        (true, false) => Holds::Time(range),
        (false, true) => Holds::Title,
        (false, false) => {
            let mut days = tokens.slice(range).iter().filter_map(|token| match token.what {
                What::Day(day) => Some(day),
                _ => None,
            });
            days.next().map_or(Holds::Nothing, Holds::Day)
        }
    }
}

/// A cell of a week with a broadcast, or with several that have their own times.
#[derive(Debug)]
pub(super) struct WeekCell {
    pub(super) element: usize,
    /// Its day, by its number in the list of all.
    pub(super) day: Option<usize>,
    /// The tokens of its time; `None` if it has its own.
    pub(super) times: Option<Range<usize>>,
    /// How many days later it is than its day, by its place.
    pub(super) days_later: i32,
}

/// The cells of a table with several days beside each other or below each other, day by day. Empty for other
/// tables.
pub(super) fn week(page: &GuidePage, tokens: &Tokens, table: usize) -> Vec<WeekCell> {
    let held: Vec<(Cell, Holds)> = cells(page, table)
        .into_iter()
        .map(|cell| {
            let holds = held(page, tokens, &cell);
            (cell, holds)
        })
        .collect();
    let columns = by_column(tokens, &held);
    if columns.is_empty() { by_row(tokens, &held) } else { columns }
}

/// The first row in which at least two cells are of a kind.
fn head(held: &[(Cell, Holds)], is_of_kind: impl Fn(&Holds) -> bool) -> Option<(usize, Vec<&(Cell, Holds)>)> {
    let mut rows: Vec<usize> = held.iter().map(|(cell, _)| cell.row).collect();
    rows.dedup();
    rows.into_iter().take(MOST_HEADS).find_map(|row| {
        let of_row =
            held.iter().skip_while(|(cell, _)| cell.row < row).take_while(|(cell, _)| cell.row == row);
        let found: Vec<&(Cell, Holds)> = of_row.filter(|(_, holds)| is_of_kind(holds)).collect();
        (found.len() > 1).then_some((row, found))
    })
}

/// The rows that may be the head of a week.
const MOST_HEADS: usize = 4;

/// The times of rows or columns, and how many days later they are than the first.
#[derive(Debug, Default)]
struct Times {
    found: HashMap<usize, (Range<usize>, i32)>,
    last: Option<u16>,
    days_later: i32,
}

impl Times {
    /// Adds the time of a row or column. The first one counts.
    fn add(&mut self, tokens: &Tokens, place: usize, range: &Range<usize>) {
        if self.found.contains_key(&place) {
            return;
        }
        let minutes = minutes(tokens, range);
        if minutes.zip(self.last).is_some_and(|(now, last)| now < last) {
            self.days_later = 1;
        }
        self.last = minutes.or(self.last);
        self.found.insert(place, (range.clone(), self.days_later));
    }

    fn cell(&self, element: usize, day: Option<usize>, place: usize) -> Option<WeekCell> {
        let (times, days_later) = self.found.get(&place)?.clone();
        Some(WeekCell { element, day, times: Some(times), days_later })
    }
}

/// A column for each day.
fn by_column(tokens: &Tokens, held: &[(Cell, Holds)]) -> Vec<WeekCell> {
    let Some((head, days)) = head(held, |holds| matches!(holds, Holds::Day(_))) else { return Vec::new() };
    let of_head = held.iter().take_while(|(cell, _)| cell.row <= head).filter(|(cell, _)| cell.row == head);
    if of_head.into_iter().any(|(_, holds)| matches!(holds, Holds::Time(_) | Holds::Both)) {
        return Vec::new();
    }
    let mut day_of = HashMap::new();
    for (cell, holds) in days {
        if let Holds::Day(day) = holds {
            day_of
                .extend((cell.column..cell.column.saturating_add(cell.columns)).map(|column| (column, *day)));
        }
    }
    let body = || held.iter().skip_while(|(cell, _)| cell.row <= head);
    let mut times = Times::default();
    for (cell, holds) in body().filter(|(cell, _)| !day_of.contains_key(&cell.column)) {
        if let Holds::Time(range) = holds {
            times.add(tokens, cell.row, range);
        }
    }
    let mut placed: Vec<(usize, usize, WeekCell)> = Vec::new();
    for (cell, holds) in body().filter(|(_, holds)| matches!(holds, Holds::Both | Holds::Title)) {
        for column in cell.column..cell.column.saturating_add(cell.columns) {
            let Some(day) = day_of.get(&column).copied() else { continue };
            let own = || Some(WeekCell { element: cell.element, day: Some(day), times: None, days_later: 0 });
            let timed = || times.cell(cell.element, Some(day), cell.row);
            let found = if *holds == Holds::Both { own() } else { timed() };
            placed.extend(found.map(|found| (column, cell.row, found)));
        }
    }
    placed.sort_by_key(|(column, row, _)| (*column, *row));
    placed.into_iter().map(|(_, _, cell)| cell).collect()
}

/// A row for each day, and a column for each time.
fn by_row(tokens: &Tokens, held: &[(Cell, Holds)]) -> Vec<WeekCell> {
    let Some((head, columns)) = head(held, |holds| matches!(holds, Holds::Time(_))) else {
        return Vec::new();
    };
    let of_head = held.iter().take_while(|(cell, _)| cell.row <= head).filter(|(cell, _)| cell.row == head);
    if of_head.into_iter().any(|(_, holds)| matches!(holds, Holds::Title | Holds::Both)) {
        return Vec::new();
    }
    let mut times = Times::default();
    for (cell, holds) in columns {
        if let Holds::Time(range) = holds {
            times.add(tokens, cell.column, range);
        }
    }
    let (mut day, mut found) = (None, Vec::new());
    for (cell, holds) in held.iter().skip_while(|(cell, _)| cell.row <= head) {
        match holds {
            Holds::Day(said) => day = Some((*said, cell.row)),
            Holds::Title => {
                let own = day.filter(|(_, row)| *row == cell.row).map(|(day, _)| day);
                found.extend(times.cell(cell.element, own, cell.column));
            }
            _ => {}
        }
    }
    found
}

/// The time of day of the first time of some tokens.
fn minutes(tokens: &Tokens, range: &Range<usize>) -> Option<u16> {
    tokens.slice(range.clone()).iter().find_map(|token| match &token.what {
        What::Time(SaidTime { at: TimeValue::Clock(time), .. }) => Some(time.minutes),
        _ => None,
    })
}
