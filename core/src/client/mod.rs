//! The doors of the core, one file for each area.

mod config;
mod job;
mod language;
mod library;
mod sync;
mod user;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::tz::TimeZone;
use tokio::sync::{OnceCell, Semaphore};
use tokio_util::task::AbortOnDropHandle;

use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::query::View;
use crate::source;
use crate::store::Store;

pub use config::Config;
pub use job::Job;
use job::Running;
pub use language::choose;

/// The core, opened on one data directory. Cheap to clone; clones share everything.
///
/// Reads answer from disk alone. Its async calls need a tokio runtime with time and I/O.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

/// What the clones of a client share.
struct Shared {
    config: Config,
    clock: SharedClock,
    opened: OnceCell<Opened>,
    closed: AtomicBool,
    syncs: Mutex<Vec<Arc<Running>>>,
    turn: Semaphore,
}

/// What the first call opens.
struct Opened {
    store: Arc<Store>,
    zone: TimeZone,
    /// Puts into the search index what it lacks, as after an update of this library.
    indexing: Option<AbortOnDropHandle<()>>,
}

impl Client {
    /// Opens a data directory. Checks its arguments; touches neither disk nor network: the first call
    /// opens the files, or [`prepare`](Self::prepare) does, early.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for a catalogue that contradicts itself, an extra root that is no certificate, or an
    /// empty directory name.
    pub fn open(config: Config) -> Result<Self> {
        config.catalog.check()?;
        source::check_roots(&config.extra_roots_pem)?;
        if config.data_dir.as_os_str().is_empty() {
            return Err(Error::bad_argument("the data directory has no name"));
        }
        let clock = SharedClock(Arc::clone(&config.clock));
        let shared = Shared {
            config,
            clock,
            opened: OnceCell::new(),
            closed: AtomicBool::new(false),
            syncs: Mutex::new(Vec::new()),
            turn: Semaphore::new(1),
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Opens the files now, on a thread for blocking work, so that the first read need not.
    ///
    /// # Errors
    /// The storage errors; [`Error::BadArgument`] for an unknown time zone, or where the directory belongs to
    /// another catalogue; [`Error::Closed`].
    pub async fn prepare(&self) -> Result<()> {
        self.shared.opened().await.map(drop)
    }

    /// Cancels every sync, running or waiting, writes all to disk and closes the files. Waits for what has begun.
    ///
    /// # Errors
    /// [`Error::Closed`] the second time, as from any later call.
    pub async fn close(&self) -> Result<()> {
        if self.shared.closed.swap(true, Ordering::SeqCst) {
            return Err(Error::Closed);
        }
        let syncs = std::mem::take(&mut *self.shared.syncs());
        syncs.iter().for_each(|sync| sync.cancel());
        for sync in syncs {
            let _ = sync.wait().await;
        }
        match self.shared.opened.get() {
            Some(opened) => opened.close().await,
            None => Ok(()),
        }
    }

    fn view<'a>(&'a self, opened: &'a Opened) -> View<'a> {
        let Config { catalog, dates, .. } = &self.shared.config;
        View { catalog, zone: &opened.zone, dates: *dates, now: self.shared.clock.now() }
    }
}

impl Opened {
    /// What is not in the index by now stays due; the next start goes on.
    async fn close(&self) -> Result<()> {
        self.indexing.iter().for_each(AbortOnDropHandle::abort);
        self.store.close().await
    }
}

/// Nobody waits for it, so nobody can be told of a failure; whoever opens or syncs next tries again.
async fn index(store: Arc<Store>) {
    if let Err(error) = crate::sync::index(&store).await {
        tracing::warn!(code = error.code().as_str(), %error, "the search index could not be brought in step");
    }
}

impl Shared {
    /// The files, opened by whoever comes first.
    async fn opened(&self) -> Result<&Opened> {
        self.check_open()?;
        let opened = self.opened.get_or_try_init(|| self.open()).await?;
        match self.check_open() {
            Ok(()) => Ok(opened),
            Err(closed) => {
                let _ = opened.close().await; // whoever closed the client came before there was a store
                Err(closed)
            }
        }
    }

    async fn open(&self) -> Result<Opened> {
        let (directory, catalog) = (self.config.data_dir.clone(), self.config.catalog.id.clone());
        let zone = self.config.time_zone.clone();
        let work = tokio::task::spawn_blocking(move || {
            let zone = time_zone(zone.as_deref())?;
            Ok((Arc::new(Store::open(&directory, &catalog)?), zone))
        });
        let opened: Result<_> = work.await.map_err(|panic| Error::Internal(panic.to_string()))?;
        let (store, zone) = opened?;
        // Asked here and not in the task: beside the first read it would open a connection of its own, 2 ms of a start.
        let is_behind = crate::sync::is_index_behind(&store).await.unwrap_or(true);
        let indexing = is_behind.then(|| AbortOnDropHandle::new(tokio::spawn(index(Arc::clone(&store)))));
        Ok(Opened { store, zone, indexing })
    }

    fn check_open(&self) -> Result<()> {
        if self.closed.load(Ordering::SeqCst) { Err(Error::Closed) } else { Ok(()) }
    }

    /// The syncs that were started, but for some that have ended.
    fn syncs(&self) -> MutexGuard<'_, Vec<Arc<Running>>> {
        self.syncs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time zone with this IANA name, or the device's own.
///
/// # Errors
/// [`Error::BadArgument`] for an unknown name.
pub fn time_zone(name: Option<&str>) -> Result<TimeZone> {
    match name {
        None => Ok(TimeZone::system()),
        Some(name) => {
            TimeZone::get(name).map_err(|_| Error::bad_argument(format!("`{name}` is no time zone")))
        }
    }
}
