//! Fetches the page of one item, because a person asks for it now.

use std::sync::Arc;

use jiff::Timestamp;
use url::Url;

use super::engine::Engine;
use super::page_answers::PageAnswers;
use super::page_batch::PageBatch;
use super::plan::SectionPlan;
use super::planning::plan_for_person;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use super::target::Target;
use super::{due, episode_lists};
use crate::catalog::EditionEntry;
use crate::error::{Error, Result};
use crate::model::{AskedBy, DataKind, ItemKey, Section};
use crate::source::Fetched;
use crate::store::{self, Connection, DuePage};

/// Requests the page of a stored item, also if it is not due, and stores its text; then the list of its
/// episodes or tracks, which may fail. Returns whether anything is new or has changed.
///
/// # Errors
/// [`Error::NotFound`] also if the item is not stored; [`Error::Refused`] also while the host asked to wait,
/// without a request; [`Error::Unreadable`] if what came may be something else than the article. Whatever was
/// here before stays then.
pub(crate) async fn fetch(engine: &Engine, edition: &EditionEntry, key: &ItemKey) -> Result<bool> {
    let (section, page) = stored(engine, key, engine.clock.now()).await?;
    let mut plan = plan_for_person(engine, target(edition, section, key)?).await?;
    if let Some(due) = plan.not_due {
        return Err(refusal(engine, edition, key, due.at).await?);
    }
    plan.pages = vec![page.clone()];
    let answer = ask(engine, &mut plan, &page).await;
    let mut report = ReportBuilder::of(&plan);
    let mut batch = PageBatch::default();
    let taken = PageAnswers::of(engine, &plan, &mut report, &mut batch).take_good(&page, answer).await;
    let listed = match taken {
        Ok(()) => episode_lists::refresh_one(engine, &plan, &mut report, key).await,
        Err(error) => Err(error),
    };
    engine.allowance.settle().await;
    listed.map(|()| report.has_update())
}

/// Requests a page at one base address after another, while none of the hosts answers.
async fn ask(engine: &Engine, plan: &mut SectionPlan, page: &DuePage) -> Result<Fetched> {
    let mut failure = None;
    for base in plan.bases_of_pages() {
        plan.ask_pages_at(base);
        match ask_at_base(engine, plan, page).await? {
            Err(error) if reach(&error) == Reach::Host && error.retry_at().is_none() => {
                failure.get_or_insert(error);
            }
            answer => return answer,
        }
    }
    Err(failure.unwrap_or_else(|| Error::Internal(format!("no base address for {}", page.key))))
}

/// Requests a page where its permanent redirect leads. If that fails, requests it where the catalogue says,
/// also if only another host failed that the redirect named.
async fn ask_at_base(engine: &Engine, plan: &SectionPlan, page: &DuePage) -> Result<Result<Fetched>> {
    let (target, given) = (plan.request_address(page)?, plan.page_address(&page.key)?);
    let (edition, known) = (&plan.target.edition, plan.page_validators(page));
    match engine.fetch(DataKind::Texts, edition, &target, &known).await.outcome {
        Err(error) if target != given && is_of_target(&error, &target, &given) => {
            Ok(engine.fetch(DataKind::Texts, edition, &given, &known).await.outcome)
        }
        answer => Ok(answer),
    }
}

/// Whether an error says nothing about the address that the catalogue gives.
fn is_of_target(error: &Error, target: &Url, given: &Url) -> bool {
    let is_other_host = target.authority() != given.authority();
    reach(error) == Reach::Answer || (reach(error) == Reach::Host && is_other_host)
}

/// The answer of the host that may be asked first again, from when it asked to wait.
async fn refusal(engine: &Engine, edition: &EditionEntry, key: &ItemKey, until: Timestamp) -> Result<Error> {
    let (bases, now) = (edition.bases.clone(), engine.clock.now());
    let read = move |connection: &Connection| {
        for base in bases {
            if store::waiting(connection, base.authority(), now)? == Some(until) {
                let status = store::status_of_wait(connection, base.authority())?;
                return Ok(status.map(|status| (base, status)));
            }
        }
        Ok(None)
    };
    let Some((base, status)) = engine.store.read(read).await? else {
        return Ok(Error::Internal(format!("no host of {key} asked to wait")));
    };
    let address = edition.address_of(&base, key).unwrap_or_else(|| base.as_str().to_owned());
    Ok(Error::Refused { address, status, retry_at: Some(until) })
}

/// The page of an item, and the section whose sync requests it.
async fn stored(engine: &Engine, key: &ItemKey, now: Timestamp) -> Result<(Section, DuePage)> {
    let wanted = key.clone();
    let read = move |connection: &Connection| {
        let Some(section) = store::section_of(connection, &wanted)? else { return Ok(None) };
        let of = due::pages_of(wanted.edition.clone(), section, now, AskedBy::Person);
        Ok(store::page_of(connection, &of, &wanted)?.map(|page| (section, page)))
    };
    let found = engine.store.read(read).await?;
    found.ok_or_else(|| Error::NotFound(format!("{key} in the cache")))
}

fn target(edition: &EditionEntry, section: Section, key: &ItemKey) -> Result<Target> {
    let entry = edition.sections.iter().find(|entry| entry.section == section);
    let section = entry.cloned().ok_or_else(|| Error::NotFound(format!("the section of {key}")))?;
    let (edition, section) = (Arc::new(edition.clone()), Arc::new(section));
    Ok(Target { edition, section, picture_forms: Arc::default() })
}
