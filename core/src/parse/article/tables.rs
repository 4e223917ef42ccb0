//! Which tables hold data, and which only lay out the page; the cells of those that hold data.

use super::measured_page::MeasuredPage;
use super::prefix_sums::PrefixSums;
use crate::parse::html::Tag;
use crate::parse::page::{Content, Element, Shape};

/// The maximum number of columns and of cells of a table. The rest is left out.
const MOST_COLUMNS: u16 = 64;
const MOST_CELLS: usize = 5_000;

/// The maximum number of letters in a cell of data, on average and in the longest one.
const LONGEST_ON_AVERAGE: usize = 120;
const LONGEST: usize = 600;

/// The tables that hold data.
pub(super) struct Tables {
    are_data: Vec<bool>,
    /// For each node the table of data that it lies in.
    around: Vec<Option<usize>>,
}

impl Tables {
    /// Finds the tables of a page that hold data.
    pub(super) fn of(measured: &MeasuredPage<'_>, title: Option<usize>) -> Self {
        let elements = &measured.page.elements;
        let mut are_data = vec![false; elements.len()];
        let mut around = vec![None; measured.lines.len()];
        let letters = PrefixSums::of(measured.lines.iter().map(|line| line.weight));
        for (at, table) in elements.iter().enumerate().filter(|(_, element)| element.tag == Tag::Table) {
            let holds_title = title.is_some_and(|title| table.nodes.contains(&title));
            if !holds_title && holds_data(measured, &letters, at) && !leads_on(measured, table) {
                are_data.get_mut(at).into_iter().for_each(|is_data| *is_data = true);
                around.get_mut(table.nodes.clone()).into_iter().for_each(|nodes| nodes.fill(Some(at)));
            }
        }
        Self { are_data, around }
    }

    /// Whether an element is a table of data.
    pub(super) fn has(&self, element: usize) -> bool {
        self.are_data.get(element).copied().unwrap_or(false)
    }

    /// The table of data around a node.
    pub(super) fn around(&self, node: usize) -> Option<usize> {
        self.around.get(node).copied().flatten()
    }
}

/// Whether most lines of a table are only links to articles of the edition.
fn leads_on(measured: &MeasuredPage<'_>, table: &Element) -> bool {
    let leads = |node: &usize| {
        measured.line(*node).is_link()
            && measured.links(*node).iter().any(|link| measured.key(*link).is_some())
    };
    table.nodes.clone().filter(leads).count().saturating_mul(2) > table.nodes.len()
}

/// The elements inside an element, in order.
pub(super) fn inside<'s>(
    measured: &'s MeasuredPage<'_>,
    element: usize,
) -> impl Iterator<Item = (usize, &'s Element)> {
    let depth = measured.page.element(element).depth;
    let behind = measured.page.elements.iter().enumerate().skip(element.saturating_add(1));
    behind.take_while(move |(_, inner)| inner.depth > depth)
}

/// What a table holds.
#[derive(Default)]
struct Contents {
    rows: usize,
    cells: usize,
    headers: usize,
    letters: usize,
    longest: usize,
    /// Cells with several lines or with a picture.
    full: usize,
    is_nested: bool,
}

fn holds_data(measured: &MeasuredPage<'_>, letters: &PrefixSums, table: usize) -> bool {
    let contents = contents(measured, letters, table);
    let Contents { rows, cells, headers, letters, longest, full, is_nested } = contents;
    let has_columns =
        rows > 1 && cells >= rows.saturating_mul(2).saturating_sub(1) || headers > 0 && cells > headers;
    let is_short = longest <= LONGEST && letters <= cells.saturating_mul(LONGEST_ON_AVERAGE);
    let is_plain = headers > 0 || full.saturating_mul(3) <= cells;
    !is_nested && letters > 0 && has_columns && is_short && is_plain && has_even_rows(measured, table)
}

fn contents(measured: &MeasuredPage<'_>, letters: &PrefixSums, table: usize) -> Contents {
    let mut contents = Contents::default();
    let count = |total: &mut usize, more: bool| *total = total.saturating_add(usize::from(more));
    for (_, element) in inside(measured, table) {
        match element.tag {
            Tag::Table | Tag::H1 | Tag::H2 => contents.is_nested = true,
            Tag::Tr => count(&mut contents.rows, !element.nodes.is_empty()),
            Tag::Td | Tag::Th => {
                let letters = letters.within(&element.nodes);
                count(&mut contents.cells, true);
                count(&mut contents.headers, element.tag == Tag::Th);
                count(&mut contents.full, element.nodes.len() > 2 || shows_picture(measured, element));
                contents.letters = contents.letters.saturating_add(letters);
                contents.longest = contents.longest.max(letters);
            }
            _ => {}
        }
    }
    contents
}

fn shows_picture(measured: &MeasuredPage<'_>, cell: &Element) -> bool {
    let content = |node: usize| &measured.page.node(node).content;
    cell.nodes.clone().any(|node| !matches!(content(node), Content::Text(_)))
}

/// Whether most rows have the same number of cells, and more than one.
fn has_even_rows(measured: &MeasuredPage<'_>, table: usize) -> bool {
    let rows: Vec<usize> = grid(measured, table).iter().map(|row| row.iter().flatten().count()).collect();
    let most = rows.iter().copied().max().unwrap_or(0);
    let even = rows.iter().filter(|row| row.saturating_add(1) >= most && **row > 1).count();
    most > 1 && even.saturating_mul(2) >= rows.len()
}

/// The cells of a table in its rows, all rows of the same length, each cell with whether it is a header. A
/// cell that covers several places stands in the first.
pub(super) fn grid(measured: &MeasuredPage<'_>, table: usize) -> Vec<Vec<Option<(usize, bool)>>> {
    let mut grid = Grid::default();
    for (at, element) in inside(measured, table) {
        match element.tag {
            Tag::Thead | Tag::Tbody | Tag::Tfoot => grid.begin_group(),
            Tag::Tr => grid.begin_row(),
            Tag::Td | Tag::Th => grid.add(at, element),
            _ => {}
        }
    }
    grid.finished()
}

/// The rows so far.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Option<(usize, bool)>>>,
    /// How many further rows the cell above covers, for each column.
    covered: Vec<u16>,
    cells: usize,
}

impl Grid {
    fn begin_row(&mut self) {
        self.skip_covered();
        self.rows.push(Vec::new());
    }

    /// No cell covers rows of another group.
    fn begin_group(&mut self) {
        self.skip_covered();
        self.covered.clear();
    }

    fn add(&mut self, at: usize, element: &Element) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        self.skip_covered();
        let (columns, rows) = match element.shape {
            Shape::Wide { columns, rows } => (columns, rows),
            _ => (1, 1),
        };
        self.place(Some((at, element.tag == Tag::Th)), rows);
        (1..columns.min(MOST_COLUMNS)).for_each(|_| self.place(None, rows));
    }

    /// Leaves the places empty that a cell of a row above covers.
    fn skip_covered(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(left) = self.covered.get_mut(row.len()).filter(|left| **left > 0) {
            *left = left.saturating_sub(1);
            row.push(None);
        }
    }

    fn place(&mut self, cell: Option<(usize, bool)>, rows: u16) {
        self.cells = self.cells.saturating_add(1);
        let Some(row) = self.rows.last_mut().filter(|row| row.len() < usize::from(MOST_COLUMNS)) else {
            return;
        };
        if self.cells > MOST_CELLS {
            return;
        }
        let column = row.len();
        row.push(cell);
        if self.covered.len() <= column {
            self.covered.resize(column.saturating_add(1), 0);
        }
        self.covered.get_mut(column).into_iter().for_each(|left| *left = rows.saturating_sub(1));
    }

    fn finished(mut self) -> Vec<Vec<Option<(usize, bool)>>> {
        self.skip_covered();
        self.rows.retain(|row| row.iter().any(Option::is_some));
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        self.rows.iter_mut().for_each(|row| row.resize(columns, None));
        self.rows
    }
}
