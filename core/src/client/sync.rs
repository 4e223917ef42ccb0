//! A sync and its plan. Only a sync uses the network. One sync runs at a time: a second joins it or waits.

use std::sync::Arc;

use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::job::{Running, names};
use super::opened::Opened;
use super::runtime::runtime_for_network;
use super::shared::Shared;
use super::waking::rest_in_background;
use super::{Client, Job};
use crate::catalog::Use;
use crate::error::{Error, Result};
use crate::model::{Budget, Conditions, DataUsed, Plan, Progress, SyncReport, SyncRequest};
use crate::source::{Allowance, Scope};
use crate::store::Store;
use crate::sync::{
    self, Engine, FailingHosts, HeadStart, Inputs, LeadPictures, Listener, Room, Stop, SyncProgress, Target,
    Token, Within, Work,
};
use crate::{query, user};

impl Client {
    /// Starts to update editions from the site, and returns at once. One sync runs at a time. If an earlier
    /// sync covers all requested editions, leaves out nothing that this one would bring, and is not
    /// cancelled, the second caller joins it with its own listener. Else it waits and runs afterwards. Each
    /// caller of a shared sync may cancel for itself.
    ///
    /// The listener gets the current state first, then each change, on a thread of the runtime. It must not
    /// block and must not call the client.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, or outside a tokio runtime with
    /// time and I/O;
    /// [`Closed`](crate::Error::Closed).
    pub fn start_sync(
        &self,
        request: SyncRequest,
        listener: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Job> {
        let targets = sync::targets(&self.shared.editions, &request)?;
        self.start(Work::Now(request), targets, Box::new(listener))
    }

    /// Starts a sync that sends the requests of a plan, in its order, and those that its rules declare, and
    /// no others. `token` is the [`token`](Plan::token) of the plan. It returns at once. Two callers with one
    /// token share the sync. A plan is stale after ten minutes, and if the same request would give another
    /// plan now, for example because another sync has found something new. Then nothing is sent, and
    /// [`wait`](Job::wait) gives [`StalePlan`](crate::Error::StalePlan). A plan whose run changed nothing can
    /// be run again until it is ten minutes old.
    ///
    /// # Errors
    /// As [`start_sync`](Self::start_sync); [`BadArgument`](crate::Error::BadArgument) also for a text that
    /// is no token.
    pub fn run(&self, token: &str, listener: impl Fn(Progress) + Send + Sync + 'static) -> Result<Job> {
        let token: Token = token.parse()?;
        let targets = sync::targets(&self.shared.editions, token.request())?;
        self.start(Work::Planned(token), targets, Box::new(listener))
    }

    /// Starts some work, or joins a job that does it. At its deadline the caller leaves.
    pub(super) fn start(&self, work: Work, targets: Vec<Target>, listener: Listener) -> Result<Job> {
        let (runtime, deadline) = (runtime_for_network()?, work.deadline());
        let job = self.start_or_join(&runtime, work, targets, listener)?;
        if let Some(limit) = deadline {
            runtime.spawn(job.clone().end_after(limit));
        }
        Ok(job)
    }

    fn start_or_join(
        &self,
        runtime: &Handle,
        work: Work,
        targets: Vec<Target>,
        listener: Listener,
    ) -> Result<Job> {
        let mut syncs = self.shared.syncs();
        self.shared.check_open()?;
        syncs.retain(|sync| !sync.is_finished());
        if let Some(joined) = syncs.iter().find(|sync| sync.join(&work)).map(Arc::clone) {
            drop(syncs);
            joined.progress.listen(listener);
            return Ok(Job::of(joined, &targets));
        }
        let progress = Arc::new(SyncProgress::new(targets.len()));
        progress.listen(listener); // before the first step
        let (shared, before) = (Arc::clone(&self.shared), syncs.clone());
        let started = Arc::new(spawn(runtime, shared, work, targets.clone(), progress, before));
        syncs.push(Arc::clone(&started));
        Ok(Job::of(started, &targets))
    }

    /// Calls [`start_sync`](Self::start_sync) and waits. Dropping the future does not cancel the sync.
    ///
    /// # Errors
    /// As [`Job::wait`].
    pub async fn sync(&self, request: SyncRequest) -> Result<SyncReport> {
        self.start_sync(request, |_| ())?.wait().await
    }

    /// What a sync would request now, and what it would leave out. Reads the disk, and sends nothing.
    /// [`run`](Self::run) does what it says.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn plan(&self, request: SyncRequest) -> Result<Plan> {
        let targets = sync::targets(&self.shared.editions, &request)?;
        let opened = self.shared.opened().await?;
        let inputs = self.inputs(opened, request.conditions, request.budget).await?;
        sync::plan(&opened.store, self.shared.editions.catalog_id(), targets, request, inputs).await
    }

    /// What planning depends on now, besides what is stored.
    pub(super) async fn inputs(
        &self,
        opened: &Opened,
        conditions: Conditions,
        budget: Budget,
    ) -> Result<Inputs> {
        let now = to_milliseconds(self.shared.clock.now());
        let within = self.shared.data_use(opened).within(budget).await?;
        let (device, lead_pictures) = (self.shared.device(&opened.store).await?, self.shared.lead_pictures);
        Ok(Inputs { now, conditions, within, device, lead_pictures })
    }

    /// The data that today has used so far, by kind: that of syncs, fetched articles and pictures. Reads the
    /// disk. While requests run, up to 64 KiB more for each kind are counted than they used, without a
    /// ceiling of the day 256 KiB; so are those of a process that was killed.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn data_used(&self) -> Result<DataUsed> {
        let opened = self.shared.opened().await?;
        self.shared.data_use(opened).used().await
    }
}

/// The time in the precision of a token and of the store.
fn to_milliseconds(time: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
}

/// Starts a sync, which waits for the end of those that were started before it.
///
/// Seen: with a semaphore, the second of two syncs that were started at once sometimes ran first, because its
/// task was polled first.
fn spawn(
    runtime: &Handle,
    shared: Arc<Shared>,
    work: Work,
    targets: Vec<Target>,
    progress: Arc<SyncProgress>,
    before: Vec<Arc<Running>>,
) -> Running {
    let (ended, outcome) = watch::channel(None);
    let stop = Stop::default();
    let running = Running::new(work.clone(), Arc::clone(&progress), stop.clone(), outcome);
    runtime.spawn(async move {
        // A sync that is asked to end waits for nobody, because it sends and stores nothing.
        stop.or_drop(all_ended(before)).await;
        let kept_open = shared.rest.keep_open();
        let report = run(&shared, work, targets, progress, &stop).await;
        stop.or_drop(renew_copies(&shared)).await;
        drop(kept_open);
        rest_in_background(&shared).await;
        let _ = ended.send(Some(report));
    });
    running
}

async fn all_ended(syncs: Vec<Arc<Running>>) {
    for sync in syncs {
        let _ = sync.wait().await;
    }
}

/// Gives the copies of saved items the texts that a sync stored, and notes which files have their pictures.
/// If this fails, the next sync does it.
pub(super) async fn renew_copies(shared: &Shared) {
    if let Err(error) = try_renew_copies(shared).await {
        tracing::warn!(code = error.code().as_str(), %error, "saved copies could not be renewed");
    }
    if let Ok(opened) = shared.opened().await {
        user::note_pictures(&opened.store).await;
    }
}

/// The number of copies that one transaction renews.
const COPIES: usize = 16;

async fn try_renew_copies(shared: &Shared) -> Result<()> {
    let opened = shared.opened().await?;
    for keys in user::outdated_copies(&opened.store).await?.chunks(COPIES) {
        let mut copies = Vec::new();
        for key in keys {
            match query::copy(&opened.store, shared.view(opened), key).await {
                Ok(copy) => copies.push((key.clone(), copy)),
                Err(error) => tracing::warn!(%key, %error, "a saved copy could not be renewed"),
            }
        }
        user::renew_copies(&opened.store, copies).await?;
    }
    Ok(())
}

/// Does some work, and returns its report. If it is asked to end before its first request, the report says
/// only that.
async fn run(
    shared: &Shared,
    work: Work,
    targets: Vec<Target>,
    progress: Arc<SyncProgress>,
    stop: &Stop,
) -> Result<SyncReport> {
    let asked = names(&targets);
    match work_with_lock(shared, work, targets, progress, stop).await {
        Err(Error::Cancelled) => {
            shared.check_open()?;
            Ok(SyncReport::without_requests(stop.ended(), &asked))
        }
        outcome => outcome,
    }
}

async fn work_with_lock(
    shared: &Shared,
    work: Work,
    targets: Vec<Target>,
    progress: Arc<SyncProgress>,
    stop: &Stop,
) -> Result<SyncReport> {
    let opened = stop.or_cancelled(shared.opened()).await?;
    let store = Arc::clone(&opened.store);
    stop.or_cancelled(store.open_for_writing()).await?;
    let _lock = stop.or_cancelled(store.lock_sync()).await?;
    stop.or_cancelled(shared.note_shown_pictures(&store)).await?;
    let data = stop.or_cancelled(Data::of(shared, opened, work.budget())).await?;
    let mut engine = stop.or_cancelled(engine(shared, store, data, stop.clone(), progress)).await?;
    if matches!(work, Work::Now(_) | Work::Planned(_)) {
        with_pictures(&mut engine, shared).await?;
    }
    let engine = Arc::new(engine);
    match work {
        Work::Now(request) => sync::run(&engine, targets, request.conditions).await,
        Work::Planned(token) => sync::run_plan(&engine, shared.editions.catalog_id(), targets, token).await,
        Work::Fill(hole) => sync::fill(&engine, targets, &hole).await,
        Work::Prefetch { newest, .. } => sync::prefetch(&engine, targets, newest).await,
    }
}

/// The data that some work may use.
pub(super) struct Data {
    within: Within,
    allowance: Allowance,
}

impl Data {
    /// Within a budget, and below the day's ceiling.
    async fn of(shared: &Shared, opened: &Opened, budget: Budget) -> Result<Self> {
        let data_use = shared.data_use(opened);
        Ok(Self { within: data_use.within(budget).await?, allowance: data_use.allowance(&budget) })
    }

    /// Below the day's ceiling.
    pub(super) fn of_day(shared: &Shared, opened: &Opened) -> Self {
        let allowance = shared.data_use(opened).allowance(&Budget::none());
        Self { within: Within::default(), allowance }
    }
}

/// What requests pages and stores them.
pub(super) async fn engine(
    shared: &Shared,
    store: Arc<Store>,
    data: Data,
    stop: Stop,
    progress: Arc<SyncProgress>,
) -> Result<Engine> {
    let source = shared.new_source(&store, shared.limits.clone()).await?;
    let (pages, clock) = (Scope::of(&shared.editions, Use::Pages), shared.clock.clone());
    let room = Room::of(shared.retention.clone());
    let Data { within, allowance } = data;
    let (device, failing) = (shared.device(&store).await?, FailingHosts::read(&store).await?);
    let (lead_pictures, pictures) = (0, None);
    Ok(Engine {
        store,
        source,
        pages,
        clock,
        device,
        failing,
        head_start: HeadStart::new(shared.limits.connect),
        room,
        within,
        allowance,
        lead_pictures,
        pictures,
        stop,
        progress,
    })
}

/// Lets a sync fetch the pictures of the newest items, too.
async fn with_pictures(engine: &mut Engine, shared: &Shared) -> Result<()> {
    if shared.lead_pictures > 0 {
        let source = shared.new_picture_source(&engine.store).await?;
        let (scope, turns) = (Scope::of(&shared.editions, Use::Pictures), Arc::clone(&shared.pictures.turns));
        engine.pictures = Some(LeadPictures { source, scope, turns });
        engine.lead_pictures = shared.lead_pictures;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use tokio::time::Instant;

    use super::*;
    use crate::client::Config;
    use crate::error::ErrorCode;

    #[tokio::test(start_paused = true)]
    async fn a_sync_waits_thirty_seconds_for_that_of_another_process_and_then_is_busy() {
        let directory = tempfile::tempdir().unwrap();
        let client = Client::open(Config::at(directory.path())).unwrap();
        let other = File::create(directory.path().join("sync.lock")).unwrap();
        other.lock().unwrap();
        let began = Instant::now();

        let error = client.sync(SyncRequest::all()).await.unwrap_err();

        assert_eq!((error.code(), began.elapsed().as_secs()), (ErrorCode::Busy, 30));
    }
}
