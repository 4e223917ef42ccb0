//! The first stage of a section: its listing, from the first base address and candidate that give rows.

use ifilm_language::collation::sort_key;

use super::due;
use super::engine::Engine;
use super::listing_attempt::ListingAttempt;
use super::paging::{Paging, Rows};
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use super::schedule::after_answer;
use super::target::Target;
use super::vanished::vanished;
use crate::catalog::Base;
use crate::error::{Error, Result};
use crate::model::{ItemKey, LanguageTag, Published, PublishedSource};
use crate::parse::ParsedRow;
use crate::source::{Answer, Fetched};
use crate::store::{
    self, CommitPoint, Confirmed, Filling, Hole, ListingAnswer, ListingBody, ListingRow, Write,
};

/// Updates the rows of a section. Tries the base addresses in order, until one gives rows.
pub(super) async fn refresh(engine: &Engine, plan: &SectionPlan, report: &mut ReportBuilder) -> Result<()> {
    let mut failure = None;
    for base in &plan.bases {
        match from_base(engine, plan, base, report).await {
            Ok(()) => return Ok(()),
            Err(error) if reach(&error) >= Reach::Section => return Err(error),
            Err(error) => {
                failure.get_or_insert(error);
            }
        }
    }
    Err(failure.unwrap_or_else(|| nothing_to_ask(plan)))
}

/// A section without a base address or a listing to ask. Nothing came, so it must not look unchanged.
fn nothing_to_ask(plan: &SectionPlan) -> Error {
    let Target { edition, section, .. } = &plan.target;
    Error::NotFound(format!("an address for the section {} of {}", section.section.as_str(), edition.id))
}

/// Reads on at a hole, in the listing that gave rows last, or else in the first one. A listing without pages
/// shows nothing of what is below it.
///
/// # Errors
/// As a request for a listing; [`Error::Unreadable`] also if no listing has pages. Then the hole stays as it
/// is.
pub(super) async fn fill(
    engine: &Engine,
    plan: &SectionPlan,
    report: &mut ReportBuilder,
    hole: Hole,
) -> Result<()> {
    let first = || {
        let base = plan.bases.first()?;
        Some((base, plan.candidates(base).into_iter().find(|candidate| candidate.is_paged())?))
    };
    let answered = plan.answered().filter(|(_, candidate)| candidate.is_paged());
    let Some((base, candidate)) = answered.or_else(first) else {
        let (what, reason) = (plan.target.edition.id.to_string(), "no listing has pages".to_owned());
        return Err(Error::Unreadable { what, reason });
    };
    ListingAttempt { engine, plan, base, candidate, report }.read_on(hole).await
}

/// Updates the rows from one base address. Tries its candidates in order, until one gives rows. For each one
/// that fails, the time of its next retry is stored.
async fn from_base(
    engine: &Engine,
    plan: &SectionPlan,
    base: &Base,
    report: &mut ReportBuilder,
) -> Result<()> {
    let mut failure = None;
    for candidate in plan.candidates(base) {
        let mut attempt = ListingAttempt { engine, plan, base, candidate, report };
        match attempt.refresh().await {
            Ok(()) => return Ok(()),
            Err(error) if reach(&error) >= Reach::Section => return Err(error),
            Err(error) => {
                attempt.postpone(&error).await?;
                if reach(&error) > Reach::Answer {
                    return Err(error);
                }
                failure.get_or_insert(error);
            }
        }
    }
    Err(failure.unwrap_or_else(|| nothing_to_ask(plan)))
}

impl ListingAttempt<'_> {
    /// # Errors
    /// [`Error::Unreadable`] also if the answer has no row, because then it is no listing of news.
    async fn refresh(&mut self) -> Result<()> {
        let validators = self.plan.validators(self.base, self.candidate);
        match self.ask(0, &validators).await? {
            Fetched::Unchanged(for_next) => {
                self.report.confirmed(self.base, self.candidate);
                self.confirm(Confirmed::NoBody(self.next_request(&for_next)?)).await?;
            }
            Fetched::Changed(answer) => self.take(answer).await?,
        }
        self.fill().await
    }

    async fn take(&mut self, answer: Answer) -> Result<()> {
        let body = self.body(&answer)?;
        let known = self.plan.known(self.base, self.candidate);
        let is_same = known.is_some_and(|known| known.hash.as_ref() == Some(&body.hash));
        if is_same && self.plan.is_of_today(self.candidate, known, body.at) {
            return self.confirm(Confirmed::SameBody(body)).await;
        }
        if !self.has_rows() {
            return self.take_document(body, &answer).await;
        }
        let first = self.read(0, &answer).await?;
        self.report.dropped(first.dropped);
        if first.rows.is_empty() {
            self.engine.source.note_other(&answer);
            let reason = "it lists nothing".to_owned();
            return Err(Error::Unreadable { what: answer.address.to_string(), reason });
        }
        let top = first.rows.iter().map(|row| row.key.clone()).collect();
        let mut rows = Paging::top_down(self, first).await?;
        let wait = rows.wait.take();
        self.save(body, top, rows).await?;
        wait.map_or(Ok(()), Err)
    }

    /// Fills the hole that an earlier sync left, if there is one.
    async fn fill(&mut self) -> Result<()> {
        let hole = self.plan.hole.as_ref().filter(|_| self.candidate.is_paged());
        let Some(hole) = hole.cloned() else { return Ok(()) };
        match self.read_on(hole).await {
            Err(error) if reach(&error) >= Reach::Section || error.retry_at().is_some() => Err(error),
            _ => Ok(()), // if it failed, the hole stays, and the next sync retries
        }
    }

    /// Reads on at a hole, and stores what was read.
    async fn read_on(&mut self, hole: Hole) -> Result<()> {
        let mut rows = Paging::behind(self, hole.clone()).await?;
        let wait = rows.wait.take();
        self.save_filling(hole, rows).await?;
        wait.map_or(Ok(()), Err)
    }

    async fn confirm(&self, confirmed: Confirmed) -> Result<()> {
        let (place, now) = (self.place(), self.engine.clock.now());
        let schedule = after_answer(&self.plan.schedule, 0, self.engine.device, now);
        let confirm = move |write: &mut Write<'_>| {
            store::confirm_listing(write, &place, &confirmed, now)?;
            store::save_schedule(write, &place.edition, place.section, &schedule)
        };
        self.engine.store.write(CommitPoint::ListingConfirmed, confirm).await.map(drop)
    }

    async fn postpone(&self, error: &Error) -> Result<()> {
        let failures = self.plan.known(self.base, self.candidate).map_or(0, |known| known.due.failures);
        let (place, now) = (self.place(), self.engine.clock.now());
        let dice =
            self.engine.device.dice(&["listing", place.edition.as_str(), &place.candidate, &place.base]);
        let due = due::listing(error, failures, dice, now);
        let (is_gone, is_of_network) = (matches!(error, Error::Gone(_)), due::is_of_network(error));
        let postpone = move |write: &mut Write<'_>| {
            store::postpone_listing(write, &place, &due)?;
            if is_of_network {
                store::network_failed_at_listing(write, &place)?;
            }
            if is_gone { store::note_listing_gone(write, &place, now) } else { Ok(()) }
        };
        self.engine.store.write(CommitPoint::ListingPostponed, postpone).await.map(drop)
    }

    async fn save(&mut self, body: ListingBody, top: Vec<ItemKey>, rows: Rows) -> Result<()> {
        let top_before = self.plan.top_of(self.candidate);
        let answer = ListingAnswer {
            place: self.place(),
            preferred: self.plan.preferred_to(self.candidate),
            body,
            vanished: vanished(&top_before, rows.rows.iter().map(|row| &row.key)),
            top_before,
            top,
            hole_behind: rows.hole_behind.filter(|_| self.candidate.is_paged() || self.plan.hole.is_none()),
            rows: to_store(rows.rows, &self.plan.target),
        };
        let (known, device) = (self.plan.schedule, self.engine.device);
        let save = move |write: &mut Write<'_>| {
            let news = store::save_listing(write, &answer)?;
            let schedule = after_answer(&known, news, device, answer.body.at);
            store::save_schedule(write, &answer.place.edition, answer.place.section, &schedule)
        };
        let ((), changes) = self.engine.store.write(CommitPoint::Listing, save).await?;
        self.report.saved_rows(&changes);
        Ok(())
    }

    async fn save_filling(&mut self, hole: Hole, rows: Rows) -> Result<()> {
        let filling = Filling {
            place: self.place(),
            preferred: self.plan.preferred_to(self.candidate),
            vanished: vanished(&hole.top, rows.rows.iter().map(|row| &row.key)),
            rows: to_store(rows.rows, &self.plan.target),
            at: self.engine.clock.now(),
            hole,
            goes_on_behind: rows.hole_behind,
        };
        let store = &self.engine.store;
        let ((), changes) =
            store.write(CommitPoint::HoleFilled, move |write| store::fill_hole(write, &filling)).await?;
        self.report.saved_rows(&changes);
        Ok(())
    }
}

/// The rows as they are stored. A list that is kept whole is in the order of ids. So the day on which a
/// picture was uploaded is no date of its items.
fn to_store(rows: Vec<ParsedRow>, target: &Target) -> Vec<ListingRow> {
    let (is_whole, language) = (target.section.section.is_kept_whole(), &target.edition.language);
    let is_date = |published: &Published| !(is_whole && published.source == PublishedSource::Picture);
    let to_store = |row: ParsedRow| ListingRow {
        key: row.key,
        title_key: row.title.as_deref().filter(|_| is_whole).map(|title| title_key(title, language)),
        title: row.title,
        picture: row.picture,
        picture_small: row.picture_small,
        lead: row.lead,
        published: row.published.filter(is_date),
    };
    rows.into_iter().map(to_store).collect()
}

/// The place of a title in the alphabet of a language.
fn title_key(title: &str, language: &LanguageTag) -> Vec<u8> {
    sort_key(title, language).into_bytes()
}
