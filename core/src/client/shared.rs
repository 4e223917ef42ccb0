//! What the clones of a client and its areas share: the configuration, the clock, the files and the syncs.

use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ifilm_language::time::DateSettings;
use jiff::tz::TimeZone;
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use super::Config;
use super::job::Running;
use super::joined::Joined;
use super::opened::Opened;
use super::picture_calls::PictureCalls;
use super::runtime::runtime;
use super::zone::{device_zone, named_zone};
use crate::catalog::Editions;
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Budget, Ended, ItemKey, Limits, Periods, Retention};
use crate::query::View;
use crate::source::{self, Pace, Source};
use crate::store::{self, CommitPoint, Found, Rest, Store};
use crate::sync::{DataUse, Device, Parsing, is_block_page, remembered_addresses};

/// What the clones of a client and its areas share.
pub(super) struct Shared {
    data_dir: PathBuf,
    in_memory: bool,
    pub(super) editions: Arc<Editions>,
    network: source::Network,
    pub(super) limits: Limits,
    pub(super) retention: Retention,
    /// The most data of a day.
    day_budget: Budget,
    periods: Periods,
    device_seed: Option<u64>,
    /// Of so many newest items of a section, a sync fetches the pictures.
    pub(super) lead_pictures: u32,
    pub(super) clock: SharedClock,
    dates: DateSettings,
    /// The time zone that the configuration names, if it names one.
    zone: Option<TimeZone>,
    opened: OnceCell<Opened>,
    /// The turns at each host and at all hosts, for syncs and pictures together.
    gates: source::Gates,
    /// What parses, for all runs together.
    pub(super) parsing: Parsing,
    pub(super) pictures: PictureCalls,
    /// The articles that are being fetched.
    pub(super) fetches: Joined<ItemKey, Result<()>>,
    closed: AtomicBool,
    /// Cancelled when the client is closed. It ends what is no sync.
    pub(super) closing: CancellationToken,
    /// One sync runs at a time: each waits for those before it.
    syncs: Mutex<Vec<Arc<Running>>>,
    /// Whether the host said last that it is in the background.
    pub(super) rest: Rest,
}

impl Shared {
    /// Checks a configuration. Opens no files.
    pub(super) fn of(config: Config) -> Result<Self> {
        let Config {
            data_dir,
            in_memory,
            catalog,
            extra_roots_pem,
            only_extra_roots,
            proxy,
            transport,
            user_agent,
            requests_at_once,
            limits,
            retention,
            day_budget,
            periods,
            device_seed,
            lead_pictures,
            time_zone,
            dates,
            clock,
            names,
        } = config;
        let renewal = source::Renewal::default();
        let network = source::Network {
            user_agent,
            proxy,
            extra_roots_pem,
            only_extra_roots,
            transport,
            names,
            renewal,
        };
        let network = network.checked()?;
        check_numbers(requests_at_once, &limits)?;
        if data_dir.as_os_str().is_empty() && !in_memory {
            return Err(Error::bad_argument("the data directory has no name"));
        }
        let editions = Editions::of(catalog)?;
        let pace = Pace {
            connections_per_host: editions.connections_per_host().min(MOST_AT_ONCE),
            requests_at_once,
            spacing: editions.spacing(),
        };
        Ok(Self {
            data_dir,
            in_memory,
            editions: Arc::new(editions),
            network,
            limits,
            retention,
            day_budget,
            periods: periods.checked()?,
            device_seed,
            lead_pictures: if in_memory { 0 } else { lead_pictures },
            clock: SharedClock(clock),
            dates,
            zone: time_zone.as_deref().map(named_zone).transpose()?,
            opened: OnceCell::new(),
            gates: source::Gates::of(pace),
            parsing: Parsing::default(),
            pictures: PictureCalls::default(),
            fetches: Joined::default(),
            closed: AtomicBool::new(false),
            closing: CancellationToken::new(),
            syncs: Mutex::new(Vec::new()),
            rest: Rest::default(),
        })
    }

    /// The files. The first caller opens them.
    pub(super) async fn opened(&self) -> Result<&Opened> {
        self.check_open()?;
        runtime()?;
        let opened = self.opened.get_or_try_init(|| self.open()).await?;
        match self.check_open() {
            Ok(()) => {
                if opened.store.take_new_cache() {
                    opened.begin_indexing();
                }
                Ok(opened)
            }
            Err(closed) => {
                // `close` ran while the store was being opened, so it closed nothing.
                let _ = opened.close().await;
                Err(closed)
            }
        }
    }

    /// The store of the directory, not opened yet.
    pub(super) fn store(&self) -> Arc<Store> {
        Arc::new(match self.in_memory {
            true => Store::in_memory(self.editions.catalog_id()),
            false => Store::at(&self.data_dir, self.editions.catalog_id(), self.rest.clone())
                .with_clock(self.clock.clone()),
        })
    }

    async fn open(&self) -> Result<Opened> {
        let store = self.store();
        let found = store.open().await?;
        let zone = self.zone.clone().unwrap_or_else(device_zone);
        let opened = Opened::of(store, zone);
        if found == Found::Upgraded {
            opened.begin_indexing();
            self.place_names(&opened).await;
        }
        take_over_marks(&opened.store).await;
        Ok(opened)
    }

    /// Gives the names of people their places in the alphabet that an upgrade could not. If this fails, the
    /// next start retries.
    async fn place_names(&self, opened: &Opened) {
        if let Err(error) = crate::sync::place_names(&opened.store, &self.editions).await {
            tracing::warn!(code = error.code().as_str(), %error, "names stay without a place in the alphabet");
        }
    }

    /// Opens the files, creates missing ones, and starts to index what the search index lacks.
    pub(super) async fn prepare(&self) -> Result<()> {
        let opened = self.opened().await?;
        if opened.store.open().await? == Found::Missing {
            opened.store.open_for_writing().await?;
        }
        if crate::sync::is_index_behind(&opened.store).await? {
            opened.begin_indexing();
        }
        self.place_names(opened).await;
        Ok(())
    }

    /// What differs between devices. The seed of the configuration counts more than the stored one.
    pub(super) async fn device(&self, store: &Store) -> Result<Device> {
        let seed = match self.device_seed {
            Some(seed) => seed,
            None => store.read(|connection: &store::Connection| store::device_seed(connection)).await?,
        };
        Ok(Device::of(seed, self.periods))
    }

    /// What sends requests within these limits. It knows the addresses at which hosts answered before, and
    /// which hosts asked to wait: a redirect may lead to one of those, and no plan sees that.
    pub(super) async fn new_source(&self, store: &Store, limits: Limits) -> Result<Source> {
        let now = self.clock.now();
        let remembered = remembered_addresses(store, now).await?;
        let waits = store.read(move |connection: &store::Connection| store::waits(connection, now)).await?;
        waits.iter().for_each(|wait| self.gates.refuse(&wait.host, wait.status, wait.until, now));
        let (clock, reads) = (self.clock.clone(), is_block_page);
        Source::new(&self.network, &self.gates, limits, clock, remembered, reads)
    }

    /// What sends requests for pictures, which may be longer.
    pub(super) async fn new_picture_source(&self, store: &Store) -> Result<Source> {
        let mut limits = self.limits.clone();
        (limits.wire_bytes, limits.body_bytes) = (limits.picture_bytes, limits.picture_bytes);
        self.new_source(store, limits).await
    }

    /// What asks for playlists and for the beginning of recordings.
    pub(super) async fn new_media_source(&self, store: &Store) -> Result<Source> {
        let mut limits = self.limits.clone();
        (limits.wire_bytes, limits.body_bytes) = (MOST_OF_PLAYLIST, MOST_OF_PLAYLIST);
        self.new_source(store, limits).await
    }

    /// From now on, requests make new connections.
    pub(super) fn renew_connections(&self) {
        self.network.renewal.renew();
    }

    /// The files, if a call has opened them.
    pub(super) fn opened_before(&self) -> Option<&Opened> {
        self.opened.get()
    }

    /// How much data the day has used, and how much may be used.
    pub(super) fn data_use(&self, opened: &Opened) -> DataUse {
        DataUse {
            store: Arc::clone(&opened.store),
            clock: self.clock.clone(),
            zone: opened.zone.clone(),
            ceiling: self.day_budget,
        }
    }

    /// Stores when pictures were shown last, which reads only remember.
    pub(super) async fn note_shown_pictures(&self, store: &Store) -> Result<()> {
        let shown = self.pictures.take_shown();
        if shown.is_empty() {
            return Ok(());
        }
        store.write(CommitPoint::PicturesShown, move |write| store::note_shown(write, &shown)).await.map(drop)
    }

    /// Cancels every sync and every request for one article, and closes the files after the last one has
    /// ended.
    pub(super) async fn close(&self) -> Result<()> {
        if self.closed.swap(true, Ordering::SeqCst) {
            return Err(Error::Closed);
        }
        self.closing.cancel();
        let syncs = std::mem::take(&mut *self.syncs());
        syncs.iter().for_each(|sync| sync.end(Ended::Cancelled));
        for sync in syncs {
            let _ = sync.wait().await;
        }
        match self.opened.get() {
            Some(opened) => opened.close().await,
            None => Ok(()),
        }
    }

    pub(super) fn check_open(&self) -> Result<()> {
        if self.closed.load(Ordering::SeqCst) { Err(Error::Closed) } else { Ok(()) }
    }

    /// The settings and the current time, to turn rows into text.
    pub(super) fn view<'a>(&'a self, opened: &'a Opened) -> View<'a> {
        View { editions: &self.editions, zone: &opened.zone, dates: self.dates, now: self.clock.now() }
    }

    /// The syncs that were started. Some that have ended are left out.
    pub(super) fn syncs(&self) -> MutexGuard<'_, Vec<Arc<Running>>> {
        self.syncs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shared {
    /// Takes no lock, because a client may be printed anywhere, also while it syncs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("data_dir", &self.data_dir)
            .field("catalog", &self.editions.catalog_id())
            .field("closed", &self.closed.load(Ordering::SeqCst))
            .finish_non_exhaustive()
    }
}

/// The most requests at once. A semaphore panics above a number that depends on the device.
const MOST_AT_ONCE: u32 = 1000;
/// A playlist is shorter. Of a recording this much shows that it is there.
const MOST_OF_PLAYLIST: u64 = 64 << 10;

/// The most header lines. hyper reserves room for so many at each answer, and the process ends without it.
const MOST_HEADERS: u32 = 10_000;

/// # Errors
/// [`Error::BadArgument`] for numbers with which no request could be sent, or none safely.
fn check_numbers(requests_at_once: u32, limits: &Limits) -> Result<()> {
    if !(1..=MOST_AT_ONCE).contains(&requests_at_once) {
        return Err(Error::bad_argument("1 to 1000 requests can run at once"));
    }
    if !(1..=MOST_HEADERS).contains(&limits.headers) || limits.header_bytes == 0 {
        return Err(Error::bad_argument("a head may have 1 to 10000 lines, and at least one byte of them"));
    }
    Ok(())
}

/// Opens the files for writing if marks that an earlier release kept can be read now: opening takes them
/// over. If this fails, the next start retries.
async fn take_over_marks(store: &Store) {
    let waits = store.read_user(|connection: &store::Connection| store::marks_wait(connection)).await;
    let taken_over = match waits {
        Ok(true) => store.open_for_writing().await,
        waits => waits.map(drop),
    };
    if let Err(error) = taken_over {
        tracing::warn!(code = error.code().as_str(), %error, "marks of an earlier release wait");
    }
}
