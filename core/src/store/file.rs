//! Opens the two files for the writer: checks them, repairs damaged ones, sets them up and upgrades them.

use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::both_files;
use super::directory::{Directory, LOCK_TIMEOUT};
use super::failure::{damaged, named};
use super::in_use::InUse;
use super::inspection::{self, Closeness};
use super::open_file::open_within;
use super::open_mode::OpenMode;
use super::repair::Foreign;
use super::schema::{CACHE, Schema, USER};
use super::{backup_due, damage, memory, open_mode, owner};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// A writing connection to each file. That of the cache also reads the user's file, attached as `user`.
pub(super) struct Files {
    pub(super) cache: Connection,
    pub(super) user: Connection,
    /// Why an empty database in memory stands in the place of the cache: what a person does must be stored
    /// although the cache is broken.
    without_cache: Option<Error>,
    /// Dropped after the connections.
    in_use: Option<InUse>,
    /// Whether a statement met damage.
    is_suspect: bool,
    opened_at: Instant,
}

/// How long a cache that cannot be repaired is left alone: to try it takes long, and acts wait for it.
const PAUSE: Duration = Duration::from_secs(10);

impl Files {
    /// Opens both files for writing. Creates missing files and upgrades older ones. Waits at most `timeout`
    /// for a lock of another process. If nobody else uses the files, a damaged one is repaired. They are
    /// checked for damage if the last writer did not close them.
    pub(super) fn open(directory: &Directory, timeout: Duration) -> Result<Self> {
        directory.make()?;
        let _alone = directory.lock(timeout)?;
        if directory.is_in_memory {
            return Self::in_memory(directory);
        }
        let mut in_use = InUse::enter(directory, timeout)?;
        in_use.keep_mark(in_use.was_left_open); // if the check fails, the next writer does it again
        let opening = Opening { directory, timeout, in_use: &in_use, is_unknown: Cell::new(false) };
        let user = opening.open(DataFile::User)?;
        let Cache { connection: cache, without: without_cache, is_checked } = opening.open_cache()?;
        let attached = OpenMode::BesideWriters.attach_user(&cache, &directory.user());
        attached.map_err(|error| named(error, &directory.user()))?;
        let is_unknown = opening.is_unknown.get() || !is_checked;
        in_use.keep_mark(is_unknown);
        Ok(Self {
            cache,
            user,
            without_cache,
            in_use: Some(in_use),
            is_suspect: false,
            opened_at: Instant::now(),
        })
    }

    /// Fails if one of the files is not there.
    pub(super) fn check_has(&self, file: DataFile) -> Result<()> {
        match &self.without_cache {
            Some(error) if file == DataFile::Cache => Err(error.clone()),
            _ => Ok(()),
        }
    }

    /// Lets the next writer who is alone check the files. They must be closed now, unless the cache is known
    /// to be broken and was tried just now.
    pub(super) fn suspect(&mut self) {
        self.is_suspect = self.without_cache.is_none();
        if let Some(in_use) = &mut self.in_use {
            in_use.keep_mark(true);
        }
    }

    /// Notes how many changes of the user's file are stored.
    pub(super) fn note_changes(&self, changes: u64) {
        if let Some(in_use) = &self.in_use {
            in_use.note_changes(changes);
        }
    }

    /// Whether a statement met damage, or the cache is not there: the next work opens the files anew.
    pub(super) fn is_suspect(&self) -> bool {
        let pauses = self.opened_at.elapsed() < PAUSE;
        self.is_suspect || (self.without_cache.is_some() && !pauses)
    }

    /// New databases in memory, which the readers of this process can open, too.
    fn in_memory(directory: &Directory) -> Result<Self> {
        let open = |path: &Path, schema| {
            let path = open_mode::in_memory(path);
            open_within(Path::new(&path), schema, &directory.catalog, LOCK_TIMEOUT)
        };
        let opened_at = Instant::now();
        let (cache, user) = (open(&directory.cache(), &CACHE)?, open(&directory.user(), &USER)?);
        let files = Self { cache, user, without_cache: None, in_use: None, is_suspect: false, opened_at };
        open_mode::attach_user_in_memory(&files.cache, &directory.user())?;
        Ok(files)
    }
}

/// The cache as it could be opened.
struct Cache {
    connection: Connection,
    without: Option<Error>,
    /// If not, the next writer checks it again.
    is_checked: bool,
}

/// The opening of the two files.
struct Opening<'d> {
    directory: &'d Directory,
    timeout: Duration,
    in_use: &'d InUse,
    /// Whether nobody knows if a file is damaged, so that the mark stays.
    is_unknown: Cell<bool>,
}

impl Opening<'_> {
    /// Opens a file. Repairs it before that if it is lost or was not closed, and after that if it cannot be
    /// opened. If it cannot be checked, it is opened as it is: what a person does must be stored.
    fn open(&self, file: DataFile) -> Result<Connection> {
        self.repair_before(file)?;
        match self.open_as_it_is(file) {
            Err(error) if self.may_repair(file, &error) => {
                match both_files::mend_one(self.directory, file, Closeness::Whole, Foreign::Stays)?.unknown {
                    Some(unknown) => Err(unknown),
                    None => self.open_as_it_is(file),
                }
            }
            opened => opened,
        }
    }

    /// Opens the cache, or an empty one in memory if the cache is damaged and cannot be repaired now.
    fn open_cache(&self) -> Result<Cache> {
        let opened = self.open(DataFile::Cache);
        let is_checked = opened.is_ok();
        match opened.or_else(|_| self.open_as_it_is(DataFile::Cache)) {
            Ok(connection) => Ok(Cache { connection, without: None, is_checked }),
            Err(error @ Error::StorageDamaged { .. }) => {
                tracing::warn!(%error, "the cache is left out");
                let connection = memory::new(&CACHE, self.directory)?;
                Ok(Cache { connection, without: Some(error), is_checked })
            }
            Err(error) => Err(error),
        }
    }

    fn may_repair(&self, file: DataFile, error: &Error) -> bool {
        self.in_use.is_alone() && damage::of_error(self.directory, error).is_some_and(|(of, _)| of == file)
    }

    fn repair_before(&self, file: DataFile) -> Result<()> {
        let is_lost = inspection::loss(self.directory, file)?.is_some()
            || self.directory.look_at(&self.directory.replacement(file))?.is_some();
        if !self.in_use.is_alone() || !(is_lost || self.in_use.was_left_open) {
            return Ok(());
        }
        if !is_lost {
            // What a killed first start left must be taken back. Why that fails is said below, or later.
            let (path, schema) = (self.directory.file(file), damage::schema(file));
            let _ = check(&path, schema, &self.directory.catalog, self.timeout);
        }
        // The user's file is small, and a damaged index of it would fail each backup.
        let closeness = if file == DataFile::User { Closeness::Whole } else { Closeness::Quick };
        let mended = both_files::mend_one(self.directory, file, closeness, Foreign::Stays)?;
        if let Some(error) = mended.unknown {
            tracing::warn!(%error, file = file.as_str(), "a file could not be checked");
            self.is_unknown.set(true);
        }
        Ok(())
    }

    /// Opens a file that is not lost.
    fn open_as_it_is(&self, file: DataFile) -> Result<Connection> {
        let (path, schema) = (self.directory.file(file), damage::schema(file));
        let open = || {
            if let Some(reason) = inspection::loss(self.directory, file)? {
                return Err(damaged(reason));
            }
            check(&path, schema, &self.directory.catalog, self.timeout)?;
            let connection = open_within(&path, schema, &self.directory.catalog, self.timeout)?;
            if file == DataFile::User {
                backup_due::check_age(self.directory, &connection)?;
            }
            Ok(connection)
        };
        open().map_err(|error| named(error, &path))
    }
}

/// Checks that this version may open a file. A missing file passes. Writes nothing, unless a first start died
/// while it made the file: what it left in a rollback journal must be taken back before anybody can read.
fn check(path: &Path, schema: &Schema, catalog: &str, timeout: Duration) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let look = |flags| -> Result<()> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(timeout)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        owner::check(&connection, "main", path, schema, catalog).map(drop)
    };
    let checked = match look(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(Error::ReadOnly { .. }) => look(OpenFlags::SQLITE_OPEN_READ_WRITE),
        checked => checked,
    };
    checked.map_err(|error| named(error, path))
}
