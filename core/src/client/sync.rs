//! A sync and its plan. Only a sync uses the network. One sync runs at a time: a second joins it or waits.

use std::sync::Arc;

use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::job::Running;
use super::opened::Opened;
use super::run::run;
use super::runtime::runtime_for_network;
use super::saved_copies::{note_first_lists, renew_copies};
use super::shared::Shared;
use super::waking::rest_in_background;
use super::{Client, Job};
use crate::error::Result;
use crate::model::{Budget, Conditions, DataUsed, Plan, Progress, SyncReport, SyncRequest};
use crate::sync::{self, Inputs, Listener, Stop, SyncProgress, Target, Token, Work};

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
    /// be run again until it is ten minutes old. [`Job::with_deadline`] ends it after a time.
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
        Ok(self.start_or_join(&runtime, work, targets, listener)?.with_deadline(deadline))
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
            return Ok(Job::of(joined, &targets, runtime.clone()));
        }
        let progress = Arc::new(SyncProgress::new(targets.len()));
        progress.listen(listener); // before the first step
        let (shared, before) = (Arc::clone(&self.shared), syncs.clone());
        let started = Arc::new(spawn(runtime, shared, work, targets.clone(), progress, before));
        syncs.push(Arc::clone(&started));
        Ok(Job::of(started, &targets, runtime.clone()))
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

    /// The data that today has used so far, by kind: that of syncs, fetched pages and pictures, and checks of
    /// recordings. Reads the disk. While requests run, up to 64 KiB more for each kind are counted than they
    /// used, without a ceiling of the day 256 KiB; so are those of a process that was killed.
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
        stop.or_drop(note_first_lists(&shared)).await;
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
