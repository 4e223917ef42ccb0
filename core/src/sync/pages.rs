//! The second stage of a section: its pages, requested one at a time.

use std::pin::pin;

use futures_util::future::{Either, join, select};
use tokio::time::timeout_at;

use super::answered::Answered;
use super::engine::{Asked, Engine};
use super::page_answers::PageAnswers;
use super::page_batch::PageBatch;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use crate::error::{Error, ErrorCode, Result};
use crate::model::DataKind;
use crate::source::Wire;
use crate::store::DuePage;

/// The section ends after this many failures in a row that concern the host and not a single page.
const MOST_HOST_FAILURES: u32 = 3;

/// The number of host failures to start with after the listing failed. If nobody answered, it is one below
/// the limit, so only one page is tried. Otherwise an offline device would wait for several timeouts.
pub(super) fn failures_of_listing(failed: Option<ErrorCode>) -> u32 {
    match failed {
        Some(ErrorCode::Offline | ErrorCode::TimedOut | ErrorCode::UntrustedCertificate) => {
            MOST_HOST_FAILURES - 1
        }
        _ => 0,
    }
}

/// Requests each due page. `failures` is the number of host failures so far. At the end, decides what
/// doubtful and missing pages mean. If it is dropped, the batch has what came and is not stored yet.
pub(super) async fn refresh(
    engine: &Engine,
    plan: &SectionPlan,
    report: &mut ReportBuilder,
    failures: u32,
    batch: &mut PageBatch,
) -> Result<()> {
    let mut answers = PageAnswers::of(engine, plan, report, batch);
    let ended = ask_all(&mut answers, failures).await;
    answers.store_batch().await?;
    answers.delete_repeated().await?;
    match &ended {
        Err(error) if reach(error) >= Reach::Section => answers.fail_undecided(),
        _ => answers.decide_strange_answers().await?,
    }
    ended
}

/// Requests the next page while one is being stored. A failed page does not affect the others. If the host
/// asks us to wait, or fails several times in a row, the section ends.
async fn ask_all(answers: &mut PageAnswers<'_>, mut failures: u32) -> Result<()> {
    let (engine, plan) = (answers.engine, answers.plan);
    let mut asked = ask_at(engine, plan, 0).await;
    for (at, page) in plan.pages.iter().enumerate() {
        let Some(answered) = asked.take() else { break };
        failures = failures_after(failures, &answered);
        if let Some(error) = end_of_section(failures, &answered) {
            answers.report.left_untried(plan.pages.get(at + 1..).unwrap_or_default());
            answers.take(page, answered).await?;
            return Err(error);
        }
        asked = take_while_requesting(answers, page, answered, ask_at(engine, plan, at + 1)).await?;
    }
    Ok(())
}

/// Takes an answer while the next page is requested, and returns the next answer. If that takes longer than
/// the batch may wait, the batch is stored before it comes.
async fn take_while_requesting(
    answers: &mut PageAnswers<'_>,
    page: &DuePage,
    answered: Answered,
    next: impl Future<Output = Option<Answered>>,
) -> Result<Option<Answered>> {
    let mut next = pin!(next);
    match select(pin!(answers.take(page, answered)), &mut next).await {
        Either::Left((taken, _)) => taken?,
        Either::Right((next, taking)) => return taking.await.map(|()| next),
    }
    if let Some(ends_at) = answers.batch.ends_at()
        && let Ok(next) = timeout_at(ends_at, &mut next).await
    {
        return Ok(next);
    }
    let (stored, next) = join(answers.store_batch(), next).await;
    stored.map(|()| next)
}

/// The error that ends the section, if this answer does.
fn end_of_section(failures: u32, answered: &Answered) -> Option<Error> {
    let error = answered.error()?;
    let is_end =
        failures >= MOST_HOST_FAILURES || error.retry_at().is_some() || reach(error) >= Reach::Section;
    is_end.then(|| error.clone())
}

/// The number of host failures in a row, after this answer. A page that was not requested, or not to its end,
/// says nothing.
fn failures_after(failures: u32, answered: &Answered) -> u32 {
    match answered {
        Answered::Asked(asked) if asked.outcome.is_ok() => 0,
        answered => failures + u32::from(answered.error().is_some_and(is_about_the_host)),
    }
}

/// Whether the next page will probably fail, too.
fn is_about_the_host(error: &Error) -> bool {
    reach(error) == Reach::Host || matches!(error, Error::Refused { .. })
}

/// The answer for a page of the plan, if there is such a page.
async fn ask_at(engine: &Engine, plan: &SectionPlan, at: usize) -> Option<Answered> {
    let page = plan.pages.get(at)?;
    Some(match engine.room.is_full() && !page.has_text {
        true => Answered::HasNoRoom,
        false => Answered::Asked(Box::new(ask(engine, plan, page).await)),
    })
}

async fn ask(engine: &Engine, plan: &SectionPlan, page: &DuePage) -> Asked {
    match plan.request_address(page) {
        Ok(address) => {
            let known = plan.page_validators(page);
            engine.fetch(DataKind::Texts, &plan.target.edition, &address, &known).await
        }
        Err(error) => Asked { outcome: Err(error), wire: Wire::default() },
    }
}
