//! Sync: plan, run, report. The only module that sees source, parse and store together.
//!
//! A run has three stages: all listings, all pages, and the pictures of the newest items. So headlines come
//! before text, and text before pictures. Each host gets the planned requests in the planned order. The
//! content of an answer is stored in one transaction. So the process may end at any `.await`: the next start
//! finds whole sections and whole pages.

mod absent;
mod back_off;
mod base_order;
mod common;
mod content;
mod data_use;
mod device;
mod dice;
mod doubt;
mod due;
mod due_times;
mod elsewhere;
mod engine;
mod evidence;
mod failing_hosts;
mod fetch;
mod fill;
mod fingerprint;
mod gone;
mod index;
mod inputs;
mod lane;
mod lead_pictures;
mod listing;
mod listing_attempt;
mod moved;
mod next_due;
mod page_answers;
mod page_batch;
mod page_choice;
mod page_decision;
mod page_text;
mod pages;
mod paging;
mod parsing;
mod picture;
mod picture_source;
mod picture_turns;
mod plan;
mod plan_budget;
mod prefetch;
mod progress;
mod reach;
mod report_builder;
mod rest;
mod retention;
mod room;
mod route;
mod runs;
mod saved_picture;
mod schedule;
#[cfg(test)]
mod schedule_property;
#[cfg(test)]
mod section_plan_tests;
mod section_requests;
mod section_rules;
mod section_run;
mod section_state;
mod simulated;
mod sketch;
mod stop;
mod target;
#[cfg(test)]
mod tests;
mod token;
mod undecided;
mod verdict;
mod work;

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::model::{
    Conditions, FollowUp, Kind, Plan, PlanTotals, PlannedRequest, SectionReport, Skip, Stage, SyncReport,
    SyncRequest, Verdict, Written,
};
use crate::store::{self, Connection, Store};
use due_times::next_dues;
use fingerprint::complete_fingerprints;
use lane::in_lanes;
use plan::SectionPlan;
use plan_budget::keep_within;
use reach::{Reach, reach};
use report_builder::ReportBuilder;
use route::note_addresses;
use section_run::SectionRun;
use section_state::SectionState;
use token::Contents;

pub(crate) use data_use::{DataUse, Within};
pub(crate) use device::Device;
pub(crate) use due_times::{due_times, hint};
pub(crate) use engine::Engine;
pub(crate) use failing_hosts::FailingHosts;
pub(crate) use fetch::fetch;
pub(crate) use fill::fill;
pub(crate) use index::{index, is_index_behind};
pub(crate) use inputs::Inputs;
pub(crate) use picture::PictureFetch;
pub(crate) use picture_source::LeadPictures;
pub(crate) use picture_turns::PictureTurns;
pub(crate) use prefetch::prefetch;
pub(crate) use progress::{Listener, SyncProgress};
pub(crate) use retention::{Retained, compact, retain};
pub(crate) use room::Room;
pub(crate) use route::remembered_addresses;
pub(crate) use saved_picture::saved_picture;
pub use simulated::{SimulatedAnswer, SimulatedPlan, SimulatedSection, SimulatedSite};
pub(crate) use stop::Stop;
pub(crate) use target::{Target, target, targets};
pub(crate) use token::Token;
pub(crate) use verdict::is_block_page;
pub(crate) use work::Work;

/// What a run would do now for a request to a catalogue. Reads the store, and sends nothing.
pub(crate) async fn plan(
    store: &Store,
    catalog: &str,
    targets: Vec<Target>,
    request: SyncRequest,
    inputs: Inputs,
) -> Result<Plan> {
    let sections = section_plans(store, targets, inputs).await?;
    let (requests, follow_ups, skipped) = contents(&sections);
    let contents = Contents { requests: &requests, follow_ups: &follow_ups, skipped: &skipped };
    let token = Token::of(catalog, request, inputs.now, &contents)?.to_string();
    let totals = PlanTotals::of(&requests);
    Ok(Plan { token, made_at: inputs.now, requests, follow_ups, skipped, totals })
}

/// Reads the state of each section, and plans it.
async fn section_plans(store: &Store, targets: Vec<Target>, inputs: Inputs) -> Result<Vec<SectionPlan>> {
    let mut sections = Vec::new();
    for target in targets {
        let state = SectionState::read(store, &target, inputs).await?;
        sections.push(SectionPlan::of(target, state, inputs));
    }
    keep_within(&mut sections, &inputs.within);
    Ok(sections)
}

/// The plan of a section for a person who asks for a part of it now. Pages are requested at the base address
/// that answered last, because no listing shows which one is well.
async fn plan_for_person(engine: &Engine, target: Target) -> Result<SectionPlan> {
    restart_waits(engine).await?;
    let inputs = engine.inputs(engine.clock.now(), Conditions::person());
    let inputs = Inputs { within: Within::default(), lead_pictures: 0, ..inputs };
    let state = SectionState::read(&engine.store, &target, inputs).await?;
    let mut plan = SectionPlan::of(target, state, inputs);
    plan.ask_pages_where_rows_came_from();
    Ok(plan)
}

/// All requests in the order in which they are sent, all rules, and all that is left out.
fn contents(sections: &[SectionPlan]) -> (Vec<PlannedRequest>, Vec<FollowUp>, Vec<Skip>) {
    let listings = sections.iter().flat_map(SectionPlan::listing_requests);
    let requests = listings.chain(sections.iter().flat_map(SectionPlan::page_requests)).collect();
    let follow_ups = sections.iter().flat_map(SectionPlan::follow_ups).collect();
    (requests, follow_ups, sections.iter().flat_map(SectionPlan::skips).collect())
}

/// Updates the targets from the site, as planned now.
///
/// # Errors
/// Storage errors, and [`Error::Cancelled`] if it was asked to end before its first request. The report says
/// which sections failed.
pub(crate) async fn run(
    engine: &Arc<Engine>,
    targets: Vec<Target>,
    conditions: Conditions,
) -> Result<SyncReport> {
    let before = engine.store.written();
    let planned = async {
        restart_waits(engine).await?;
        let inputs = engine.inputs(engine.clock.now(), conditions);
        section_plans(&engine.store, targets, inputs).await
    };
    sync(engine, engine.stop.or_cancelled(planned).await?, before).await
}

/// Updates the targets from the site, as a plan of this catalogue says.
///
/// # Errors
/// As [`run`], and [`StalePlan`](crate::Error::StalePlan).
pub(crate) async fn run_plan(
    engine: &Arc<Engine>,
    catalog: &str,
    targets: Vec<Target>,
    token: Token,
) -> Result<SyncReport> {
    let before = engine.store.written();
    // A run that was asked to end sends nothing, and its report says so, also if its plan is stale.
    let planned = engine.stop.or_cancelled(planned(engine, catalog, targets, token)).await?;
    sync(engine, planned, before).await
}

/// All stages of a run, the listings first.
async fn sync(engine: &Arc<Engine>, sections: Vec<SectionPlan>, before: Written) -> Result<SyncReport> {
    let run = |plan| SectionRun::new(ReportBuilder::of(&plan), plan);
    let runs = sections.into_iter().map(run).collect();
    let runs = stage(engine, runs, SectionRun::listing_host, refresh_listing).await?;
    finish(engine, runs, before).await
}

/// The further stages and the end of a run, after its listings: the pages, the pictures, the index and the
/// room of the cache.
async fn finish(engine: &Arc<Engine>, mut runs: Vec<SectionRun>, before: Written) -> Result<SyncReport> {
    let mut pruned = make_room(engine, &mut runs).await?;
    engine.progress.begin(Stage::Pages, runs.iter().map(SectionRun::pages_to_ask).sum());
    let mut runs = stage(engine, runs, SectionRun::page_host, refresh_pages).await?;
    engine.progress.begin(Stage::Pictures, lead_pictures::choose(engine, &mut runs).await?);
    let mut runs = stage(engine, runs, SectionRun::page_host, refresh_pictures).await?;
    engine.stop.or_drop(index(&engine.store)).await.unwrap_or(Ok(()))?;
    engine.stop.or_drop(complete_fingerprints(&engine.store)).await.unwrap_or(Ok(()))?;
    pruned += make_room(engine, &mut runs).await?;
    engine.progress.finish();
    note_use(engine, &runs).await;
    let network = network_verdict(engine, &runs);
    let sections = reports(engine, runs).await?;
    let written = since(before, engine.store.written());
    Ok(SyncReport::of(engine.stop.ended(), sections, pruned, written, network))
}

/// The reports of all sections, with the times of their next requests.
async fn reports(engine: &Engine, runs: Vec<SectionRun>) -> Result<Vec<SectionReport>> {
    let targets: Vec<Target> = runs.iter().map(|run| run.plan.target.clone()).collect();
    let inputs = engine.inputs(engine.clock.now(), Conditions::background());
    let read = move |connection: &Connection| next_dues(connection, &targets, inputs);
    let dues = engine.store.read(read).await?;
    Ok(runs.into_iter().zip(dues).map(|(run, due)| run.report.finish(due)).collect())
}

/// Stores what the run used, and at which addresses the hosts answered. The run has done its work by then, so
/// a failure is logged and does not take the report away. What is not given back counts as used.
async fn note_use(engine: &Engine, runs: &[SectionRun]) {
    let noting = async {
        engine.allowance.settle().await;
        note_routes(engine, runs).await
    };
    if let Err(error) = engine.stop.or_soon(noting).await {
        tracing::warn!(code = error.code().as_str(), %error, "the use of a run was not noted");
    }
}

/// Stores at which addresses the hosts answered.
async fn note_routes(engine: &Engine, runs: &[SectionRun]) -> Result<()> {
    let came = runs.iter().filter(|run| run.report.listing_came());
    let bases = came.filter_map(|run| run.plan.page_base());
    let hosts = bases.filter_map(|base| base.url().host_str().map(str::to_owned)).collect();
    note_addresses(&engine.store, &engine.source, &hosts, engine.clock.now()).await
}

/// What is wrong with the network, if anything failed.
fn network_verdict(engine: &Engine, runs: &[SectionRun]) -> Option<Verdict> {
    let any_rows = runs.iter().any(|run| run.report.listing_came());
    let any_failed = runs.iter().any(|run| run.report.any_failed());
    any_failed.then(|| verdict::verdict(&engine.source.signs(), any_rows)).flatten()
}

/// The plans of a token, if they are still true.
async fn planned(
    engine: &Engine,
    catalog: &str,
    targets: Vec<Target>,
    token: Token,
) -> Result<Vec<SectionPlan>> {
    token.check_age(engine.clock.now())?;
    let sections = section_plans(&engine.store, targets, token.inputs(engine)).await?;
    let (requests, follow_ups, skipped) = contents(&sections);
    let now = Contents { requests: &requests, follow_ups: &follow_ups, skipped: &skipped };
    token.check(catalog, &now)?;
    restart_waits(engine).await?;
    Ok(sections)
}

/// Deletes what goes beyond the limits, and notes which of it this sync had brought. Pages of pruned items
/// are not requested. Returns how many items were pruned. A run that is asked to end leaves the rest to the
/// next one.
async fn make_room(engine: &Engine, runs: &mut [SectionRun]) -> Result<u32> {
    let mut retained = Retained::default();
    let retaining = retain(&engine.store, engine.room.retention(), engine.clock.now(), &mut retained);
    if engine.stop.or_drop(retaining).await.transpose()?.is_some() {
        engine.room.measured(retained.page_room, retained.page_bytes);
    }
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

/// Runs a stage for each section, one after another for each host.
async fn stage<F>(
    engine: &Arc<Engine>,
    runs: Vec<SectionRun>,
    host: impl Fn(&SectionRun) -> Option<String>,
    stage: impl Fn(Arc<Engine>, SectionRun) -> F + Clone + Send + 'static,
) -> Result<Vec<SectionRun>>
where
    F: Future<Output = Result<SectionRun>> + Send + 'static,
{
    let engine = Arc::clone(engine);
    in_lanes(runs, host, move |run| stage(Arc::clone(&engine), run)).await
}

async fn refresh_listing(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    if !run.report.has_ended() {
        if !run.plan.is_listing_over_budget {
            let outcome = engine.stop.or_soon(listing::refresh(&engine, &run.plan, &mut run.report)).await;
            if outcome.as_ref().is_err_and(counts_as_failure) {
                note_failure(&engine, &run.plan).await?;
            }
            note_outcome(&mut run, outcome)?;
        }
        let added = engine.stop.or_cancelled(add_follow_ups(&engine, &mut run.plan)).await;
        note_outcome(&mut run, added)?;
    }
    engine.progress.step(&run.plan.target.edition.id);
    Ok(run)
}

/// Adds to a plan what the answer of its listing decided. It goes by the time of the plan, because an age
/// decides about validators, and the planned ones are sent.
async fn add_follow_ups(engine: &Engine, plan: &mut SectionPlan) -> Result<()> {
    let after = SectionState::read(&engine.store, &plan.target, plan.inputs).await?;
    plan.add_follow_ups(after);
    Ok(())
}

async fn refresh_pages(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    if !run.report.has_ended() {
        let failures = pages::failures_of_listing(run.report.failure());
        let refreshing = pages::refresh(&engine, &run.plan, &mut run.report, failures);
        let outcome = engine.stop.or_soon(refreshing).await;
        let is_finished = is_finished(&run, &outcome);
        note_outcome(&mut run, outcome)?;
        let ending = end_section(&engine, &run.plan.target, is_finished);
        engine.stop.or_drop(ending).await.unwrap_or(Ok(()))?;
    }
    Ok(run)
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

async fn refresh_pictures(engine: Arc<Engine>, mut run: SectionRun) -> Result<SectionRun> {
    lead_pictures::refresh(&engine, &mut run).await?;
    Ok(run)
}

/// Estimates the dates of items that still have none, now that the pages gave theirs. Also stores whether all
/// pages were requested.
async fn end_section(engine: &Engine, target: &Target, is_finished: bool) -> Result<()> {
    let (edition, section) = (target.edition.id.clone(), target.section.section);
    let end = move |write: &mut store::Write<'_>| {
        if is_finished {
            store::note_finished(write, &edition, section)?;
        }
        store::estimate_dates(write, &edition, Kind::Article)
    };
    engine.store.write(end).await.map(drop)
}

/// Stores that no listing of a section gave rows. A failure that came after the rows were stored, such as one
/// of a further page, changes nothing.
async fn note_failure(engine: &Engine, plan: &SectionPlan) -> Result<()> {
    let (known, now) = (plan.schedule, engine.clock.now());
    let (edition, section) = (plan.target.edition.id.clone(), plan.target.section.section);
    let save = move |write: &mut store::Write<'_>| {
        if store::schedule(write, &edition, section)?.asked_at != known.asked_at {
            return Ok(());
        }
        store::save_schedule(write, &edition, section, &schedule::after_failure(&known, now))
    };
    engine.store.write(save).await.map(drop)
}

/// Notes the outcome of a stage of a section. If only the listing failed, the pages that are due are still
/// requested, unless the host asked us to wait. A storage error ends the whole run.
fn note_outcome(run: &mut SectionRun, outcome: Result<()>) -> Result<()> {
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

fn since(before: Written, after: Written) -> Written {
    Written { items: after.items - before.items, articles: after.articles - before.articles }
}
