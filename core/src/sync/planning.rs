//! Planning: reads what is stored, and says what a run would do. Sends nothing.

use super::data_use::Within;
use super::engine::Engine;
use super::inputs::Inputs;
use super::plan::SectionPlan;
use super::plan_budget::keep_within;
use super::section_state::SectionState;
use super::target::Target;
use super::token::{Contents, Token};
use super::turn::{Turn, turns};
use crate::error::Result;
use crate::model::{Conditions, FollowUp, Plan, PlanTotals, PlannedRequest, Skip, Stage, SyncRequest};
use crate::store::{self, Store};

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
pub(super) async fn section_plans(
    store: &Store,
    targets: Vec<Target>,
    inputs: Inputs,
) -> Result<Vec<SectionPlan>> {
    let chosen = store.read(store::chosen_edition).await?;
    let mut sections = Vec::new();
    for target in targets {
        let state = SectionState::read(store, &target, inputs).await?;
        let mut plan = SectionPlan::of(target, state, inputs);
        plan.is_chosen = chosen.as_ref() == Some(&plan.target.edition.id);
        sections.push(plan);
    }
    keep_within(&mut sections, &inputs.within);
    Ok(sections)
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
) -> Result<Vec<SectionPlan>> {
    token.check_age(engine.clock.now())?;
    let sections = section_plans(&engine.store, targets, token.inputs(engine)).await?;
    let (requests, follow_ups, skipped) = contents(&sections);
    let now = Contents { requests: &requests, follow_ups: &follow_ups, skipped: &skipped };
    token.check(catalog, &now)?;
    restart_waits(engine).await?;
    Ok(sections)
}

/// Restarts each wait that was noted while the clock was ahead. Without this, the wait could last until that
/// wrong time.
pub(super) async fn restart_waits(engine: &Engine) -> Result<()> {
    let now = engine.clock.now();
    if engine.store.read(move |connection| store::has_wait_ahead(connection, now)).await? {
        engine.store.write(move |write| store::restart_waits(write, now)).await?;
    }
    Ok(())
}
