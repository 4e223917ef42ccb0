//! Fetches the texts of the newest items of a list before a person asks for them.

use std::sync::Arc;

use super::due;
use super::engine::Engine;
use super::planning::plan_for_person;
use super::report_builder::ReportBuilder;
use super::run::finish;
use super::section_run::SectionRun;
use super::target::Target;
use crate::error::Result;
use crate::model::{AskedBy, SyncReport};
use crate::store::{self, Connection, DuePage};

/// Among the `newest` items, requests the pages that were never received, and those that are due. Requests no
/// listing.
///
/// # Errors
/// Storage errors; [`Cancelled`](crate::Error::Cancelled) if it was asked to end before its first request. The
/// report says whether a request failed.
pub(crate) async fn prefetch(engine: &Arc<Engine>, targets: Vec<Target>, newest: u32) -> Result<SyncReport> {
    let before = engine.store.written();
    let mut runs = Vec::new();
    for target in targets {
        let planned = async {
            let mut plan = plan_for_person(engine, target).await?;
            plan.pages = pages(engine, &plan.target, newest).await?;
            Ok(plan)
        };
        let plan = engine.stop.or_cancelled(planned).await?;
        engine.progress.step(&plan.target.edition.id);
        runs.push(SectionRun::with(ReportBuilder::of(&plan).without_listing(), plan));
    }
    finish(engine, runs, before).await
}

/// The pages that are due, in the order of the list. A page that was never received is due at once; one whose
/// answer was strange only at its time, because its answers count then.
async fn pages(engine: &Engine, target: &Target, newest: u32) -> Result<Vec<DuePage>> {
    let now = engine.clock.now();
    let of = due::pages_of(target.edition.id.clone(), target.section.section, now, AskedBy::Person);
    let read = move |connection: &Connection| store::pages_of_newest(connection, &of, newest);
    let mut pages = engine.store.read(read).await?;
    pages.retain(|page| due::is_due_for_person(&page.due, now));
    Ok(pages)
}
