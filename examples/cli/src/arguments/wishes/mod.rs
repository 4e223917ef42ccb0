//! The commands for what a person wants.

mod followed;
mod hidden;
mod reminder;
mod saved_search;
mod setting;

use clap::Subcommand;

pub(crate) use followed::{Follow, Unfollow};
pub(crate) use hidden::Hide;
use hidden::Unhide;
pub(crate) use reminder::{Remind, Reminders};
pub(crate) use saved_search::{Searches, SearchesChange};
pub(crate) use setting::Settings;

/// The commands for what a person wants.
#[derive(Subcommand)]
pub(crate) enum Wishes {
    /// Hide the items with a word, or a section
    Hide(Hide),
    /// Show what was hidden again
    Unhide(Unhide),
    /// List the hidden words and sections
    Hidden,
    /// Follow a programme, a person or a tag
    Follow(Follow),
    /// Stop to follow something
    Unfollow(Unfollow),
    /// List what is followed, newest first
    Followed,
    /// Set a reminder, or remove one
    Remind(Remind),
    /// List the reminders, the next one first
    Reminders(Reminders),
    /// List the settings, or show, change or remove one
    Settings(Settings),
    /// List the saved searches, or change them
    Searches(Searches),
}
