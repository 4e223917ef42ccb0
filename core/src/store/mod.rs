//! The store: two SQLite files, one writer thread, readers that never wait for it. The only SQL there is.
//!
//! `cache.db` can always be fetched again; `user.db` cannot. No transaction spans both: user state refers to the
//! cache by key, never by rowid.

mod article;
mod choice;
mod file;
mod host;
mod item;
mod listing;
mod page;
mod read_mark;
mod reader;
mod row;
mod writer;

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, Transaction};

use crate::error::{Error, Result};
use crate::model::Written;

pub(crate) use article::{StoredArticle, StoredPage, TextOfPage, article};
pub(crate) use choice::{choose_edition, chosen_edition};
pub(crate) use host::{wait_until, waiting};
pub(crate) use item::{StoredItem, items, mark_removed};
pub(crate) use listing::{
    ListingAnswer, ListingRow, SavedRows, StoredListing, any_known, confirm_listing, listing, save_listing,
};
pub(crate) use page::{
    DuePage, DueReason, PageAnswer, confirm_page, pages_unchecked, pages_wanted, save_page,
};
pub(crate) use read_mark::{mark_read, mark_unread};

use reader::Readers;
use writer::Writer;

/// Both files of one data directory, open.
pub(crate) struct Store {
    readers: Arc<Readers>,
    writer: Writer,
}

impl Store {
    /// Opens or makes both files. Blocks on the disk.
    pub(crate) fn open(directory: &Path, catalog: &str) -> Result<Self> {
        file::make_directory(directory)?;
        let cache = file::open(&file::cache(directory), &file::CACHE, catalog)?;
        let user = file::open(&file::user(directory), &file::USER, catalog)?;
        let writer = Writer::start(cache, user)?;
        Ok(Self { readers: Arc::new(Readers::of(directory)), writer })
    }

    /// Runs a read on a thread for blocking work; it sees both files as they are now.
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
        work.await.map_err(|panic| Error::Internal(panic.to_string()))?
    }

    /// Runs one transaction on the cache. Once begun it is carried through, even if the caller is dropped.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer.run(move |files| writer::transact(&mut files.cache, write)).await
    }

    /// Runs one transaction on the user's state. Once begun it is carried through, even if the caller is dropped.
    pub(crate) async fn write_user<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer.run(move |files| writer::transact(&mut files.user, write)).await
    }

    /// The rows of items and articles written since the store was opened, as SQLite counted them.
    pub(crate) fn written(&self) -> Written {
        self.writer.written()
    }

    /// Waits for the writer to finish what it has begun, and closes the files.
    pub(crate) async fn close(&self) -> Result<()> {
        self.readers.close();
        self.writer.close().await
    }
}
