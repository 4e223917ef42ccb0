//! The weights of characters, from ICU4J. `Generate.java` makes the tables.

#[rustfmt::skip]
mod data;
mod weight_table;

pub(super) use data::{
    AFTER_ARABIC, ARABIC, DARI, ELEMENTS, FIRST_ARABIC, FIRST_LETTER, NUMBER, PERSIAN, ROOT,
};
pub(super) use weight_table::Weights;
