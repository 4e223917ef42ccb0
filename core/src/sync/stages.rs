//! The stages of each section in a run: its listing, its pages, its pictures.

use std::sync::Arc;

use super::engine::Engine;
use super::lane::in_lanes;
use super::page_batch::KeptBatch;
use super::page_name::PageName;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::section_run::SectionRun;
use super::section_state::SectionState;
use super::target::Target;
use super::{due, episode_lists, lead_pictures, listing, pages, schedule};
use crate::error::{Error, Result};
use crate::model::{Kind, Stage};
use crate::store::{self, CommitPoint, Connection, DuePage, Write};

/// Runs a stage for each section, one after another for each host.
pub(super) async fn for_each<F>(
    engine: &Arc<Engine>,
    runs: Vec<SectionRun>,
    host: impl Fn(&SectionRun) -> Option<String>,
    stage: impl Fn(Arc<Engine>, SectionRun) -> F + Clone + Send + 'static,
) -> Result<Vec<SectionRun>>
where
    F: Future<Output = Result<SectionRun>> + Send + 'static,
{
    let (engine, at_once) = (Arc::clone(engine), engine.source.requests_at_once());
    in_lanes(runs, host, move |run: SectionRun| Box::pin(stage(Arc::clone(&engine), run)), at_once).await
}

/// Runs a stage for each section of the chosen edition, one after another for each host. If the head start is
/// lost before the end, `others` runs for each other section meanwhile. Else those stay as they are. The
/// chosen sections come first in `runs`.
pub(super) async fn with_head_start<F, G>(
    engine: &Arc<Engine>,
    runs: Vec<SectionRun>,
    host: impl Fn(&SectionRun) -> Option<String>,
    stage: impl Fn(Arc<Engine>, SectionRun) -> F + Clone + Send + 'static,
    others: impl Fn(Arc<Engine>, SectionRun) -> G + Clone + Send + 'static,
) -> Result<Vec<SectionRun>>
where
    F: Future<Output = Result<SectionRun>> + Send + 'static,
    G: Future<Output = Result<SectionRun>> + Send + 'static,
{
    let mut chosen = runs.iter().filter(|run| run.plan.is_chosen).map(|run| &run.plan.target.edition.id);
    let first = chosen.next().cloned();
    engine.head_start.begin(first.clone(), usize::from(first.is_some()) + chosen.count());
    let (engine, at_once) = (Arc::clone(engine), engine.source.requests_at_once());
    let stage = move |run: SectionRun| {
        let (engine, stage, others) = (Arc::clone(&engine), stage.clone(), others.clone());
        Box::pin(async move {
            if run.plan.is_chosen {
                let run = stage(Arc::clone(&engine), run).await;
                engine.head_start.end_section();
                return run;
            }
            match engine.head_start.is_lost().await {
                true => others(engine, run).await,
                false => Ok(run),
            }
        })
    };
    in_lanes(runs, host, stage, at_once).await
}

/// The listing of a section, if it was not requested in this run.
pub(super) async fn refresh_listing(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    if !run.lacks(Stage::Listings) {
        return Ok(run);
    }
    run.done = Some(Stage::Listings);
    if !run.report.has_ended() {
        if !run.plan.is_listing_over_budget {
            let outcome = engine.stop.or_soon(listing::refresh(&engine, &run.plan, &mut run.report)).await;
            if outcome.as_ref().is_err_and(counts_as_failure) {
                let noted = engine.stop.or_soon(note_failure(&engine, &run.plan)).await;
                note_outcome(&mut run, noted)?;
            }
            note_outcome(&mut run, outcome)?;
        }
        if !is_as_planned(&run) {
            let added = engine.stop.or_cancelled(add_follow_ups(&engine, &mut run.plan)).await;
            note_outcome(&mut run, added)?;
        }
    }
    engine.progress.listing_step(&run.plan.target.edition.id);
    Ok(run)
}

/// Whether the answer of the listing decided nothing: a single 304 from the listing that answered last, where
/// the pages are requested and nothing is missing.
fn is_as_planned(run: &SectionRun) -> bool {
    let SectionRun { plan, report, .. } = run;
    let answered = plan.answered().filter(|(base, _)| plan.page_base() == Some(*base));
    plan.hole.is_none() && answered.is_some_and(|(base, candidate)| report.is_confirmed_by(base, candidate))
}

/// Adds to a plan what the answer of its listing decided. It goes by the time of the plan, because an age
/// decides about validators, and the planned ones are sent.
async fn add_follow_ups(engine: &Engine, plan: &mut SectionPlan) -> Result<()> {
    let after = SectionState::read(&engine.store, &plan.target, plan.inputs).await?;
    plan.pages = waiting_pages(engine, plan).await?;
    plan.add_follow_ups(after);
    plan.keep_names();
    Ok(())
}

/// The pages whose turn has come, as they are stored now.
async fn waiting_pages(engine: &Engine, plan: &SectionPlan) -> Result<Vec<DuePage>> {
    if plan.waiting.is_empty() {
        return Ok(Vec::new());
    }
    let SectionPlan { target, inputs, .. } = plan;
    let of = due::pages_of(
        target.edition.id.clone(),
        target.section.section,
        inputs.now,
        inputs.conditions.asked_by,
    );
    let names: Vec<_> = plan.waiting.iter().map(PageName::parts).collect();
    let until = engine.clock.now();
    let read = move |connection: &Connection| store::pages_named(connection, &of, &names, until);
    engine.store.read(read).await
}

/// The pages of a section, if they were not requested in this run.
pub(super) async fn refresh_pages(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    if run.lacks_pages() {
        let failures = pages::failures_of_listing(run.report.failure());
        let mut kept = KeptBatch::of(&engine.store);
        let (plan, report) = (&mut run.plan, &mut run.report);
        let refreshing = async {
            plan.pages = engine.stop.or_cancelled(waiting_pages(&engine, plan)).await?;
            pages::refresh(&engine, plan, report, failures, &mut kept.batch).await?;
            episode_lists::refresh(&engine, plan, report).await
        };
        let outcome = engine.stop.or_soon(refreshing).await;
        drop(kept);
        run.plan.pages = Vec::new();
        let is_finished = is_finished(&run, &outcome);
        note_outcome(&mut run, outcome)?;
        let ending = end_section(&engine, &run.plan.target, is_finished);
        engine.stop.or_drop(ending).await.unwrap_or(Ok(()))?;
    }
    run.done = Some(Stage::Pages);
    Ok(run)
}

pub(super) async fn refresh_listing_and_pages(engine: Arc<Engine>, run: SectionRun) -> Result<SectionRun> {
    let run = refresh_listing(Arc::clone(&engine), run).await?;
    refresh_pages(engine, run).await
}

/// Whether the next sync need not come early for pages that were never requested. It comes early after a sync
/// that was asked to end. Where data or a host ends the pages, it comes early once, and then in its usual
/// time: the next sync would probably end as early.
fn is_finished(run: &SectionRun, outcome: &Result<()>) -> bool {
    match outcome {
        Err(error) if reach(error) >= Reach::Section => false,
        _ => !run.report.has_untried_pages() || run.plan.schedule.is_unfinished,
    }
}

/// Whether a section is left alone for a while, because its listing failed. A listing without enough data
/// counts, too: it was perhaps requested, and would be at each sync.
fn counts_as_failure(error: &Error) -> bool {
    reach(error) < Reach::Section || matches!(error, Error::OverBudget { .. })
}

pub(super) async fn refresh_pictures(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    lead_pictures::refresh(&engine, &mut run).await?;
    Ok(run)
}

/// Estimates the dates of items that still have none, now that the pages gave theirs. Also stores whether all
/// pages were requested.
async fn end_section(engine: &Engine, target: &Target, is_finished: bool) -> Result<()> {
    let (edition, section) = (target.edition.id.clone(), target.section.section);
    let end = move |write: &mut Write<'_>| {
        if is_finished {
            store::note_finished(write, &edition, section)?;
        }
        store::estimate_dates(write, &edition, Kind::Article)
    };
    engine.store.write(CommitPoint::SectionEnd, end).await.map(drop)
}

/// Stores that no listing of a section gave rows. A failure that came after the rows were stored, such as one
/// of a further page, changes nothing.
async fn note_failure(engine: &Engine, plan: &SectionPlan) -> Result<()> {
    let (known, now) = (plan.schedule, engine.clock.now());
    let (edition, section) = (plan.target.edition.id.clone(), plan.target.section.section);
    let save = move |write: &mut Write<'_>| {
        if store::schedule(write, &edition, section)?.asked_at != known.asked_at {
            return Ok(());
        }
        store::save_schedule(write, &edition, section, &schedule::after_failure(&known, now))
    };
    engine.store.write(CommitPoint::SectionFailure, save).await.map(drop)
}

/// Notes the outcome of a stage of a section. If only the listing failed, the pages that are due are still
/// requested, unless the host asked us to wait. A storage error ends the whole run.
pub(super) fn note_outcome(run: &mut SectionRun, outcome: Result<()>) -> Result<()> {
    let Err(error) = outcome else { return Ok(()) };
    if let Error::OverBudget { retry_at, .. } = error {
        run.report.cut_listing(retry_at);
        return Ok(());
    }
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
