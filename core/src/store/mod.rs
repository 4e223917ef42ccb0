//! The store: two SQLite files, one writer thread, readers that never wait for it. No other module holds SQL.
//!
//! `cache.db` can always be fetched again, `user.db` cannot. No transaction writes both. User state refers to
//! the cache by key, never by rowid.

mod announced;
mod article;
mod blocks;
mod caller;
mod checkpoint;
mod choice;
mod commits;
mod compaction;
mod comparable;
mod compiled;
mod date;
mod date_bounds;
mod directory;
mod doubtful_page;
mod due_page;
mod estimate;
mod failure;
mod file;
mod fingerprint;
mod followed;
mod found;
mod found_item;
mod gap;
mod hidden_section;
mod hidden_word;
mod history;
mod hole;
mod host;
mod item;
mod list;
mod listing;
mod mark_key;
mod mark_kind;
mod mark_limit;
mod mark_record;
mod mark_value;
mod membership;
mod memory;
mod mirror;
mod open_mode;
mod owner;
mod page;
mod picture;
mod picture_file;
mod pictures;
mod playback_position;
mod prune;
mod read_mark;
mod readable;
mod reader;
mod reading;
mod reading_position;
mod reminder;
mod resource;
mod retention;
mod revision;
mod row;
mod saved;
mod saved_fault;
mod saved_form;
mod saved_join;
mod saved_list;
mod saved_picture;
mod saved_search;
mod schema;
mod search;
mod search_place;
mod search_scope;
mod section_count;
mod setting;
mod shown;
mod size;
mod stamp;
mod state;
mod stored_record;
mod stored_text;
mod sync_lock;
mod undo;
mod undo_change;
mod unknown_mark;
mod unread;
mod upgrade;
mod user_mark;
mod watcher;
mod withdrawn;
mod write;
mod writer;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::model::{Changes, Written};

pub(crate) use announced::announce;
pub(crate) use article::{StoredArticle, StoredPage, TextChange, TextOfPage, article};
pub(crate) use choice::{choose_edition, chosen_edition};
pub(crate) use commits::CommitSignal;
pub(crate) use compaction::{give_back, merge_index};
pub(crate) use comparable::{ComparableArticle, comparable, comparable_near};
pub(crate) use doubtful_page::{asides_elsewhere, delete_text, has_other_problem, is_elsewhere, set_aside};
pub(crate) use due_page::{DuePage, PagesOf, page_of, pages_due, pages_of_newest, pages_unchecked};
pub(crate) use estimate::estimate_dates;
pub(crate) use fingerprint::{WithoutFingerprint, newest_consonants, save_fingerprint, without_fingerprint};
pub(crate) use followed::{StoredFollow, follow, followed, unfollow};
pub(crate) use found::{FoundRow, Index, found, found_in_head, is_found, unindexed};
pub(crate) use found_item::{FoundItem, found_item};
pub(crate) use gap::{Rows, gaps};
pub(crate) use hidden_section::{hidden_sections, hide_section};
pub(crate) use hidden_word::{hidden_words, hide_word, word_fault};
pub(crate) use history::{Opened, clear_history, history, note_opened};
pub(crate) use hole::{Hole, hole, holes, newest_hole};
pub(crate) use host::{all_wait, has_wait_ahead, restart_waits, status_of_wait, wait_until, waiting};
pub(crate) use item::{newest_titles, note_gone, remove as remove_item, row_of};
pub(crate) use list::{StoredItem, items};
pub(crate) use listing::{
    Filling, ListingAnswer, ListingRow, StoredListing, confirm_listing, fill_hole, listing, save_listing,
};
pub(crate) use mark_key::{ReminderKey, SectionKey};
pub(crate) use mark_record::{Fields, MarkRecord, State, Subject};
pub(crate) use membership::{Place, is_missed, listed_before, named_by, note_missed};
pub(crate) use mirror::{begin_anew, is_mirror_behind};
pub(crate) use page::{
    PageAnswer, UnreadablePage, confirm_page, note_absence, note_unreadable, save_page, section_of,
};
pub(crate) use picture::{
    NewPicture, StoredPicture, all_picture_bytes, forget_addresses, least_shown, note_shown, picture_bytes,
};
pub(crate) use picture_file::PictureHash;
pub(crate) use playback_position::{StoredPlayback, playback_position, set_playback_position};
pub(crate) use prune::{forget_pruned, prune_items, revive};
pub(crate) use read_mark::{is_read, mark_read, mark_unread, read_at};
pub(crate) use readable::Found;
pub(crate) use reading::Reading;
pub(crate) use reading_position::{StoredPosition, reading_position, set_reading_position};
pub(crate) use reminder::{reminders, set_reminder};
pub(crate) use resource::{
    Due, DueReason, LONGEST_WAIT, LONGEST_WAIT_AFTER_FAILED_REQUEST, ListingBody, ListingPlace,
    ListingResource, listing_resources, postpone, postpone_listing,
};
pub(crate) use retention::{
    Oldest, Prunable, date_at, horizon, item_counts, oldest, oldest_date, stored_editions,
};
pub(crate) use revision::{EarlierRevision, earlier_revisions, earlier_text};
pub(crate) use saved::{Saved, outdated_copies, renew_copy, save, saved_article, unsave};
pub(crate) use saved_list::{SavedRow, saved_items};
pub(crate) use saved_picture::{is_unnoted, lost_pictures, note_saved_picture, unnoted_pictures};
pub(crate) use saved_search::{StoredSearch, delete_search, save_search, saved_searches};
pub(crate) use search::{
    FindableTexts, Words, findable_texts, folding, is_search_due, save_words, search_due, set_folding,
};
pub(crate) use search_scope::SearchScope;
pub(crate) use section_count::{StoredCount, saved_count, section_counts};
pub(crate) use setting::{name_fault, set_setting, setting, settings};
pub(crate) use size::{FileBytes, index_bytes, page_bytes};
pub(crate) use state::{checked as checked_mark, is_unknown as is_unknown_kind, marks, merge as merge_marks};
pub(crate) use stored_text::{StoredText, newest_texts, stored_text};
pub(crate) use undo::{is_anything_unexported, keep_step, note_exported, undo, undo_steps};
pub(crate) use unread::unread_from;
pub(crate) use write::Write;
pub(crate) use writer::Waiting;

use commits::Observers;
use directory::Directory;
use file::Files;
use reader::Readers;
use sync_lock::SyncLock;
use tokio::sync::OnceCell;
use writer::Writer;

/// The two files of one data directory.
pub(crate) struct Store {
    directory: Directory,
    readers: Readers,
    /// The first write opens it.
    writer: OnceCell<Writer>,
    observers: Observers,
    closed: AtomicBool,
}

impl Store {
    /// The store of a directory. Does not access the disk.
    pub(crate) fn at(directory: &Path, catalog: &str) -> Self {
        Self::of(Directory::new(directory, catalog))
    }

    /// A store in the memory of this process, which makes no file.
    pub(crate) fn in_memory(catalog: &str) -> Self {
        Self::of(Directory::in_memory(catalog))
    }

    fn of(directory: Directory) -> Self {
        let readers = Readers::of(directory.clone());
        let (writer, observers) = (OnceCell::new(), Observers::none(&directory));
        Self { directory, readers, writer, observers, closed: AtomicBool::new(false) }
    }

    /// Opens the files for reading, and returns how they were found. Creates no file.
    pub(crate) async fn open(&self) -> Result<Found> {
        if self.directory.is_in_memory {
            self.open_for_writing().await?; // the databases are there as long as a connection is open
        }
        self.readers.run(|reading| Ok(reading.found())).await
    }

    /// Opens the files for writing. Creates missing files and upgrades older ones.
    pub(crate) async fn open_for_writing(&self) -> Result<()> {
        self.writer().await.map(drop)
    }

    /// Waits for the sync lock, which one client at a time holds, across all processes. After a wait, the
    /// store has what the other sync stored.
    pub(crate) async fn lock_sync(&self) -> Result<SyncLock> {
        SyncLock::wait_for(&self.directory).await
    }

    /// Runs a read on a reader thread. The read sees one snapshot of each file. Dropping the future
    /// interrupts it.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.readers.run(move |reading| read(reading)).await
    }

    /// Like [`read`](Self::read), for a read that also takes long outside of SQLite. Such a read must check
    /// from time to time whether its caller still waits.
    pub(crate) async fn read_while_wanted<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reading) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.readers.run(read).await
    }

    /// Runs one transaction on the cache, and returns its answer and the keys that it changed. Once it has
    /// begun, it runs to its end even if the caller is dropped.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let commits = self.observers.commits.clone();
        let work = move |files: &mut Files| commits.note(writer::transact(&mut files.cache, work));
        let done = self.writer().await?.run(work).await;
        done.map_err(|error| failure::named(error, &self.directory.cache()))
    }

    /// Like [`write`](Self::write), for work in many short transactions. After each, it waits while the
    /// write-ahead log is too long.
    pub(crate) async fn write_slice<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let done = self.write(work).await?;
        self.writer().await?.log().settled().await;
        Ok(done)
    }

    /// What waits for the writer.
    pub(crate) async fn waiting_writes(&self) -> Result<Waiting> {
        Ok(self.writer().await?.waiting())
    }

    /// Like [`write`](Self::write), but on the user's file. The cache follows the marks that were changed as
    /// far as one short transaction can: see [`follow_marks`](Self::follow_marks). Only `user::act` may call
    /// it.
    pub(crate) async fn write_user<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let commits = self.observers.commits.clone();
        let work = move |files: &mut Files| {
            let followed = mirror::followed(files);
            let written = writer::transact(&mut files.user, |write| {
                mirror::number_after(write, followed)?;
                work(write)
            });
            if written.is_ok() {
                mirror::follow_at_once(files, &commits);
            }
            commits.note(written)
        };
        let done = self.writer().await?.run(work).await;
        done.map_err(|error| failure::named(error, &self.directory.user()))
    }

    /// Lets the cache follow the marks in the user's file to their end, in short transactions. If it has
    /// followed them all, nothing is written.
    pub(crate) async fn follow_marks(&self) -> Result<()> {
        loop {
            let commits = self.observers.commits.clone();
            let more = self.writer().await?.run(move |files| mirror::follow(files, &commits)).await;
            if !more.map_err(|error| failure::named(error, &self.directory.cache()))? {
                return Ok(());
            }
            self.writer().await?.log().settled().await;
        }
    }

    /// Announces each commit from now on, also those of other processes, until the answer is dropped.
    pub(crate) fn observe(&self) -> Result<CommitSignal> {
        self.observers.add(&self.directory)
    }

    /// The number of rows of items and articles that were written since the store was opened, counted by
    /// SQLite.
    pub(crate) fn written(&self) -> Written {
        self.writer.get().map(Writer::written).unwrap_or_default()
    }

    /// The room that files beside the pages of `cache.db` take.
    pub(crate) fn file_bytes(&self) -> Result<FileBytes> {
        FileBytes::of(&self.directory)
    }

    /// Empties the write-ahead log of the cache, unless a reader needs it just now. It is copied before, so
    /// that the writer has little to copy.
    pub(crate) async fn empty_wal(&self) -> Result<()> {
        let writer = self.writer().await?;
        let log = writer.log();
        log.copied().await;
        let empty = move |files: &mut Files| {
            let _paused = log.pause();
            compaction::empty_wal(&files.cache)
        };
        writer.run(empty).await
    }

    /// Gives free pages of the user's file back to the disk. Returns whether there are more.
    pub(crate) async fn give_back_of_user(&self) -> Result<bool> {
        let give_back = |files: &mut Files| {
            let (has_more, _) = writer::transact(&mut files.user, compaction::give_back)?;
            compaction::empty_wal(&files.user)?;
            Ok(has_more)
        };
        let done = self.writer().await?.run(give_back).await;
        done.map_err(|error| failure::named(error, &self.directory.user()))
    }

    /// Waits for the reads and writes that have begun, and closes the files.
    pub(crate) async fn close(&self) -> Result<()> {
        if self.closed.swap(true, Ordering::SeqCst) {
            return Err(Error::Closed);
        }
        self.observers.close();
        self.readers.close().await;
        if let Some(writer) = self.writer.get() {
            writer.close().await;
        }
        Ok(())
    }

    async fn writer(&self) -> Result<&Writer> {
        self.check_open()?;
        let writer = self.writer.get_or_try_init(|| Writer::start(self.directory.clone())).await?;
        if let Err(closed) = self.check_open() {
            writer.close().await; // `close` ran while the writer was starting, so it closed nothing
            return Err(closed);
        }
        Ok(writer)
    }

    fn check_open(&self) -> Result<()> {
        if self.closed.load(Ordering::SeqCst) { Err(Error::Closed) } else { Ok(()) }
    }
}
