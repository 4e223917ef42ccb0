//! The second stage of a section: its pages, one request at a time.

use futures_util::future::join;

use super::content::Content;
use super::due::{self, Brought};
use super::engine::{Engine, is_worth_counting};
use super::fingerprint::story_fingerprint;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::tally::Tally;
use crate::error::{Error, Result};
use crate::model::{Fingerprint, Published};
use crate::parse::{self, Document, ParsedArticle};
use crate::source::{Answer, Fetched};
use crate::store::{self, DuePage, PageAnswer, StoredText, TextOfPage, UnreadablePage, Write};

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
            if reach(error) < Reach::Section {
                postpone(engine, page, Brought::Failure).await?;
            }
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
        tally.asked_page(page);
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
        Err(error @ (Error::Gone(_) | Error::NotFound(_))) => {
            note_absence(engine, page, tally).await?;
            Err(error)
        }
        Err(error) if reach(&error) >= Reach::Section => Err(error),
        Err(error) => {
            postpone(engine, page, Brought::Failure).await?;
            Err(error)
        }
    }
}

async fn confirm(engine: &Engine, page: &DuePage) -> Result<()> {
    let now = engine.clock.now();
    let (item, due) = (page.item, due::page(Brought::Page, &page.due, now));
    engine.store.write(move |write| store::confirm_page(write, item, now, &due)).await.map(drop)
}

async fn postpone(engine: &Engine, page: &DuePage, brought: Brought) -> Result<()> {
    let (resource, due) = (page.resource, due::page(brought, &page.due, engine.clock.now()));
    engine.store.write(move |write| store::postpone(write, resource, &due)).await.map(drop)
}

/// So often the site says that there is no such page before its item leaves the lists: once may be a mishap.
const ABSENCES: u32 = 2;

/// The site says that there is no such page.
async fn note_absence(engine: &Engine, page: &DuePage, tally: &mut Tally) -> Result<()> {
    let now = engine.clock.now();
    let (page, due) = (page.clone(), due::page(Brought::Absence, &page.due, now));
    let note = move |write: &mut Write<'_>| {
        let absences = store::note_absence(write, &page, &due)?;
        if absences >= ABSENCES && page.has_text { store::remove_item(write, page.item, now) } else { Ok(()) }
    };
    let ((), changes) = engine.store.write(note).await?;
    tally.removed(&changes);
    Ok(())
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
    match read(document, page) {
        Ok((published, text)) => keep(engine, page, answer, published, text, tally).await,
        Err(error) => {
            note_unreadable(engine, page, &answer).await?;
            Err(error)
        }
    }
}

async fn keep(
    engine: &Engine,
    page: &DuePage,
    answer: Answer,
    published: Option<Published>,
    text: TextOfPage,
    tally: &mut Tally,
) -> Result<()> {
    let now = engine.clock.now();
    let answer = PageAnswer {
        item: page.item,
        wire_bytes: answer.wire_bytes,
        at: now,
        parser: parse::VERSION,
        published,
        text,
        validators: answer.validators,
        due: due::page(Brought::Page, &page.due, now),
    };
    let save = move |write: &mut Write<'_>| {
        let known = store::stored_text(write, answer.item)?;
        let is_edit = known.is_some_and(|known| content(&known).hash() != answer.text.hash);
        store::save_page(write, &answer, is_edit)
    };
    let (change, _) = engine.store.write(save).await?;
    tally.saved_page(change, page);
    Ok(())
}

/// What is stored of an article is judged as what came is: its stored hash may be of an older version.
fn content(known: &StoredText) -> Content<'_> {
    Content { title: known.title.as_deref(), lead: known.lead.as_deref(), blocks: &known.blocks }
}

async fn note_unreadable(engine: &Engine, page: &DuePage, answer: &Answer) -> Result<()> {
    let (page, now) = (page.clone(), engine.clock.now());
    let unreadable = UnreadablePage {
        wire_bytes: answer.wire_bytes,
        at: now,
        parser: parse::VERSION,
        due: due::page(Brought::Nothing, &page.due, now),
    };
    engine.store.write(move |write| store::note_unreadable(write, &page, &unreadable)).await.map(drop)
}

/// The date and the text of a page.
///
/// # Errors
/// [`Error::Unreadable`] where it is no page, where no text of this article is found in it, or where reading
/// it panics.
fn read(document: Document<'_>, page: &DuePage) -> Result<(Option<Published>, TextOfPage)> {
    parse::guarded(document.address, || {
        let parsed = parse::article(document)?;
        let is_it = page.title.as_deref().is_none_or(|title| parsed.may_be(title));
        if parsed.blocks.is_empty() || !is_it {
            let reason = "no text of the article was found".to_owned();
            return Err(Error::Unreadable { what: document.address.to_string(), reason });
        }
        Ok((parsed.published, text_of_page(parsed)))
    })
}

fn text_of_page(parsed: ParsedArticle) -> TextOfPage {
    let content =
        Content { title: parsed.title.as_deref(), lead: parsed.lead.as_deref(), blocks: &parsed.blocks };
    let (hash, fingerprint) = (content.hash(), fingerprint(&parsed));
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
