//! Sync: plan, run, report. The only module that sees source, parse and store together.
//!
//! A run has two stages: first all listings, then all pages. So headlines come before text. The content of an
//! answer is stored in one transaction. So the process may end at any `.await`: the next start finds whole
//! sections and whole pages.

mod absent;
mod common;
mod content;
mod doubt;
mod due;
mod engine;
mod evidence;
mod fingerprint;
mod index;
mod listing;
mod listing_attempt;
mod page_answers;
mod page_batch;
mod page_decision;
mod page_text;
mod pages;
mod paging;
mod picture;
mod plan;
mod progress;
mod reach;
mod report_builder;
mod retention;
mod room;
mod runs;
mod saved_picture;
mod sketch;
mod target;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use tokio_util::task::AbortOnDropHandle;

use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Kind, Plan, SyncReport, Written};
use crate::store::{self, Store};
use fingerprint::complete_fingerprints;
use plan::SectionPlan;
use reach::{Reach, reach};
use report_builder::ReportBuilder;

pub(crate) use engine::Engine;
pub(crate) use index::{index, is_index_behind};
pub(crate) use picture::PictureFetch;
pub(crate) use progress::SyncProgress;
pub(crate) use retention::{compact, retain};
pub(crate) use room::Room;
pub(crate) use saved_picture::saved_picture;
pub(crate) use target::{Target, targets};

/// One section in a run.
struct SectionRun {
    plan: SectionPlan,
    report: ReportBuilder,
}

/// What a run of these targets would request now. Reads the store, and sends nothing.
pub(crate) async fn plan(store: &Store, targets: Vec<Target>, clock: &SharedClock) -> Result<Plan> {
    let mut plan = Plan { requests: Vec::new(), skipped: Vec::new() };
    for target in targets {
        let section = SectionPlan::of(store, target, clock.now()).await?;
        plan.requests.extend(section.requests());
        plan.skipped.extend(section.skip);
    }
    Ok(plan)
}

/// Updates the targets from the site.
///
/// # Errors
/// Only storage errors. The report says which sections failed.
pub(crate) async fn run(engine: &Arc<Engine>, targets: Vec<Target>) -> Result<SyncReport> {
    let before = engine.store.written();
    restart_waits(engine).await?;
    let mut runs = Vec::new();
    for target in targets {
        let plan = SectionPlan::of(&engine.store, target, engine.clock.now()).await?;
        runs.push(SectionRun { report: ReportBuilder::of(&plan), plan });
    }
    let mut runs = in_parallel(runs, |run| refresh_listing(Arc::clone(engine), run)).await?;
    let mut pruned = make_room(engine, &mut runs).await?;
    engine.progress.begin_pages(runs.iter().map(SectionRun::pages_to_ask).sum());
    let mut runs = in_parallel(runs, |run| refresh_pages(Arc::clone(engine), run)).await?;
    engine.cancel.run_until_cancelled(index(&engine.store)).await.unwrap_or(Ok(()))?;
    engine.cancel.run_until_cancelled(complete_fingerprints(&engine.store)).await.unwrap_or(Ok(()))?;
    pruned += make_room(engine, &mut runs).await?;
    engine.progress.finish();
    let cancelled = runs.iter().any(|run| run.report.was_cancelled());
    let sections: Vec<_> = runs.into_iter().map(|run| run.report.finish()).collect();
    Ok(SyncReport { cancelled, sections, pruned, written: since(before, engine.store.written()) })
}

/// Deletes what goes beyond the limits, and notes which of it this sync had brought. Pages of pruned items
/// are not requested. Returns how many items were pruned. A cancelled sync leaves it to the next.
async fn make_room(engine: &Engine, runs: &mut [SectionRun]) -> Result<u32> {
    if engine.cancel.is_cancelled() {
        return Ok(0);
    }
    let retained = retain(&engine.store, engine.room.retention(), engine.clock.now()).await?;
    engine.room.measured(retained.page_room, retained.page_bytes);
    for run in runs {
        run.plan.pages.retain(|page| !retained.items.contains(&page.key));
        run.report.pruned(&retained.items);
    }
    Ok(retained.pruned.items)
}

/// Restarts each wait that was noted while the clock was ahead. Without this, the wait could last until that
/// wrong time.
async fn restart_waits(engine: &Engine) -> Result<()> {
    let now = engine.clock.now();
    if engine.store.read(move |connection| store::has_wait_ahead(connection, now)).await? {
        engine.store.write(move |write| store::restart_waits(write, now)).await?;
    }
    Ok(())
}

impl SectionRun {
    fn pages_to_ask(&self) -> usize {
        if self.report.has_ended() { 0 } else { self.plan.pages.len() }
    }
}

/// Runs a stage for each section in a task of its own, so that all CPU cores parse. Returns the sections in
/// the same order. A storage error ends all of them.
async fn in_parallel<F>(runs: Vec<SectionRun>, stage: impl Fn(SectionRun) -> F) -> Result<Vec<SectionRun>>
where
    F: Future<Output = Result<SectionRun>> + Send + 'static,
{
    let start = |run| AbortOnDropHandle::new(tokio::spawn(stage(run)));
    let tasks: Vec<_> = runs.into_iter().map(start).collect();
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await.map_err(|panic| Error::Internal(panic.to_string()))??);
    }
    Ok(done)
}

async fn refresh_listing(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    if !run.report.has_ended() {
        let outcome = listing::refresh(&engine, &run.plan, &mut run.report).await;
        note_outcome(&mut run, outcome)?;
        run.plan.add_follow_ups(&engine.store, engine.clock.now()).await?;
    }
    engine.progress.step();
    Ok(run)
}

async fn refresh_pages(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    if !run.report.has_ended() {
        let failures = pages::failures_of_listing(run.report.failure());
        let outcome = pages::refresh(&engine, &run.plan, &mut run.report, failures).await;
        note_outcome(&mut run, outcome)?;
        estimate_dates(&engine, &run).await?;
    }
    Ok(run)
}

/// Estimates the dates of items that still have none, now that the pages gave theirs.
async fn estimate_dates(engine: &Engine, run: &SectionRun) -> Result<()> {
    let edition = run.plan.target.edition.id.clone();
    let estimate = move |write: &mut store::Write<'_>| store::estimate_dates(write, &edition, Kind::Article);
    engine.store.write(estimate).await.map(drop)
}

/// Notes the outcome of a stage of a section. If only the listing failed, the pages that are due are still
/// requested, unless the host asked us to wait. A storage error ends the whole run.
fn note_outcome(run: &mut SectionRun, outcome: Result<()>) -> Result<()> {
    let Err(error) = outcome else { return Ok(()) };
    if reach(&error) == Reach::Sync {
        return Err(error);
    }
    tracing::warn!(edition = %run.plan.target.edition.id, code = error.code().as_str(), %error, "section failed");
    match reach(&error) {
        Reach::Answer | Reach::Host if error.retry_at().is_none() => run.report.fail(error),
        _ => run.report.end(error),
    }
    Ok(())
}

fn since(before: Written, after: Written) -> Written {
    Written { items: after.items - before.items, articles: after.articles - before.articles }
}
