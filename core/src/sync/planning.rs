//! Planning: reads what is stored, and says what a run would do. Sends nothing.

use super::data_use::Within;
use super::engine::Engine;
use super::inputs::Inputs;
use super::plan::SectionPlan;
use super::plan_budget::PlanBudget;
use super::revalidation::Revalidations;
use super::section_run::SectionRun;
use super::section_state::{PagePools, SectionState};
use super::target::Target;
use super::token::{Contents, Token};
use super::turn::{Turn, turns};
use crate::error::Result;
use crate::model::{Conditions, FollowUp, Plan, PlanTotals, PlannedRequest, Skip, Stage, SyncRequest};
use crate::store::{self, CommitPoint, Connection, Store};

/// The states of so many sections are read at once.
const AT_ONCE: usize = 32;

/// What a run would do now for a request to a catalogue. Reads the store, and sends nothing.
pub(crate) async fn plan(
    store: &Store,
    catalog: &str,
    targets: Vec<Target>,
    request: SyncRequest,
    inputs: Inputs,
) -> Result<Plan> {
    let sections = section_plans(store, targets, inputs, |plan| plan).await?;
    let (requests, follow_ups, skipped) = contents(&sections);
    let contents = Contents { requests: &requests, follow_ups: &follow_ups, skipped: &skipped };
    let token = Token::of(catalog, request, inputs.now, &contents)?.to_string();
    let totals = PlanTotals::of(&requests);
    Ok(Plan { token, made_at: inputs.now, requests, follow_ups, skipped, totals })
}

/// Reads the state of each section, and plans it, those of the chosen edition first. `take` gets each one as
/// soon as it is planned, so that a run need not keep the pages of all. The answer is in the order of the
/// targets.
pub(super) async fn section_plans<T>(
    store: &Store,
    targets: Vec<Target>,
    inputs: Inputs,
    mut take: impl FnMut(SectionPlan) -> T,
) -> Result<Vec<T>> {
    let chosen = store.read(store::chosen_edition).await?;
    let mut sections = Vec::new();
    for targets in targets.chunks(AT_ONCE) {
        sections.extend(without_pages(store, targets.to_vec(), inputs).await?);
    }
    for section in &mut sections {
        section.is_chosen = chosen.as_ref() == Some(&section.target.edition.id);
    }
    let mut left = PlanBudget::of(&inputs.within);
    left.keep_listings(&mut sections);
    let revalidations = Revalidations::choose(store, &sections, inputs).await?;
    let mut sections: Vec<_> = sections.into_iter().enumerate().collect();
    sections.sort_by_key(|(_, section)| !section.is_chosen);
    let mut taken = Vec::with_capacity(sections.len());
    for (place, mut section) in sections {
        let mut pools = PagePools::read(store, &section.target, inputs).await?;
        revalidations.keep(&section.target.edition.id, &mut pools);
        section.choose(pools);
        left.keep_pages(&mut section);
        taken.push((place, take(section)));
    }
    taken.sort_by_key(|(place, _)| *place);
    Ok(taken.into_iter().map(|(_, section)| section).collect())
}

/// Plans sections as far as it needs no pages.
async fn without_pages(store: &Store, targets: Vec<Target>, inputs: Inputs) -> Result<Vec<SectionPlan>> {
    let plan = move |connection: &Connection, target: Target| {
        let state = SectionState::of_listing(connection, &target, inputs.now)?;
        Ok(SectionPlan::without_pages(target, state, inputs))
    };
    store.read(move |connection| targets.into_iter().map(|target| plan(connection, target)).collect()).await
}

/// The plan of a section for a person who asks for a part of it now. Pages are requested at the base address
/// that answered last, because no listing shows which one is well.
pub(super) async fn plan_for_person(engine: &Engine, target: Target) -> Result<SectionPlan> {
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
    let requests = turns(sections).into_iter().flat_map(|turn| requests_of(turn, sections)).collect();
    let follow_ups = sections.iter().flat_map(SectionPlan::follow_ups).collect();
    (requests, follow_ups, sections.iter().flat_map(SectionPlan::skips).collect())
}

fn requests_of((stage, turn): (Stage, Turn), sections: &[SectionPlan]) -> Vec<PlannedRequest> {
    let sections = sections.iter().filter(|section| turn.has(section));
    match stage {
        Stage::Listings => sections.flat_map(SectionPlan::listing_requests).collect(),
        _ => sections.flat_map(SectionPlan::page_requests).collect(),
    }
}

/// The plans of a token, if they are still true.
pub(super) async fn planned(
    engine: &Engine,
    catalog: &str,
    targets: Vec<Target>,
    token: Token,
) -> Result<Vec<SectionRun>> {
    token.check_age(engine.clock.now())?;
    let sections = section_plans(&engine.store, targets, token.inputs(engine), |plan| plan).await?;
    let (requests, follow_ups, skipped) = contents(&sections);
    let now = Contents { requests: &requests, follow_ups: &follow_ups, skipped: &skipped };
    token.check(catalog, &now)?;
    restart_waits(engine).await?;
    Ok(sections.into_iter().map(SectionRun::of).collect())
}

/// Restarts each wait that was noted while the clock was ahead. Without this, the wait could last until that
/// wrong time.
pub(super) async fn restart_waits(engine: &Engine) -> Result<()> {
    let now = engine.clock.now();
    if engine.store.read(move |connection| store::has_wait_ahead(connection, now)).await? {
        engine
            .store
            .write(CommitPoint::WaitsRestarted, move |write| store::restart_waits(write, now))
            .await?;
    }
    Ok(())
}
