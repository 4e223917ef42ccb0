//! The rows of a table whose head says which column has names and which has roles.

use std::ops::Range;

use ifilm_language::text::normalized;

use super::linked_row::{LinkedRow, LinkedRows};
use super::role::role;
use super::subject::Subject;
use crate::model::{ItemKey, Kind};
use crate::parse::html::Tag;
use crate::parse::page::Page;

/// Heads of columns with the names of works or of persons, in one spelling.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "title", "name", "work", "film", "movie", "series", "programme", "program", "actor", "artist", "person",
    "نام", "ناماثر", "عنوان", "اثر", "فیلم", "فلم", "سریال", "هنرمند", "بازیگر", "نامهنرمند",
    "العنوان", "الاسم", "العمل", "اسمالعمل", "الفنان", "الممثل", "الفیلم", "المسلسل",
];
/// Heads of columns with roles.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "as", "role", "job", "part", "character", "task", "credit",
    "سمت", "نقش", "عنواننقش", "وظیفه", "کار",
    "الدور", "دور", "الوظیفه", "الصفه", "المهمه",
];

/// The maximum number of cells of a row, and of rows of a page.
const MOST_CELLS: usize = 16;
const MOST_ROWS: usize = 2_000;

/// The rows of the first table with such a head and a link to one of these kinds; none without it.
pub(super) fn table_rows(subject: &Subject<'_>, kinds: &[Kind]) -> LinkedRows {
    let page = subject.page;
    let tables = (0..page.elements.len()).filter(|at| page.element(*at).tag == Tag::Table);
    tables.filter_map(|table| read(subject, kinds, table)).next().unwrap_or_default()
}

fn read(subject: &Subject<'_>, kinds: &[Kind], table: usize) -> Option<LinkedRows> {
    let page = subject.page;
    let mut rows = rows_of(page, table).into_iter();
    let head = rows.next()?;
    let texts: Vec<String> = head.iter().map(|cell| normalized(&text(page, cell))).collect();
    let place = |words: &[&str]| texts.iter().position(|text| words.contains(&text.as_str()));
    let (names, roles) = (place(NAMES)?, place(ROLES)?);
    let mut found = LinkedRows { rows: Vec::new(), nodes: page.element(table).nodes.clone().collect() };
    for cells in rows.take(MOST_ROWS) {
        // A cell of an earlier row that covers this one stands at the beginning.
        let covered = head.len().saturating_sub(cells.len());
        let cell = |column: usize| column.checked_sub(covered).and_then(|at| cells.get(at));
        let Some(named) = cell(names) else { continue };
        let name = text(page, named);
        let key = key(subject, kinds, named);
        let role = cell(roles).and_then(|cell| role(&text(page, cell)));
        if name.contains(char::is_alphabetic) {
            found.rows.push(LinkedRow { key, name, role });
        }
    }
    found.rows.iter().any(|row| row.key.is_some()).then_some(found)
}

/// The rows of a table, each with the nodes of its cells.
fn rows_of(page: &Page, table: usize) -> Vec<Vec<Range<usize>>> {
    let (mut rows, mut last) = (Vec::new(), usize::MAX);
    let inside = (table.saturating_add(1)..page.elements.len())
        .take_while(|at| page.around(*at).any(|outer| outer == table));
    for at in inside.filter(|at| matches!(page.element(*at).tag, Tag::Td | Tag::Th)) {
        let row = page.element(at).parent;
        if row != last {
            rows.push(Vec::new());
            last = row;
        }
        let cells = rows.last_mut().filter(|cells: &&mut Vec<_>| cells.len() < MOST_CELLS);
        cells.into_iter().for_each(|cells| cells.push(page.element(at).nodes.clone()));
    }
    rows
}

fn text(page: &Page, cell: &Range<usize>) -> String {
    let texts = cell.clone().filter_map(|node| page.nodes.get(node)?.run()).map(|run| run.text());
    texts.collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn key(subject: &Subject<'_>, kinds: &[Kind], cell: &Range<usize>) -> Option<ItemKey> {
    let pieces = cell.clone().filter_map(|node| subject.page.nodes.get(node)).flat_map(|node| node.pieces());
    let mut keys = pieces.filter_map(|piece| subject.keys.get(piece.style.link?)?.as_ref());
    keys.find(|key| kinds.contains(&key.kind)).cloned()
}
