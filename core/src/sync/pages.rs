//! The second stage of a source: its pages, one after another.

use sha2::{Digest, Sha256};

use super::Engine;
use super::plan::SourcePlan;
use super::tally::Tally;
use crate::error::{Error, Result};
use crate::parse::{self, Document, ParsedArticle};
use crate::source::{Answer, Fetched};
use crate::store::{self, DuePage, DueReason, PageAnswer, TextOfPage};

/// Asks for each page that is due. A page that fails costs only itself; a host that fails ends the source.
pub(super) async fn refresh(engine: &Engine, plan: &SourcePlan, tally: &mut Tally) -> Result<()> {
    for (asked, page) in plan.pages.iter().enumerate() {
        let refreshed = refresh_page(engine, plan, page, tally).await;
        match refreshed {
            Ok(()) => {}
            Err(error) if is_about_the_page(&error) => page_failed(&error, page, tally),
            Err(error) => {
                plan.pages[asked..].iter().for_each(|_| tally.page_failed());
                return Err(error);
            }
        }
        engine.meter.step();
    }
    Ok(())
}

/// Whether the other pages of the source may still come.
fn is_about_the_page(error: &Error) -> bool {
    matches!(
        error,
        Error::NotFound(_)
            | Error::Gone(_)
            | Error::Unreadable { .. }
            | Error::TooLarge { .. }
            | Error::ForbiddenAddress { .. }
    )
}

fn page_failed(error: &Error, page: &DuePage, tally: &mut Tally) {
    tracing::warn!(key = %page.key, code = error.code().as_str(), %error, "page failed");
    tally.page_failed();
}

async fn refresh_page(engine: &Engine, plan: &SourcePlan, page: &DuePage, tally: &mut Tally) -> Result<()> {
    let address = plan.page_address(&page.key)?;
    tally.asked_page(page.reason);
    match engine.fetch(&address, &page.validators).await {
        Ok(Fetched::Unchanged) => {
            tally.unchanged();
            confirm(engine, page).await
        }
        Ok(Fetched::Changed(answer)) => save(engine, plan, page, answer, tally).await,
        Err(Error::NotFound(_) | Error::Gone(_)) if page.bytes.is_some() => {
            tally.removed();
            remove(engine, page).await
        }
        Err(error) => Err(error),
    }
}

async fn confirm(engine: &Engine, page: &DuePage) -> Result<()> {
    let (item, now) = (page.item, engine.clock.now());
    engine.store.write(move |transaction| store::confirm_page(transaction, item, now)).await
}

/// A page that was here once and is not at the site any more.
async fn remove(engine: &Engine, page: &DuePage) -> Result<()> {
    let (item, now) = (page.item, engine.clock.now());
    engine.store.write(move |transaction| store::mark_removed(transaction, item, now)).await
}

async fn save(
    engine: &Engine,
    plan: &SourcePlan,
    page: &DuePage,
    answer: Answer,
    tally: &mut Tally,
) -> Result<()> {
    tally.received(answer.wire_bytes);
    let document = Document {
        bytes: &answer.bytes,
        charset: answer.charset.as_deref(),
        address: &answer.address,
        edition: &plan.target.edition,
    };
    let parsed = parse::article(document).ok().filter(|parsed| !parsed.blocks.is_empty());
    if parsed.is_none() {
        tracing::warn!(key = %page.key, "no text found in the page");
    }
    let answer = PageAnswer {
        item: page.item,
        bytes: answer.wire_bytes,
        checked_at: engine.clock.now(),
        parser: parse::VERSION,
        published: parsed.as_ref().and_then(|parsed| parsed.published),
        text: parsed.map(text_of_page),
        validators: answer.validators,
    };
    let edited = engine.store.write(move |transaction| store::save_page(transaction, &answer)).await?;
    tally.saved_page(edited && page.reason == DueReason::Unchecked);
    Ok(())
}

fn text_of_page(parsed: ParsedArticle) -> TextOfPage {
    let hash = hash(&parsed);
    let ParsedArticle { title, lead, published: _, language, direction, blocks, related, picture: _ } =
        parsed;
    TextOfPage { title, lead, language, direction, blocks, related, hash }
}

/// What is shown of a page: an edit of anything else is no edit.
fn hash(parsed: &ParsedArticle) -> Vec<u8> {
    let ParsedArticle { title, lead, published: _, language, direction, blocks, related, picture: _ } =
        parsed;
    let shown = serde_json::to_vec(&(title, lead, language, direction, blocks, related));
    Sha256::digest(shown.unwrap_or_default()).to_vec()
}
