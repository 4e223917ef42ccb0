//! Access to the two files of one data directory: reading, writing, following marks, closing.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use tokio::sync::OnceCell;

use super::commit_point::CommitPoint;
use super::commits::{CommitSignal, Observers};
use super::directory::Directory;
use super::file::Files;
use super::mends::Mends;
use super::readable::Found;
use super::reader::Readers;
use super::reading::Reading;
use super::rest::Rest;
use super::size::FileBytes;
use super::sync_lock::SyncLock;
use super::write::Write;
use super::writer::{self, Waiting, Writer};
use super::{backup_due, compaction, failure, mirror};
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Changes, DataFile, Written};

/// The two files of one data directory.
pub(crate) struct Store {
    pub(super) directory: Directory,
    pub(super) readers: Readers,
    /// The first write opens it.
    pub(super) writer: OnceCell<Writer>,
    pub(super) observers: Observers,
    pub(super) mends: Mends,
    rest: Rest,
    closed: AtomicBool,
}

impl Store {
    /// The store of a directory. Does not access the disk. While the files rest, they are open only as long
    /// as something waits for them.
    pub(crate) fn at(directory: &Path, catalog: &str, rest: Rest) -> Self {
        Self::of(Directory::new(directory, catalog), rest)
    }

    /// A store in the memory of this process, which makes no file.
    pub(crate) fn in_memory(catalog: &str) -> Self {
        Self::of(Directory::in_memory(catalog), Rest::default()) // it must stay open, else all is lost
    }

    /// The same store, with the clock that dates its backups and repairs.
    pub(crate) fn with_clock(self, clock: SharedClock) -> Self {
        Self::of(self.directory.with_clock(clock), self.rest)
    }

    fn of(directory: Directory, rest: Rest) -> Self {
        let readers = Readers::of(directory.clone(), rest.clone());
        let (writer, observers) = (OnceCell::new(), Observers::none(&directory));
        let (mends, closed) = (Mends::default(), AtomicBool::new(false));
        Self { directory, readers, writer, observers, mends, rest, closed }
    }

    /// Opens the files for reading, and returns how they were found. Creates no file, unless it repairs a
    /// damaged one.
    pub(crate) async fn open(&self) -> Result<Found> {
        if self.directory.is_in_memory {
            self.open_for_writing().await?; // the databases are there as long as a connection is open
        }
        let before = self.directory.repairs.count();
        match self.readers.run(None, |reading| Ok(reading.found())).await? {
            (found, None) => Ok(found),
            (_, Some(fault)) => {
                self.mend(&fault, before).await;
                Ok(self.readers.run(None, |reading| Ok(reading.found())).await?.0)
            }
        }
    }

    /// Opens the files for writing. Creates missing files and upgrades older ones.
    pub(crate) async fn open_for_writing(&self) -> Result<()> {
        self.work(DataFile::Cache, |_| Ok(())).await
    }

    /// Waits for the sync lock, which one client at a time holds, across all processes. After a wait, the
    /// store has what the other sync stored.
    pub(crate) async fn lock_sync(&self) -> Result<SyncLock> {
        SyncLock::wait_for(&self.directory).await
    }

    /// Runs a read on a reader thread. The read sees one snapshot of each file. Dropping the future
    /// interrupts it. If the user's file cannot be read, it seems empty.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(DataFile::Cache, move |reading| read(reading)).await
    }

    /// Like [`read`](Self::read), for a read of what a person did. If the cache cannot be read, it seems
    /// empty.
    pub(crate) async fn read_user<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(DataFile::User, move |reading| read(reading)).await
    }

    /// Like [`read`](Self::read), for a decision to delete: what a person keeps must be known.
    ///
    /// # Errors
    /// The damage of a file that cannot be read.
    pub(crate) async fn read_both<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let read = move |reading: &Reading| reading.check_has_both().and_then(|()| read(reading));
        self.run(DataFile::Cache, read).await
    }

    /// Runs a read that needs a file. If it meets damage, that is repaired before this returns.
    async fn run<T: Send + 'static>(
        &self,
        needs: DataFile,
        read: impl FnOnce(&Reading) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let before = self.directory.repairs.count();
        let answer = self.readers.run(Some(needs), read).await;
        let fault = match &answer {
            Ok((_, fault)) => fault.as_ref(),
            Err(error) => Some(error),
        };
        if let Some(fault) = fault {
            self.mend(fault, before).await;
        }
        answer.map(|(answer, _)| answer)
    }

    /// Like [`read`](Self::read), for a read that also takes long outside of SQLite. Such a read must check
    /// from time to time whether its caller still waits.
    pub(crate) async fn read_while_wanted<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reading) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(DataFile::Cache, read).await
    }

    /// Runs one transaction on the cache, and returns its answer and the keys that it changed. Once it has
    /// begun, it runs to its end even if the caller is dropped.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        point: CommitPoint,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let commits = self.observers.commits.clone();
        let work = move |files: &mut Files| commits.note(writer::transact(&mut files.cache, point, work));
        self.work(DataFile::Cache, work).await
    }

    /// Runs work on the writer's thread. If it meets damage, that is repaired before this returns.
    async fn work<T: Send + 'static>(
        &self,
        file: DataFile,
        work: impl FnOnce(&mut Files) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let before = self.directory.repairs.count();
        let work = move |files: &mut Files| {
            files.check_has(file)?;
            work(files)
        };
        let done = match self.writer().await {
            Ok(writer) => writer.run(work).await,
            Err(error) => Err(error),
        };
        let done = done.map_err(|error| failure::named(error, &self.directory.file(file)));
        if let Err(error) = &done {
            self.mend(error, before).await;
        }
        done
    }

    /// Like [`write`](Self::write), for work in many short transactions. After each, it waits while the
    /// write-ahead log is too long.
    pub(crate) async fn write_slice<T: Send + 'static>(
        &self,
        point: CommitPoint,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let done = self.write(point, work).await?;
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
        point: CommitPoint,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<(T, Changes)> {
        let (commits, directory) = (self.observers.commits.clone(), self.directory.clone());
        let work = move |files: &mut Files| {
            let followed = mirror::followed(files);
            let mut noted = None;
            let written = writer::transact(&mut files.user, point, |write| {
                mirror::number_after(write, followed)?;
                let before = write.total_changes();
                let answer = work(write)?;
                if write.total_changes() > before {
                    noted = Some(backup_due::note_change(&directory, write, directory.clock.now())?);
                }
                Ok(answer)
            });
            if let (Ok(_), Some(changes)) = (&written, noted) {
                files.note_changes(changes);
            }
            if written.is_ok() {
                mirror::follow_at_once(files, &commits);
            }
            commits.note(written)
        };
        self.work(DataFile::User, work).await
    }

    /// Lets the cache follow the marks in the user's file to their end, in short transactions. If it has
    /// followed them all, nothing is written.
    pub(crate) async fn follow_marks(&self) -> Result<()> {
        loop {
            let commits = self.observers.commits.clone();
            if !self.work(DataFile::Cache, move |files| mirror::follow(files, &commits)).await? {
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
            let (has_more, _) =
                writer::transact(&mut files.user, CommitPoint::UserShrunk, compaction::give_back)?;
            compaction::empty_wal(&files.user)?;
            Ok(has_more)
        };
        self.work(DataFile::User, give_back).await
    }

    /// Whether its files rest, because the process is in the background.
    pub(crate) fn is_in_background(&self) -> bool {
        self.rest.is_in_background()
    }

    /// Waits for the reads and writes that have begun, and closes the files until the next one. Nobody looks
    /// for commits of other processes until [`resume`](Self::resume). Databases in memory stay open.
    pub(crate) async fn release(&self) -> Result<()> {
        self.check_open()?;
        if self.directory.is_in_memory {
            return Ok(());
        }
        self.observers.pause();
        self.readers.release().await;
        match self.writer.get() {
            Some(writer) => writer.release().await,
            None => Ok(()),
        }
    }

    /// Looks for commits of other processes again, while somebody observes.
    pub(crate) fn resume(&self) -> Result<()> {
        self.observers.resume(&self.directory)
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

    pub(super) async fn writer(&self) -> Result<&Writer> {
        self.check_open()?;
        let writer = self.writer.get_or_try_init(|| Writer::start(self.directory.clone(), self.rest.clone()));
        let writer = writer.await?;
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
