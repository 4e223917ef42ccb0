//! A run: its stages, one after another, and its report.

use std::sync::Arc;

use super::due_times::next_dues;
use super::engine::Engine;
use super::fingerprint::complete_fingerprints;
use super::index::index;
use super::lead_pictures;
use super::planning::{planned, restart_waits, section_plans};
use super::retention::{Retained, retain};
use super::route::note_addresses;
use super::section_run::SectionRun;
use super::stages::{
    for_each, refresh_listing, refresh_listing_and_pages, refresh_pages, refresh_pictures, with_head_start,
};
use super::target::Target;
use super::token::Token;
use super::turn::{Turn, expected_pages, turns};
use super::verdict;
use crate::error::Result;
use crate::model::{Conditions, SectionReport, Stage, SyncReport, Verdict, Written};
use crate::store::Connection;

/// Updates the targets from the site, as planned now.
///
/// # Errors
/// Storage errors, and [`Cancelled`](crate::Error::Cancelled) if it was asked to end before its first request.
/// The report says which sections failed.
pub(crate) async fn run(
    engine: &Arc<Engine>,
    targets: Vec<Target>,
    conditions: Conditions,
) -> Result<SyncReport> {
    let before = engine.store.written();
    let planned = async {
        restart_waits(engine).await?;
        let inputs = engine.inputs(engine.clock.now(), conditions);
        section_plans(&engine.store, targets, inputs, SectionRun::of).await
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

/// All stages of a run.
async fn sync(engine: &Arc<Engine>, mut runs: Vec<SectionRun>, before: Written) -> Result<SyncReport> {
    let turns = turns(runs.iter().map(|run| &run.plan));
    let mut pruned = 0;
    for (place, run) in runs.iter_mut().enumerate() {
        run.place = place;
    }
    runs.sort_by_key(|run| !run.plan.is_chosen);
    for (stage, turn) in turns {
        runs = match (stage, turn) {
            (Stage::Listings, turn) => listings_of_turn(engine, runs, turn).await?,
            (_, Turn::Chosen) if nobody_answers_chosen(engine, &runs) => runs,
            (_, turn) => pages_of_turn(engine, runs, turn, &mut pruned).await?,
        };
    }
    runs.sort_by_key(|run| !run.plan.is_chosen);
    end(engine, runs, pruned, before).await
}

/// Whether no listing of the chosen edition came, because its host did not answer. Then its pages come after
/// those of the others.
fn nobody_answers_chosen(engine: &Engine, runs: &[SectionRun]) -> bool {
    let came = runs.iter().any(|run| run.plan.is_chosen && run.report.listing_came());
    !came && engine.head_start.was_lost()
}

/// The further stages and the end of a run, after its listings.
pub(super) async fn finish(
    engine: &Arc<Engine>,
    runs: Vec<SectionRun>,
    before: Written,
) -> Result<SyncReport> {
    let mut pruned = 0;
    let runs = pages_of_turn(engine, runs, Turn::All, &mut pruned).await?;
    end(engine, runs, pruned, before).await
}

/// The listings of the sections in a turn.
async fn listings_of_turn(
    engine: &Arc<Engine>,
    runs: Vec<SectionRun>,
    turn: Turn,
) -> Result<Vec<SectionRun>> {
    let host = SectionRun::listing_host;
    match turn {
        Turn::Chosen => with_head_start(engine, runs, host, refresh_listing, refresh_listing).await,
        Turn::All | Turn::Others => for_each(engine, runs, host, refresh_listing).await,
    }
}

/// The pages of the sections in a turn, and all others that were not requested. Adds how many items were
/// pruned before.
async fn pages_of_turn(
    engine: &Arc<Engine>,
    mut runs: Vec<SectionRun>,
    turn: Turn,
    pruned: &mut u32,
) -> Result<Vec<SectionRun>> {
    *pruned += make_room(engine, &mut runs).await?;
    let is_known = |run: &SectionRun| turn != Turn::Chosen || !run.lacks(Stage::Listings);
    let pages = |known: bool| {
        let runs = runs.iter().filter(|run| run.lacks_pages() && is_known(run) == known);
        runs.map(|run| run.plan.waiting.len()).collect::<Vec<usize>>()
    };
    engine.progress.expect(expected_pages(&pages(true), &pages(false)));
    let host = SectionRun::page_host;
    if turn == Turn::Chosen {
        return with_head_start(engine, runs, host, refresh_pages, refresh_listing_and_pages).await;
    }
    // If its pages are left, its host did not answer.
    runs.sort_by_key(|run| run.plan.is_chosen);
    for_each(engine, runs, host, refresh_pages).await
}

/// The last stages and the end of a run: the pictures, the index, what the run used, and the room of the
/// cache if it may have grown, also by its log alone. The index may be behind, because an earlier process was
/// killed.
async fn end(
    engine: &Arc<Engine>,
    mut runs: Vec<SectionRun>,
    mut pruned: u32,
    before: Written,
) -> Result<SyncReport> {
    engine.progress.begin(Stage::Pictures, lead_pictures::choose(engine, &mut runs).await?);
    let mut runs = for_each(engine, runs, SectionRun::page_host, refresh_pictures).await?;
    runs.sort_by_key(|run| run.place);
    let has_indexed = engine.stop.or_drop(index(&engine.store)).await.unwrap_or(Ok(false))?;
    let completing = complete_fingerprints(&engine.store);
    let has_completed = engine.stop.or_drop(completing).await.unwrap_or(Ok(false))?;
    let has_pictures = runs.iter().any(|run| run.report.has_stored_pictures());
    note_use(engine, &runs).await;
    let has_grown = engine.store.written() != before || has_pictures || has_indexed || has_completed;
    if has_grown || engine.store.file_bytes()?.cache > engine.room.retention().bytes {
        pruned += make_room(engine, &mut runs).await?;
    }
    engine.progress.finish();
    let network = network_verdict(engine, &runs);
    let sections = reports(engine, runs).await?;
    let written = since(before, engine.store.written());
    Ok(SyncReport::of(engine.stop.ended(), sections, pruned, written, network))
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
        run.plan.forget(&retained.items);
        run.report.pruned(&retained.items);
    }
    Ok(retained.pruned.items)
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

fn since(before: Written, after: Written) -> Written {
    Written { items: after.items - before.items, articles: after.articles - before.articles }
}
