//! The commands for what a person did.

mod history;
mod read_mark;
mod saved;

use clap::Subcommand;

pub(crate) use history::History;
pub(crate) use read_mark::Mark;
pub(crate) use saved::{Save, Saved, Unsave};

/// The commands for what a person did.
#[derive(Subcommand)]
pub(crate) enum Marks {
    /// Mark items as read or unread
    Mark(Mark),
    /// Save an item, with a copy that stays
    Save(Save),
    /// Take back that an item was saved
    Unsave(Unsave),
    /// List what is saved
    Saved(Saved),
    /// List what was opened, newest first
    History(History),
}
