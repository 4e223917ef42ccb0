//! The second stage of a section: its pages, one request at a time.

use futures_util::future::join;
use sha2::{Digest, Sha256};

use super::engine::{Engine, is_worth_counting};
use super::fingerprint::story_fingerprint;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::tally::Tally;
use crate::error::{Error, Result};
use crate::model::{Fingerprint, Published};
use crate::parse::{self, Document, ParsedArticle};
use crate::source::{Answer, Fetched};
use crate::store::{self, DuePage, DueReason, PageAnswer, TextOfPage};

/// After so many failures in a row, none of them about a single page, the section ends.
const PATIENCE: u32 = 3;

/// Asks for each page that is due, and for the next while one is being stored. A page that fails costs only
/// itself; a host that asks to wait, or that fails several times in a row, ends the section.
pub(super) async fn refresh(engine: &Engine, plan: &SectionPlan, tally: &mut Tally) -> Result<()> {
    let mut patience = PATIENCE;
    let mut asked = ask_at(engine, plan, 0).await;
    for (at, page) in plan.pages.iter().enumerate() {
        let Some(answer) = asked.take() else { break };
        let answer = counted(answer, page, tally);
        patience = patience_after(patience, &answer);
        if let Err(error) = &answer
            && (patience == 0 || error.retry_at().is_some() || reach(error) >= Reach::Section)
        {
            note_failure(error, page, tally);
            return answer.map(drop);
        }
        let (taken, next) = join(take(engine, plan, page, answer, tally), ask_at(engine, plan, at + 1)).await;
        if let Err(error) = taken {
            if reach(&error) >= Reach::Section {
                return Err(error);
            }
            note_failure(&error, page, tally);
        }
        asked = next;
    }
    Ok(())
}

/// How many more failures of this kind are borne.
fn patience_after(patience: u32, answer: &Result<Fetched>) -> u32 {
    match answer {
        Ok(_) => PATIENCE,
        Err(error) => patience.saturating_sub(u32::from(is_about_the_host(error))),
    }
}

/// Whether the next page will hardly come either.
fn is_about_the_host(error: &Error) -> bool {
    reach(error) == Reach::Host || matches!(error, Error::Refused { .. })
}

/// A page that was not asked for, because someone cancelled the sync, did not fail.
fn note_failure(error: &Error, page: &DuePage, tally: &mut Tally) {
    if !matches!(error, Error::Cancelled) {
        tracing::warn!(key = %page.key, code = error.code().as_str(), %error, "page failed");
        tally.page_failed();
    }
}

/// The answer for a page of the plan, if there is such a page.
async fn ask_at(engine: &Engine, plan: &SectionPlan, at: usize) -> Option<Result<Fetched>> {
    let page = plan.pages.get(at)?;
    Some(ask(engine, plan, page).await)
}

/// # Errors
/// [`Error::NotFound`] also where the host leads to something that is not the page that was asked for.
async fn ask(engine: &Engine, plan: &SectionPlan, page: &DuePage) -> Result<Fetched> {
    let address = plan.page_address(&page.key)?;
    let fetched = engine.fetch(&address, &page.validators).await?;
    match &fetched {
        Fetched::Changed(answer)
            if plan.target.edition.key_of(&answer.address).as_ref() != Some(&page.key) =>
        {
            Err(Error::NotFound(format!("{address}: it leads to {}", answer.address)))
        }
        _ => Ok(fetched),
    }
}

fn counted(answer: Result<Fetched>, page: &DuePage, tally: &mut Tally) -> Result<Fetched> {
    if is_worth_counting(&answer) {
        tally.asked_page(page.reason);
    }
    if let Ok(Fetched::Changed(answer)) = &answer {
        tally.received(answer.wire_bytes);
    }
    answer
}

/// Stores what an answer means for a page, and tells that one more is done: also while the next keeps us
/// waiting.
async fn take(
    engine: &Engine,
    plan: &SectionPlan,
    page: &DuePage,
    answer: Result<Fetched>,
    tally: &mut Tally,
) -> Result<()> {
    let stored = store_answer(engine, plan, page, answer, tally).await;
    engine.meter.step();
    stored
}

async fn store_answer(
    engine: &Engine,
    plan: &SectionPlan,
    page: &DuePage,
    answer: Result<Fetched>,
    tally: &mut Tally,
) -> Result<()> {
    match answer {
        Ok(Fetched::Unchanged) => {
            tally.unchanged();
            confirm(engine, page).await
        }
        Ok(Fetched::Changed(answer)) => save(engine, plan, page, answer, tally).await,
        Err(Error::Gone(_)) if page.bytes.is_some() => remove(engine, page, tally).await,
        Err(Error::NotFound(_)) if page.reason == DueReason::Stale => remove(engine, page, tally).await,
        Err(error @ Error::NotFound(_)) if page.bytes.is_some() => {
            doubt(engine, page).await?;
            Err(error)
        }
        Err(error) => Err(error),
    }
}

async fn confirm(engine: &Engine, page: &DuePage) -> Result<()> {
    let (item, now) = (page.item, engine.clock.now());
    engine.store.write(move |write| store::confirm_page(write, item, now)).await.map(drop)
}

/// The site says that a page is gone, or has said twice that it is not there.
async fn remove(engine: &Engine, page: &DuePage, tally: &mut Tally) -> Result<()> {
    let (item, now) = (page.item, engine.clock.now());
    let ((), changes) = engine.store.write(move |write| store::remove_page(write, item, now)).await?;
    tally.removed(&changes);
    Ok(())
}

/// A page that was here is not found: once may be a mishap, so the next sync asks again.
async fn doubt(engine: &Engine, page: &DuePage) -> Result<()> {
    let item = page.item;
    engine.store.write(move |write| store::mark_stale(write, item)).await.map(drop)
}

async fn save(
    engine: &Engine,
    plan: &SectionPlan,
    page: &DuePage,
    answer: Answer,
    tally: &mut Tally,
) -> Result<()> {
    let address = plan.target.edition.at_first_base(&answer.address);
    let document = Document {
        bytes: &answer.bytes,
        charset: answer.charset.as_deref(),
        address: &address,
        edition: &plan.target.edition,
    };
    let read = read(document, page);
    if let Err(error) = &read {
        note_failure(error, page, tally);
    }
    let (published, text) = read.unwrap_or_default();
    let answer = PageAnswer {
        item: page.item,
        bytes: answer.wire_bytes,
        checked_at: engine.clock.now(),
        parser: parse::VERSION,
        published,
        text,
        validators: answer.validators,
    };
    let reason = page.reason;
    let (change, _) = engine.store.write(move |write| store::save_page(write, &answer)).await?;
    tally.saved_page(change, reason);
    Ok(())
}

/// The date and the text of a page.
///
/// # Errors
/// [`Error::Unreadable`] where it is no page, where no text of this article is found in it, or where reading
/// it panics.
fn read(document: Document<'_>, page: &DuePage) -> Result<(Option<Published>, Option<TextOfPage>)> {
    parse::guarded(document.address, || {
        let parsed = parse::article(document)?;
        let is_it = page.title.as_deref().is_none_or(|title| parsed.may_be(title));
        if parsed.blocks.is_empty() || !is_it {
            let reason = "no text of the article was found".to_owned();
            return Err(Error::Unreadable { what: document.address.to_string(), reason });
        }
        Ok((parsed.published, Some(text_of_page(parsed))))
    })
}

fn text_of_page(parsed: ParsedArticle) -> TextOfPage {
    let (hash, fingerprint) = (hash(&parsed), fingerprint(&parsed));
    let ParsedArticle {
        title,
        lead,
        published: _,
        language,
        direction,
        blocks,
        related,
        picture: _,
        alternates,
    } = parsed;
    TextOfPage { title, lead, language, direction, blocks, related, hash, fingerprint, alternates }
}

fn fingerprint(parsed: &ParsedArticle) -> Fingerprint {
    let ParsedArticle { title, lead, language, blocks, picture, .. } = parsed;
    story_fingerprint(language, title.as_deref(), lead.as_deref(), blocks, picture.as_deref())
}

/// What is read of a page: a change of anything else is no edit.
fn hash(parsed: &ParsedArticle) -> Vec<u8> {
    let ParsedArticle {
        title,
        lead,
        published: _,
        language,
        direction,
        blocks,
        related,
        picture: _,
        alternates: _,
    } = parsed;
    let shown = serde_json::to_vec(&(title, lead, language, direction, blocks, related));
    Sha256::digest(shown.unwrap_or_default()).to_vec()
}
