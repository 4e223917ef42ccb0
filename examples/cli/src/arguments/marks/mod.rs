//! The commands for what a person did.

mod announced;
mod history;
mod playback;
mod position;
mod read_mark;
mod saved;
mod watched;

use clap::Subcommand;

pub(crate) use announced::Announce;
pub(crate) use history::History;
pub(crate) use playback::Playback;
pub(crate) use position::Position;
pub(crate) use read_mark::Mark;
pub(crate) use saved::{Save, Saved, Unsave};
pub(crate) use watched::Watched;

/// The commands for what a person did.
#[derive(Subcommand)]
pub(crate) enum Marks {
    /// Mark items as read or unread
    Mark(Mark),
    /// Mark episodes as watched or as not watched
    Watched(Watched),
    /// Save an item, with a copy that stays
    Save(Save),
    /// Take back that an item was saved
    Unsave(Unsave),
    /// List what is saved
    Saved(Saved),
    /// List what was opened, newest first
    History(History),
    /// Show where you stopped in an article, or store it
    Position(Position),
    /// Show where you stopped to watch or listen, or store it
    Playback(Playback),
    /// Print the items that were not announced before, and mark them as announced
    Announce(Announce),
}
