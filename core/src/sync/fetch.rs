//! Fetches the page of one item, because a person asks for it now.

use jiff::Timestamp;

use super::due;
use super::engine::Engine;
use super::page_answers::PageAnswers;
use super::plan_for_person;
use super::report_builder::ReportBuilder;
use super::target::Target;
use crate::catalog::EditionEntry;
use crate::error::{Error, Result};
use crate::model::{ItemKey, Section};
use crate::parse;
use crate::store::{self, Connection, DuePage, PagesOf};

/// Requests the page of a stored item, also if it is not due, and stores its text. Returns whether the text
/// is new or has changed.
///
/// # Errors
/// [`Error::NotFound`] also if the item is not stored; [`Error::Refused`] also while the host asked to wait,
/// without a request; [`Error::Unreadable`] if what came may be something else than the article. Whatever was
/// here before stays then.
pub(crate) async fn fetch(engine: &Engine, edition: &EditionEntry, key: &ItemKey) -> Result<bool> {
    let (section, page) = stored(engine, key, engine.clock.now()).await?;
    let mut plan = plan_for_person(engine, target(edition, section, key)?).await?;
    if let Some(until) = plan.waits_until {
        return Err(Error::Refused { address: key.to_string(), status: 503, retry_at: Some(until) });
    }
    plan.pages = vec![page.clone()];
    let (address, known) = (plan.page_address(key)?, plan.page_validators(&page));
    let asked = engine.fetch(edition, &address, &known).await;
    let mut report = ReportBuilder::of(&plan);
    PageAnswers::of(engine, &plan, &mut report).take_good(&page, asked.outcome).await?;
    Ok(report.has_update())
}

/// The page of an item, and the section whose sync requests it.
async fn stored(engine: &Engine, key: &ItemKey, now: Timestamp) -> Result<(Section, DuePage)> {
    let wanted = key.clone();
    let read = move |connection: &Connection| {
        let Some(section) = store::section_of(connection, &wanted)? else { return Ok(None) };
        let (parser, validators_since) = (parse::VERSION, due::validators_since(now));
        let of = PagesOf { edition: wanted.edition.clone(), section, now, parser, validators_since };
        Ok(store::page_of(connection, &of, &wanted)?.map(|page| (section, page)))
    };
    let found = engine.store.read(read).await?;
    found.ok_or_else(|| Error::NotFound(format!("{key} in the cache")))
}

fn target(edition: &EditionEntry, section: Section, key: &ItemKey) -> Result<Target> {
    let entry = edition.sections.iter().find(|entry| entry.section == section);
    let section = entry.cloned().ok_or_else(|| Error::NotFound(format!("the section of {key}")))?;
    Ok(Target { edition: edition.clone(), section })
}
