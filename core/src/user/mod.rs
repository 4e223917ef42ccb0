//! What a person did: marks, what they saved, the chosen edition, and undo. It cannot be fetched again.

mod act;
mod choice;
mod read_mark;
mod saved;
mod undo;

pub(crate) use choice::{choose_edition, chosen_edition};
pub(crate) use read_mark::{check_edition, mark_all_read, mark_read};
pub(crate) use saved::{outdated_copies, renew_copies, save, unsave};
pub(crate) use undo::{undo, undo_steps};
