//! Fills one hole of a list, because a person asks for it.

use std::sync::Arc;

use super::due;
use super::engine::Engine;
use super::listing;
use super::plan::SectionPlan;
use super::planning::plan_for_person;
use super::run::finish;
use super::section_run::SectionRun;
use super::section_state::SectionState;
use super::stages::note_outcome;
use super::target::Target;
use crate::error::{Error, Result};
use crate::model::{AskedBy, Conditions, HoleName, SyncReport};
use crate::store::{self, Connection, DuePage, DueReason, Hole};

/// Reads the listing on from where a hole is, as far as one sync may, and then the pages that are missing.
/// The hole closes or shrinks.
///
/// # Errors
/// [`Error::NotFound`] if the hole is closed; storage errors; [`Error::Cancelled`] if it was asked to end
/// before its first request. The report says whether a request failed.
pub(crate) async fn fill(engine: &Arc<Engine>, targets: Vec<Target>, name: &HoleName) -> Result<SyncReport> {
    let before = engine.store.written();
    let hole = engine.stop.or_cancelled(named(engine, name)).await?;
    let [target] = <[Target; 1]>::try_from(targets).map_err(|_| Error::Internal(format!("hole {name}")))?;
    let plan = engine.stop.or_cancelled(plan_for_person(engine, target)).await?;
    let mut run = SectionRun::of(plan);
    if !run.report.has_ended() {
        let outcome = engine.stop.or_soon(listing::fill(engine, &run.plan, &mut run.report, hole)).await;
        note_outcome(&mut run, outcome)?;
        let planned = engine.stop.or_cancelled(plan_missing(engine, &mut run.plan, name)).await;
        note_outcome(&mut run, planned)?;
    }
    engine.progress.step(&run.plan.target.edition.id);
    finish(engine, vec![run], before).await
}

async fn named(engine: &Engine, name: &HoleName) -> Result<Hole> {
    let wanted = name.clone();
    let found = engine.store.read(move |connection: &Connection| store::hole(connection, &wanted)).await?;
    found.ok_or_else(|| Error::NotFound(format!("hole {name}: it is closed")))
}

/// Plans the pages that are missing, from the base address that gave the rows.
async fn plan_missing(engine: &Engine, plan: &mut SectionPlan, name: &HoleName) -> Result<()> {
    plan.add_follow_ups(
        SectionState::read(
            &engine.store,
            &plan.target,
            engine.inputs(engine.clock.now(), Conditions::person()),
        )
        .await?,
    );
    plan.pages = missing(engine, name).await?;
    plan.keep_names();
    Ok(())
}

/// The pages of the section that were never received.
async fn missing(engine: &Engine, name: &HoleName) -> Result<Vec<DuePage>> {
    let HoleName { edition, section, round: _ } = name.clone();
    let of = due::pages_of(edition, section, engine.clock.now(), AskedBy::Person);
    let read = move |connection: &Connection| {
        store::pages_due(connection, &of, &[DueReason::Missing], due::most_wanted(of.section))
    };
    engine.store.read(read).await
}
