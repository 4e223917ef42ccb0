//! The last stage of a section: the pictures of its newest items, after all texts.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use url::Url;

use super::due;
use super::engine::Engine;
use super::picture::PictureFetch;
use super::picture_source::LeadPictures;
use super::plan::SectionPlan;
use super::plan_budget::length_of_cut;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use super::section_run::SectionRun;
use crate::error::{Error, Result};
use crate::model::DataKind;
use crate::source::Wire;
use crate::store::{self, CommitPoint, Connection, PictureFailure, UnfetchedPicture, Write};

/// After so many failures in a row that concern a host, no more of its pictures are requested. Each of them
/// may take a minute.
const MOST_HOST_FAILURES: u32 = 2;

/// Chooses the pictures of the newest items that were never fetched, each for one section only. Returns how
/// many they are.
pub(super) async fn choose(engine: &Engine, runs: &mut [SectionRun]) -> Result<usize> {
    let mut chosen = BTreeSet::new();
    for run in runs.iter_mut().filter(|run| run.wants_pictures()) {
        run.pictures = engine.stop.or_drop(wanted(engine, &run.plan)).await.unwrap_or(Ok(Vec::new()))?;
        run.pictures.retain(|picture| chosen.insert(picture.address.clone()));
    }
    Ok(chosen.len())
}

/// Fetches the chosen pictures of a section, one at a time, the newest first. Those that failed before come
/// last. No failure of a picture is one of the section.
///
/// # Errors
/// Those of the device, such as a full disk.
pub(super) async fn refresh(engine: &Engine, run: &mut SectionRun) -> Result<()> {
    let SectionRun { plan, report, pictures, .. } = run;
    let mut stage = Stage { engine, plan, report, host_failures: HashMap::new() };
    match stage.run(std::mem::take(pictures)).await {
        Err(Error::Cancelled) => report.end(Error::Cancelled),
        outcome => outcome?,
    }
    Ok(())
}

struct Stage<'a> {
    engine: &'a Engine,
    plan: &'a SectionPlan,
    report: &'a mut ReportBuilder,
    /// The failures in a row of each host.
    host_failures: HashMap<String, u32>,
}

impl Stage<'_> {
    async fn run(&mut self, pictures: Vec<UnfetchedPicture>) -> Result<()> {
        for picture in pictures {
            let done = self.take(picture).await;
            self.engine.progress.step(&self.plan.target.edition.id);
            done?;
        }
        Ok(())
    }

    /// At each await, it ends if the run is asked to end: a person may be fetching the same picture, or
    /// another process may hold the file.
    async fn take(&mut self, picture: UnfetchedPicture) -> Result<()> {
        let UnfetchedPicture { address, waits_for_data, .. } = picture;
        let Ok(url) = Url::parse(&address) else { return Ok(()) };
        if waits_for_data && self.limit().is_some() {
            self.report.cut(DataKind::Pictures);
        } else if self.may_ask(&url) {
            self.ask(&address, &url).await?;
        }
        Ok(())
    }

    /// The most that the pictures of this run may cost.
    fn limit(&self) -> Option<u64> {
        let budget = self.plan.inputs.within.budget;
        budget.bytes.into_iter().chain(budget.pictures).min()
    }

    fn may_ask(&self, url: &Url) -> bool {
        self.host_failures.get(url.authority()).is_none_or(|failures| *failures < MOST_HOST_FAILURES)
    }

    async fn ask(&mut self, address: &str, url: &Url) -> Result<()> {
        let mut wire = Wire::default();
        let fetched = self.engine.stop.or_cancelled(fetch(self.engine, url, &mut wire)).await;
        self.engine.progress.add_bytes(wire.whole_bytes());
        self.report.asked_picture(wire, matches!(fetched, Ok(true)));
        let Err(error) = fetched else {
            self.host_failures.remove(url.authority());
            return Ok(());
        };
        if reach(&error) == Reach::Host {
            self.note_host_failure(url, &error);
        }
        let stop = self.engine.stop.clone();
        stop.or_cancelled(self.take_failure(address, error, wire)).await
    }

    /// Notes why a picture did not come, so that it does not hold up the others at each sync.
    async fn take_failure(&mut self, address: &str, error: Error, wire: Wire) -> Result<()> {
        match error {
            Error::OverBudget { size, retry_at, .. } => {
                self.report.cut(DataKind::Pictures);
                let size = size.unwrap_or_else(|| length_of_cut(wire.bytes()));
                if wire.was_used() { self.note_cut(address, size, retry_at).await } else { Ok(()) }
            }
            error if matches!(error, Error::Cancelled) || reach(&error) == Reach::Sync => Err(error),
            // Its host had asked to wait before, so it was not requested.
            error if error.retry_at().is_some() && !wire.was_used() => Ok(()),
            error => note_failure(self.engine, address, &error).await,
        }
    }

    fn note_host_failure(&mut self, url: &Url, error: &Error) {
        let failures = self.host_failures.entry(url.authority().to_owned()).or_default();
        *failures += if error.retry_at().is_some() { MOST_HOST_FAILURES } else { 1 };
    }

    /// Notes that a picture of this size did not fit. If all that the run may use would not be enough, it
    /// waits for a run without a limit, for the end of the day, or for a day.
    async fn note_cut(&self, address: &str, size: u64, day_ends: Option<Timestamp>) -> Result<()> {
        let (address, now) = (address.to_owned(), self.engine.clock.now());
        let retry_at = match self.limit() {
            Some(limit) if size > limit => day_ends.unwrap_or_else(|| due::cut_picture(now)),
            _ => now,
        };
        let note = move |write: &mut Write<'_>| store::note_cut_picture(write, &address, retry_at);
        self.engine.store.write(CommitPoint::PictureCut, note).await.map(drop)
    }
}

async fn wanted(engine: &Engine, plan: &SectionPlan) -> Result<Vec<UnfetchedPicture>> {
    let (edition, section) = (plan.target.edition.id.clone(), plan.target.section.section);
    let (newest, now) = (plan.most_pictures(), engine.clock.now());
    let read =
        move |connection: &Connection| store::unfetched_pictures(connection, &edition, section, newest, now);
    engine.store.read(read).await
}

/// Fetches a picture. Returns `false` if somebody has fetched it meanwhile.
async fn fetch(engine: &Engine, address: &Url, wire: &mut Wire) -> Result<bool> {
    let Some(LeadPictures { source, scope, turns }) = &engine.pictures else { return Ok(false) };
    let turn = turns.turn(address);
    let _turn = turn.lock().await;
    if engine.store.picture(address.to_string()).await?.is_some() {
        return Ok(false);
    }
    let (store, retention, clock) = (&engine.store, engine.room.retention(), &engine.clock);
    let fetch = PictureFetch { store, source, scope, retention, clock, allowance: &engine.allowance };
    fetch.run(address, wire).await.map(|_| true)
}

async fn note_failure(engine: &Engine, address: &str, error: &Error) -> Result<()> {
    tracing::warn!(%address, code = error.code().as_str(), %error, "picture failed");
    let (address, now) = (address.to_owned(), engine.clock.now());
    let is_of_network = due::is_of_network(error);
    let note = move |write: &mut Write<'_>| {
        let failures = store::picture_failures(write, &address)?.saturating_add(1);
        let retry_at = due::picture(failures, now);
        store::note_picture_failure(write, &address, &PictureFailure { failures, retry_at, is_of_network })
    };
    engine.store.write(CommitPoint::PictureFailure, note).await.map(drop)
}
