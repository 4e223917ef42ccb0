//! What the heads of a table's columns say about the cells below: their field, and the zone of their times.

use ifilm_language::time::{ClockZone, clock_times, zone_of_line};

use super::page::GuidePage;
use super::role::{self, Role};
use super::table::{self, Cell};
use crate::parse::html::Tag;

/// What is known of each piece.
pub(super) struct Columns {
    pub(super) roles: Vec<Option<Role>>,
    pub(super) zones: Vec<Option<ClockZone>>,
}

/// Reads the heads of all tables, and the names of elements.
pub(super) fn read(page: &GuidePage) -> Columns {
    let mut columns = Columns { roles: role::of_pieces(page), zones: vec![None; page.pieces.len()] };
    for table in (0..page.elements.len()).filter(|at| page.tag(*at) == Tag::Table) {
        columns.read_table(page, table);
    }
    columns
}

/// The rows that may be the head of a table.
const HEADS: usize = 3;

impl Columns {
    fn read_table(&mut self, page: &GuidePage, table: usize) {
        let cells = table::cells(page, table);
        let head = (0..HEADS).find(|row| is_head(page, &cells, *row));
        let Some(head) = head else { return };
        let heads: Vec<(usize, Option<Role>, Option<ClockZone>)> = cells
            .iter()
            .filter(|cell| cell.row == head)
            .map(|cell| (cell, text(page, cell)))
            .map(|(cell, text)| (cell.column, role::of_head(&text), zone_of_line(&text)))
            .collect();
        if heads.iter().filter(|(_, role, zone)| role.is_some() || zone.is_some()).count() == 0
            || heads.len() < 2
        {
            return;
        }
        for cell in cells.iter().filter(|cell| cell.row > head) {
            let Some((_, role, zone)) = heads.iter().find(|(column, ..)| *column == cell.column) else {
                continue;
            };
            let pieces = page.element(cell.element).map_or(0..0, |element| element.pieces.clone());
            let is_single = pieces.len() == 1;
            for piece in pieces {
                if let Some(place) =
                    self.roles.get_mut(piece).filter(|_| is_single || *role != Some(Role::Title))
                {
                    *place = role.or(*place);
                }
                if let Some(place) = self.zones.get_mut(piece) {
                    *place = *zone;
                }
            }
        }
    }
}

/// Whether a row has words, and no times.
fn is_head(page: &GuidePage, cells: &[Cell], row: usize) -> bool {
    let texts = cells
        .iter()
        .take_while(|cell| cell.row <= row)
        .filter(|cell| cell.row == row)
        .map(|cell| text(page, cell));
    let mut count = 0_usize;
    for text in texts {
        if !clock_times(&text, false).is_empty() {
            return false;
        }
        count = count.saturating_add((!text.is_empty()).into());
    }
    count > 1
}

/// The text of a cell.
fn text(page: &GuidePage, cell: &Cell) -> String {
    let pieces = page.element(cell.element).map_or(0..0, |element| element.pieces.clone());
    let texts = page.pieces.get(pieces).unwrap_or_default().iter().take(4).map(|piece| piece.text.as_str());
    texts.collect::<Vec<_>>().join(" ").chars().take(100).collect()
}
