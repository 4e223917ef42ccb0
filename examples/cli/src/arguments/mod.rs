//! The arguments of the command line: a file for each area.

mod budget;
mod check;
mod conditions;
mod dates;
mod debug;
mod due;
mod guide;
mod key;
mod language;
mod library;
mod marks;
mod open;
mod people;
mod picture;
mod playable;
mod programs;
mod schedule;
mod shared;
mod site;
mod storage;
mod sync;
mod tag;
mod transfer;
mod undo;
mod which_editions;
mod wishes;

use clap::{Parser, Subcommand};

pub(crate) use check::Check;
pub(crate) use debug::{
    Choose, Date, Debug, DocumentKind, Fold, Isolate, LineDirection, Match, Parse, Speech, Stamp, Story,
    Style,
};
pub(crate) use due::{Due, Hint};
pub(crate) use guide::Guide;
pub(crate) use language::Language;
pub(crate) use library::{List, Read, Search};
pub(crate) use marks::{Announce, History, Mark, Marks, Playback, Position, Save, Saved, Unsave, Watched};
pub(crate) use open::Open;
pub(crate) use people::People;
pub(crate) use picture::Picture;
pub(crate) use playable::{Live, Playable};
pub(crate) use programs::{Episodes, Programs};
pub(crate) use shared::Shared;
pub(crate) use site::{NewsForm, Site};
pub(crate) use storage::Storage;
pub(crate) use sync::{Asked, Prefetch, Sync};
pub(crate) use tag::Tag;
pub(crate) use transfer::{Export, Import};
pub(crate) use undo::Undo;
pub(crate) use which_editions::WhichEditions;
pub(crate) use wishes::{
    Follow, Hide, Remind, Reminders, Searches, SearchesChange, Settings, Unfollow, Wishes,
};

/// Reads the editions of iFilm, also without a network.
#[derive(Parser)]
#[command(name = "ifilm", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) shared: Shared,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show what it does, with a practice site inside this process
    Demo,
    /// Sync the chosen edition with the site
    Sync(Sync),
    /// Fetch the texts that the newest items lack, to read them offline
    Prefetch(Prefetch),
    /// Show the requests that a sync would send, and what it would leave out
    Plan(Asked),
    /// Show when a sync in the background has something to do, and why then
    Due(Due),
    /// Note that a push named a section, so that it is due earlier
    Hint(Hint),
    /// List what is stored
    List(List),
    /// Read an article from the store
    Read(Read),
    /// Show what an address leads to, and its address for sharing
    Open(Open),
    /// List the series, or show one
    Series(Programs),
    /// List the films, or show one
    Films(Programs),
    /// List the other programmes, or show one
    Programs(Programs),
    /// List the episodes of a series or another programme
    Episodes(Episodes),
    /// List the tracks of an album
    Tracks(Episodes),
    /// List the albums, or show one
    Music(Programs),
    /// List the people whom stored casts name, or show one with the works
    People(People),
    /// Show what a tag lists
    Tag(Tag),
    /// Show what is broadcast: what is on, and what comes
    Schedule(Guide),
    /// Show where the live stream can be played
    Live(Live),
    /// Find the first address of a recording or a stream that answers
    Playable(Playable),
    /// Search what is stored, in any spelling
    Search(Search),
    /// Count what there is to read, by section and saved search
    Counts(WhichEditions),
    /// Show where the file of a picture is, or fetch it
    Picture(Picture),
    #[command(flatten)]
    Marks(Marks),
    #[command(flatten)]
    Wishes(Wishes),
    /// Write all marks, what is saved, wishes and settings as JSON
    Export(Export),
    /// Merge an export into the state of this device
    Import(Import),
    /// Take back the last act: a mark, a saved item, a wish, a choice
    Undo(Undo),
    /// Name the editions
    Editions,
    /// Show the chosen edition and why, or choose one
    Language(Language),
    /// Show how much room the files take, and make some
    Storage(Storage),
    /// Check the files for damage, say what was repaired, and repair them
    Check(Check),
    /// Run the practice site; it takes commands on standard input
    Site(Site),
    /// For testers: one stage at a time, without a store
    #[command(subcommand)]
    Debug(Debug),
}
