//! The commands, one file each. What a person did and wants has folders.

pub(crate) mod check;
pub(crate) mod counts;
pub(crate) mod debug;
pub(crate) mod demo;
pub(crate) mod due;
pub(crate) mod editions;
pub(crate) mod episodes;
pub(crate) mod guide;
pub(crate) mod language;
pub(crate) mod list;
pub(crate) mod marks;
pub(crate) mod open;
pub(crate) mod people;
pub(crate) mod picture;
pub(crate) mod plan;
pub(crate) mod playable;
pub(crate) mod programs;
pub(crate) mod read;
pub(crate) mod search;
pub(crate) mod site;
mod site_search;
pub(crate) mod storage;
pub(crate) mod sync;
pub(crate) mod tag;
pub(crate) mod transfer;
pub(crate) mod undo;
pub(crate) mod wishes;
