//! The work of one job, and what it is done with.

use std::sync::Arc;

use super::job::names;
use super::opened::Opened;
use super::shared::Shared;
use crate::catalog::Use;
use crate::error::{Error, Result};
use crate::model::{Budget, SyncReport};
use crate::source::{Allowance, Scope};
use crate::store::Store;
use crate::sync::{
    self, Engine, FailingHosts, HeadStart, LeadPictures, Room, Stop, SyncProgress, Target, Within, Work,
};

/// Does some work, and returns its report. If it is asked to end before its first request, the report says
/// only that.
pub(super) async fn run(
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
        head_start: HeadStart::new(shared.limits.idle),
        room,
        within,
        allowance,
        lead_pictures,
        pictures,
        parsing: shared.parsing.clone(),
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

    use crate::client::{Client, Config};
    use crate::error::ErrorCode;
    use crate::model::SyncRequest;

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
