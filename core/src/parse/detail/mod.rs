//! A page about one thing: a programme, a person, an album.

mod close_sign;
mod fact_line;
mod linked_row;
mod linked_rows;
mod marked;
mod menu;
mod microdata;
mod name;
mod page_facts;
mod pictures;
mod role;
mod row_links;
mod scan;
mod story;
mod stream;
mod subject;
mod table_rows;
mod thing;
mod unlinked;

pub(super) use fact_line::FactLine;
pub(super) use linked_row::{LinkedRow, LinkedRows};
pub(super) use linked_rows::linked_rows;
pub(super) use menu::{is_in_menu, is_in_other_menu};
pub(super) use name::{Name, name};
pub(super) use page_facts::{PageFact, PageFacts};
pub(super) use pictures::pictures;
pub(super) use scan::{Painted, Recording, Scan};
pub(super) use story::story;
pub(super) use subject::Subject;
pub(super) use thing::Thing;
