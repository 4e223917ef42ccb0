//! Decides what the answers for the pages of a section mean, and stores the result.
//!
//! A page that is certainly the article is stored at once. A doubtful page waits until all answers have come.
//! Then it is clear whether only this page is strange, or whether the host gives such answers for all pages.

use url::Url;

use super::common::Common;
use super::content::{Content, is_edit};
use super::doubt::is_doubtful;
use super::due::{self, PageResult};
use super::engine::Engine;
use super::evidence::Evidence;
use super::listing_attempt::ListingAttempt;
use super::page_text;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use super::sketch::Sketch;
use crate::error::{Error, Result};
use crate::model::text_of_blocks;
use crate::parse::{self, Document};
use crate::source::{Answer, Fetched, Wire};
use crate::store::{self, Connection, DuePage, PageAnswer, TextChange, UnreadablePage, Write};

/// An item leaves the lists when the site has answered this many times in a row that its page does not exist.
/// A single answer may be an error of the site.
const ABSENCES: u32 = 2;
/// A doubtful text replaces the article when it has come this many times: first, and at the next two due
/// times.
const RETURNS: u32 = 3;

/// The largest number of texts that are stored in one transaction.
const MOST_KEPT: usize = 8;
/// How many of the newest titles and texts of the edition show what its pages have in common.
const TITLES: u32 = 50;
const TEXTS: u32 = 8;

/// Takes the answers for the pages of a section, one after another.
pub(super) struct PageAnswers<'a> {
    pub(super) engine: &'a Engine,
    pub(super) plan: &'a SectionPlan,
    report: &'a mut ReportBuilder,
    evidence: Evidence,
    /// What many pages of the edition have in common; `None` until it is needed.
    common: Option<Common>,
    undecided: Vec<Undecided>,
    /// Pages whose texts are not stored yet: several are stored in one transaction.
    kept: Vec<(DuePage, PageAnswer)>,
    /// Pages whose first text was stored in this sync.
    first_texts: Vec<DuePage>,
}

/// An answer that counts for its page only if the host's other pages have no problem.
enum Undecided {
    /// The page does not exist.
    Absence(Box<DuePage>),
    /// A text that may be something else.
    Doubt(Box<Doubt>),
}

/// A text that may be something else.
struct Doubt {
    page: DuePage,
    answer: PageAnswer,
    /// The address that it came from, if that is not the address of the page.
    moved_to: Option<Url>,
}

impl Doubt {
    /// Why the page counts as failed.
    fn error(&self) -> Error {
        match &self.moved_to {
            Some(address) => leads_elsewhere(&self.page, address),
            None => unreadable(&self.page, "it may be something else than the article".to_owned()),
        }
    }
}

impl<'a> PageAnswers<'a> {
    pub(super) fn of(engine: &'a Engine, plan: &'a SectionPlan, report: &'a mut ReportBuilder) -> Self {
        Self {
            engine,
            plan,
            report,
            evidence: Evidence::default(),
            common: None,
            undecided: Vec::new(),
            kept: Vec::new(),
            first_texts: Vec::new(),
        }
    }

    /// Counts a request and its cost.
    pub(super) fn count(&mut self, page: &DuePage, wire: Wire) {
        self.report.asked_page(page, wire);
    }

    /// Counts a page that is not requested, because the cache has no room for its text.
    pub(super) fn leave_out(&mut self) {
        self.report.has_no_room();
        self.engine.progress.step();
    }

    /// Stores what an answer means for a page. Then reports the progress, without waiting for the next
    /// answer.
    ///
    /// # Errors
    /// Only errors that end the section or the run. The failure of a single page is counted.
    pub(super) async fn take(&mut self, page: &DuePage, answer: Result<Fetched>) -> Result<()> {
        let stored = self.store(page, answer).await;
        self.engine.progress.step();
        match stored {
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(error) => {
                self.fail(page, &error);
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    fn fail(&mut self, page: &DuePage, error: &Error) {
        tracing::warn!(key = %page.key, code = error.code().as_str(), %error, "page failed");
        self.report.page_failed(error);
    }

    async fn store(&mut self, page: &DuePage, answer: Result<Fetched>) -> Result<()> {
        match answer {
            Ok(Fetched::Unchanged) => {
                self.report.unchanged();
                self.evidence.note_well();
                self.confirm(page).await
            }
            Ok(Fetched::Changed(answer)) => self.read(page, answer).await,
            Err(error @ (Error::Gone(_) | Error::NotFound(_))) => {
                self.evidence.note_strange(page);
                self.undecided.push(Undecided::Absence(Box::new(page.clone())));
                self.postpone(page, PageResult::Absence).await?;
                Err(error)
            }
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(error) => {
                self.postpone(page, PageResult::Failure).await?;
                Err(error)
            }
        }
    }

    /// Parses an answer. A text from another address counts only after it has come several times. It never
    /// counts if the address certainly belongs to something else.
    async fn read(&mut self, page: &DuePage, answer: Answer) -> Result<()> {
        let edition = &self.plan.target.edition;
        let is_moved = edition.key_of(&answer.address).as_ref() != Some(&page.key);
        let moved_to = is_moved.then(|| answer.address.clone());
        if is_moved && self.is_of_something_else(&answer.address).await? {
            return self.refuse(page, &answer.address).await;
        }
        let (charset, address) = (answer.charset.as_deref(), &edition.at_first_base(&answer.address));
        let now = self.engine.clock.now();
        let document = Document { bytes: &answer.bytes, charset, address, edition, received_at: now };
        match page_text::read(document) {
            Ok((published, text)) => {
                let answer = PageAnswer {
                    item: page.item,
                    wire_bytes: answer.wire_bytes,
                    at: now,
                    parser: parse::VERSION,
                    published,
                    text,
                    validators: answer.validators,
                    base: self.plan.page_base().map(|base| base.as_str().to_owned()),
                    due: due::page(PageResult::Page, &page.due, now),
                };
                self.check(page, answer, moved_to).await
            }
            Err(_) if is_moved => self.refuse(page, &answer.address).await,
            Err(error) => {
                self.note_unreadable(page, &answer).await?;
                Err(error)
            }
        }
    }

    /// Whether an address is that of the home page, of a listing, or of another known item.
    async fn is_of_something_else(&self, address: &Url) -> Result<bool> {
        if self.plan.is_overview(address) {
            return Ok(true);
        }
        let Some(key) = self.plan.target.edition.key_of(address) else { return Ok(false) };
        let is_known = move |connection: &Connection| Ok(store::row_of(connection, &key)?.is_some());
        self.engine.store.read(is_known).await
    }

    /// Notes that a page leads to an address whose text is not its article.
    async fn refuse(&mut self, page: &DuePage, address: &Url) -> Result<()> {
        self.evidence.note_strange(page);
        self.postpone(page, PageResult::Doubt).await?;
        Err(leads_elsewhere(page, address))
    }

    /// Stores a text that is certainly this article. Any other text is postponed. When all answers have come,
    /// it is accepted, or its page counts as failed.
    async fn check(&mut self, page: &DuePage, answer: PageAnswer, moved_to: Option<Url>) -> Result<()> {
        let item = page.item;
        let known = match page.has_text {
            true => self.engine.store.read(move |connection| store::stored_text(connection, item)).await?,
            false => None,
        };
        let (known, new) = (known.as_ref().map(Content::stored), Content::new(&answer.text));
        let is_same = known.is_some_and(|known| known.hash() == answer.text.hash);
        let is_repeated = self.evidence.note_text(&answer.text.hash, item);
        let is_doubtful = !is_same && {
            let common = self.common().await?;
            is_doubtful(&new, known.as_ref(), page.title.as_deref(), common)
        };
        if let Some(address) = moved_to.as_ref().filter(|_| is_doubtful) {
            return self.refuse(page, address).await;
        }
        if is_same || !(is_repeated || is_doubtful || moved_to.is_some()) {
            self.evidence.note_well();
            return self.keep(page, answer).await;
        }
        self.evidence.note_strange(page);
        self.postpone(page, PageResult::Doubt).await?;
        self.undecided.push(Undecided::Doubt(Box::new(Doubt { page: page.clone(), answer, moved_to })));
        Ok(())
    }

    /// What many pages of the edition have in common.
    async fn common(&mut self) -> Result<&Common> {
        let common = match self.common.take() {
            Some(common) => common,
            None => self.read_common().await?,
        };
        Ok(self.common.insert(common))
    }

    async fn read_common(&self) -> Result<Common> {
        let edition = &self.plan.target.edition;
        let (id, bases) = (edition.id.clone(), edition.bases.clone());
        let read = move |connection: &Connection| {
            let titles = store::newest_titles(connection, &id, TITLES)?;
            let texts = store::newest_texts(connection, &id, TEXTS)?;
            let texts: Vec<String> = texts.iter().map(|text| text_of_blocks(&text.blocks)).collect();
            Ok(Common::of(&titles, &texts, &bases))
        };
        self.engine.store.read(read).await
    }

    async fn keep(&mut self, page: &DuePage, answer: PageAnswer) -> Result<()> {
        self.kept.push((page.clone(), answer));
        if self.kept.len() < MOST_KEPT { Ok(()) } else { self.store_kept().await }
    }

    /// Stores the texts that came since the last time, in one transaction.
    pub(super) async fn store_kept(&mut self) -> Result<()> {
        if self.kept.is_empty() {
            return Ok(());
        }
        let (pages, answers): (Vec<_>, Vec<_>) = std::mem::take(&mut self.kept).into_iter().unzip();
        let save_all = move |write: &mut Write<'_>| {
            let changes: Result<Vec<TextChange>> = answers.iter().map(|answer| save(write, answer)).collect();
            Ok((changes?, store::page_bytes(write)?.used))
        };
        let ((changes, used), _) = self.engine.store.write(save_all).await?;
        self.engine.room.note_used(used);
        for (page, change) in pages.into_iter().zip(changes) {
            self.report.saved_page(change, &page);
            if change == TextChange::New {
                self.first_texts.push(page);
            }
        }
        Ok(())
    }

    async fn confirm(&self, page: &DuePage) -> Result<()> {
        let now = self.engine.clock.now();
        let (item, due) = (page.item, due::page(PageResult::Page, &page.due, now));
        self.engine.store.write(move |write| store::confirm_page(write, item, now, &due)).await.map(drop)
    }

    async fn postpone(&self, page: &DuePage, result: PageResult) -> Result<()> {
        let (resource, due) = (page.resource, due::page(result, &page.due, self.engine.clock.now()));
        self.engine.store.write(move |write| store::postpone(write, resource, &due)).await.map(drop)
    }

    /// Stores that a page has no text. If it had one before, this is a strange answer.
    async fn note_unreadable(&mut self, page: &DuePage, answer: &Answer) -> Result<()> {
        if page.has_text {
            self.evidence.note_strange(page);
        }
        let (page, now) = (page.clone(), self.engine.clock.now());
        let unreadable = UnreadablePage {
            wire_bytes: answer.wire_bytes,
            at: now,
            parser: parse::VERSION,
            due: due::page(PageResult::NoText, &page.due, now),
        };
        let note = move |write: &mut Write<'_>| store::note_unreadable(write, &page, &unreadable);
        self.engine.store.write(note).await.map(drop)
    }

    /// Decides what the strange answers mean, after all answers have come.
    ///
    /// If most pages of the host have no problem, each strange answer counts for its page. For a first text
    /// that no other page gave, it is enough that the listing came without a problem.
    pub(super) async fn decide_strange_answers(mut self) -> Result<()> {
        self.delete_repeated().await?;
        if self.undecided.is_empty() {
            return Ok(());
        }
        let is_host_well = self.is_host_well().await?;
        let is_listing_well = self.report.listing_came();
        let mut missed = Vec::new();
        for undecided in std::mem::take(&mut self.undecided) {
            match undecided {
                Undecided::Absence(page) if is_host_well && self.note_absence(&page).await? => {
                    missed.push(*page)
                }
                Undecided::Absence(_) => {}
                Undecided::Doubt(doubt) => {
                    let is_first = !doubt.page.has_text && doubt.moved_to.is_none();
                    let counts = is_host_well || (is_first && is_listing_well);
                    let may_repeat = is_first && is_host_well;
                    if !(counts && self.note_doubt(&doubt, may_repeat).await?) {
                        self.fail(&doubt.page, &doubt.error());
                    }
                }
            }
        }
        self.look_for(missed).await
    }

    /// Counts what was not decided as failed. For a section that ended early.
    pub(super) fn fail_undecided(mut self) {
        for undecided in std::mem::take(&mut self.undecided) {
            if let Undecided::Doubt(doubt) = undecided {
                self.fail(&doubt.page, &doubt.error());
            }
        }
    }

    /// Whether the host's other pages have no problem. If this sync requests no other page, the listing must
    /// have come, and no other stored page may have a problem.
    async fn is_host_well(&self) -> Result<bool> {
        let [page] = self.plan.pages.as_slice() else { return Ok(self.evidence.is_host_well()) };
        let page = page.clone();
        let has_other = move |connection: &Connection| store::has_other_problem(connection, &page);
        Ok(self.report.listing_came() && !self.engine.store.read(has_other).await?)
    }

    /// Deletes each first text that another address also gave, because such a text is no article.
    async fn delete_repeated(&self) -> Result<()> {
        let repeated: Vec<i64> = self.evidence.first_of_several().collect();
        for page in self.first_texts.iter().filter(|page| repeated.contains(&page.item)) {
            let due = due::page(PageResult::Doubt, &page.due, self.engine.clock.now());
            let page = page.clone();
            let delete = move |write: &mut Write<'_>| {
                let Some(text) = store::stored_text(write, page.item)? else { return Ok(()) };
                store::delete_text(write, &page, Sketch::of(&Content::stored(&text)).bytes(), &due)
            };
            self.engine.store.write(delete).await?;
        }
        Ok(())
    }

    /// Notes the answer that a page does not exist. Returns `true` if this answer came [`ABSENCES`] times in
    /// a row and the item may have left its listing.
    async fn note_absence(&mut self, page: &DuePage) -> Result<bool> {
        let (candidates, page) = (self.plan.listing_names(), page.clone());
        let note = move |write: &mut Write<'_>| {
            let absences = store::note_absence(write, &page)?;
            Ok(absences >= ABSENCES && store::is_missed(write, page.item, &candidates)?)
        };
        let (is_missed, _) = self.engine.store.write(note).await?;
        Ok(is_missed)
    }

    /// Reads the listing as far as the places of these items, and removes those that it does not contain.
    async fn look_for(&mut self, pages: Vec<DuePage>) -> Result<()> {
        let Some((base, candidate)) = self.plan.answered() else { return Ok(()) };
        let preferred = self.plan.preferred_to(candidate);
        let pages = self.not_of(pages, preferred).await?;
        if pages.is_empty() {
            return Ok(());
        }
        let mut attempt = ListingAttempt {
            engine: self.engine,
            plan: self.plan,
            base,
            candidate,
            report: &mut *self.report,
        };
        match attempt.unlisted(pages.iter().map(|page| page.key.clone()).collect()).await {
            Ok(unlisted) => {
                let gone = pages.iter().filter(|page| unlisted.contains(&page.key));
                self.remove(gone.map(|page| page.item).collect()).await
            }
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(_) => Ok(()), // the items stay, and are looked for when their pages are due again
        }
    }

    /// Leaves out the items that one of these listings contained. The listing that answers now is another
    /// one, so it cannot show that those items are gone.
    async fn not_of(&self, pages: Vec<DuePage>, listings: Vec<String>) -> Result<Vec<DuePage>> {
        let section = self.plan.target.section.section;
        let read = move |connection: &_| {
            let mut kept = Vec::new();
            for page in pages {
                let named_by = store::named_by(connection, page.item, section)?;
                if !named_by.is_some_and(|name| listings.contains(&name)) {
                    kept.push(page);
                }
            }
            Ok(kept)
        };
        self.engine.store.read(read).await
    }

    async fn remove(&mut self, items: Vec<i64>) -> Result<()> {
        let now = self.engine.clock.now();
        let remove = move |write: &mut Write<'_>| {
            items.iter().try_for_each(|item| store::remove_item(write, *item, now))
        };
        let ((), changes) = self.engine.store.write(remove).await?;
        self.report.removed(&changes);
        Ok(())
    }

    /// Notes a doubtful text. If it has come [`RETURNS`] times in a row, it is stored as the article. Returns
    /// whether it was stored. Unless `may_repeat`, a text that also came for another page is never stored.
    async fn note_doubt(&mut self, doubt: &Doubt, may_repeat: bool) -> Result<bool> {
        let (page, answer) = (doubt.page.clone(), doubt.answer.clone());
        let note = move |write: &mut Write<'_>| {
            let sketch = Sketch::of(&Content::new(&answer.text));
            let returns =
                store::set_aside(write, &page, sketch.bytes(), |earlier| sketch.is_return_of(earlier))?;
            let is_article = returns >= RETURNS
                && (may_repeat || !is_elsewhere(write, &page, &sketch, &answer.text.hash)?);
            if is_article { save(write, &answer).map(Some) } else { Ok(None) }
        };
        let (change, _) = self.engine.store.write(note).await?;
        if let Some(change) = change {
            self.report.saved_page(change, &doubt.page);
        }
        Ok(change.is_some())
    }
}

fn save(write: &mut Write<'_>, answer: &PageAnswer) -> Result<TextChange> {
    let known = store::stored_text(write, answer.item)?;
    let is_edit = known.is_some_and(|known| is_edit(&known, answer.parser, &answer.text.hash));
    store::save_page(write, answer, is_edit)
}

/// Whether the same text, or nearly the same, came for another page of the edition.
fn is_elsewhere(connection: &Connection, page: &DuePage, sketch: &Sketch, hash: &[u8]) -> Result<bool> {
    let is_whole = store::is_elsewhere(connection, page, sketch.whole(), hash)?;
    let others = store::asides_elsewhere(connection, page)?;
    Ok(is_whole || others.iter().any(|other| sketch.is_return_of(other)))
}

fn leads_elsewhere(page: &DuePage, address: &Url) -> Error {
    unreadable(page, format!("it leads to {address}"))
}

fn unreadable(page: &DuePage, reason: String) -> Error {
    Error::Unreadable { what: page.key.to_string(), reason }
}
