//! The commands, one file each.

pub(crate) mod debug;
pub(crate) mod demo;
pub(crate) mod editions;
pub(crate) mod history;
pub(crate) mod language;
pub(crate) mod list;
pub(crate) mod mark;
pub(crate) mod plan;
pub(crate) mod read;
pub(crate) mod saved;
pub(crate) mod search;
pub(crate) mod site;
pub(crate) mod storage;
pub(crate) mod sync;
pub(crate) mod transfer;
pub(crate) mod undo;
