//! The store: two SQLite files, one writer thread, readers that never wait for it. No other module holds SQL.
//!
//! `cache.db` can always be fetched again, `user.db` cannot. No transaction spans both. User state refers to
//! the cache by key, never by rowid.

mod article;
mod choice;
mod failure;
mod file;
mod fingerprint;
mod host;
mod item;
mod listing;
mod page;
mod read_mark;
mod reader;
mod row;
mod schema;
mod search;
mod upgrade;
mod write;
mod writer;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::model::{Changes, Written};

pub(crate) use article::{Change, StoredArticle, StoredPage, TextOfPage, article};
pub(crate) use choice::{choose_edition, chosen_edition};
pub(crate) use fingerprint::{
    ComparableArticle, WithoutFingerprint, comparable, comparable_near, newest_consonants, save_fingerprint,
    without_fingerprint,
};
pub(crate) use host::{wait_until, waiting};
pub(crate) use item::{StoredItem, items};
pub(crate) use listing::{
    ListingAnswer, ListingRow, StoredListing, confirm_listing, is_known, listing, save_listing,
};
pub(crate) use page::{
    DuePage, DueReason, PageAnswer, confirm_page, mark_stale, pages_unchecked, pages_wanted, remove_page,
    save_page,
};
pub(crate) use read_mark::{mark_read, mark_unread};
pub(crate) use search::{
    Among, FindableTexts, FoundItem, Words, fold_by, folding, found, found_item, is_search_due, save_words,
    search_due, unindexed,
};
pub(crate) use write::Write;

use reader::Readers;
use writer::Writer;

/// Both files of one data directory, open.
pub(crate) struct Store {
    readers: Arc<Readers>,
    writer: Writer,
    cache: PathBuf,
    user: PathBuf,
}

impl Store {
    /// Opens or makes both files. Blocks on the disk.
    pub(crate) fn open(directory: &Path, catalog: &str) -> Result<Self> {
        file::make_directory(directory)?;
        let _alone = file::lock(directory)?;
        let (cache, user) = (file::cache(directory), file::user(directory));
        file::check(&cache, &schema::CACHE, catalog)?;
        file::check(&user, &schema::USER, catalog)?;
        let writer = Writer::start(
            file::open(&cache, &schema::CACHE, catalog)?,
            file::open(&user, &schema::USER, catalog)?,
        )?;
        Ok(Self { readers: Arc::new(Readers::of(directory)), writer, cache, user })
    }

    /// Runs a read on a thread for blocking work. It sees both files as they are now.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let readers = Arc::clone(&self.readers);
        let permit = readers.permit().await?;
        let work = tokio::task::spawn_blocking(move || {
            let answer = readers.with_connection(read);
            drop(permit);
            answer
        });
        let answer = work.await.map_err(|panic| Error::Internal(panic.to_string()))?;
        answer.map_err(|error| failure::named(error, &self.cache))
    }

    /// Runs one transaction on the cache, and gives the answer and the keys that it changed. Once begun it is
    /// completed, even if the caller is dropped.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let done = self.writer.run(move |files| writer::transact(&mut files.cache, work)).await;
        done.map_err(|error| failure::named(error, &self.cache))
    }

    /// The same on the user's file. Only `user::act` may call it.
    pub(crate) async fn write_user<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let done = self.writer.run(move |files| writer::transact(&mut files.user, work)).await;
        done.map_err(|error| failure::named(error, &self.user))
    }

    /// The rows of items and articles written since the store was opened, as SQLite counted them.
    pub(crate) fn written(&self) -> Written {
        self.writer.written()
    }

    /// Waits for the writer to finish what it has begun, and closes the files.
    pub(crate) async fn close(&self) -> Result<()> {
        self.readers.close().await;
        self.writer.close().await
    }
}
