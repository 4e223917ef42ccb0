//! Taking: what the answers for the pages of a section mean, and what is stored of them.
//!
//! What is surely the page is stored at once. What is not waits until the last answer has come: then it is
//! clear whether the host is well, or whether it says the same of every page.

use super::content::Content;
use super::doubt::is_doubtful;
use super::due::{self, Brought};
use super::engine::Engine;
use super::evidence::Evidence;
use super::page_text;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::tally::Tally;
use crate::error::{Error, Result};
use crate::parse::{self, Document};
use crate::source::{Answer, Fetched, Wire};
use crate::store::{self, Change, DuePage, PageAnswer, StoredText, UnreadablePage, Write};

/// So often the site says that there is no such page before its item leaves the lists: once may be a mishap.
const ABSENCES: u32 = 2;
/// So often a doubtful text comes before it is the article: the first time, and at the next two due times.
const RETURNS: u32 = 3;

/// The answers of a section, as they come.
pub(super) struct Taking<'a> {
    pub(super) engine: &'a Engine,
    pub(super) plan: &'a SectionPlan,
    tally: &'a mut Tally,
    evidence: Evidence,
    undecided: Vec<Undecided>,
    /// Pages whose first text was stored in this sync.
    first_texts: Vec<DuePage>,
}

/// An answer that says something of its page only where the host is well.
enum Undecided {
    /// There is no such page.
    Absence(DuePage),
    /// A text that may be of something else. Boxed: it is large.
    Doubt(DuePage, Box<PageAnswer>),
}

impl<'a> Taking<'a> {
    pub(super) fn of(engine: &'a Engine, plan: &'a SectionPlan, tally: &'a mut Tally) -> Self {
        let (evidence, undecided, first_texts) = (Evidence::default(), Vec::new(), Vec::new());
        Self { engine, plan, tally, evidence, undecided, first_texts }
    }

    /// Counts a request and what it cost.
    pub(super) fn count(&mut self, page: &DuePage, wire: Wire) {
        self.tally.asked_page(page, wire);
    }

    /// Stores what an answer means for a page, and tells that one more is done: also while the next keeps us
    /// waiting.
    ///
    /// # Errors
    /// Those that end the section or the run. A page that failed is noted.
    pub(super) async fn take(&mut self, page: &DuePage, answer: Result<Fetched>) -> Result<()> {
        let stored = self.store(page, answer).await;
        self.engine.meter.step();
        match stored {
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(error) => {
                tracing::warn!(key = %page.key, code = error.code().as_str(), %error, "page failed");
                self.tally.page_failed(&error);
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    async fn store(&mut self, page: &DuePage, answer: Result<Fetched>) -> Result<()> {
        match answer {
            Ok(Fetched::Unchanged) => {
                self.tally.unchanged();
                self.evidence.note_well();
                self.confirm(page).await
            }
            Ok(Fetched::Changed(answer)) => self.read(page, answer).await,
            Err(error @ (Error::Gone(_) | Error::NotFound(_))) => {
                self.evidence.note_strange(page);
                self.undecided.push(Undecided::Absence(page.clone()));
                self.postpone(page, Brought::Absence).await?;
                Err(error)
            }
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(error) => {
                self.postpone(page, Brought::Failure).await?;
                Err(error)
            }
        }
    }

    /// Reads what came. Where the host leads elsewhere, that is of something else for sure.
    async fn read(&mut self, page: &DuePage, answer: Answer) -> Result<()> {
        let edition = &self.plan.target.edition;
        let address = &answer.address;
        if edition.key_of(address).as_ref() != Some(&page.key) {
            self.evidence.note_strange(page);
            self.postpone(page, Brought::Doubt).await?;
            return Err(unreadable(page, format!("it leads to {address}")));
        }
        let (charset, address) = (answer.charset.as_deref(), &edition.at_first_base(address));
        match page_text::read(Document { bytes: &answer.bytes, charset, address, edition }) {
            Ok((published, text)) => {
                let now = self.engine.clock.now();
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
                self.check(page, answer).await
            }
            Err(error) => {
                self.note_unreadable(page, &answer).await?;
                Err(error)
            }
        }
    }

    /// Stores a text that is surely of this article, and puts any other off.
    async fn check(&mut self, page: &DuePage, answer: PageAnswer) -> Result<()> {
        let item = page.item;
        let known = match page.has_text {
            true => self.engine.store.read(move |connection| store::stored_text(connection, item)).await?,
            false => None,
        };
        let known = known.as_ref().map(content);
        let new = Content {
            title: answer.text.title.as_deref(),
            lead: answer.text.lead.as_deref(),
            blocks: &answer.text.blocks,
        };
        let is_same = known.is_some_and(|known| known.hash() == answer.text.hash);
        let is_repeated = self.evidence.note_text(&answer.text.hash, item);
        if is_same || !(is_repeated || is_doubtful(&new, known.as_ref(), page.title.as_deref())) {
            self.evidence.note_well();
            return self.keep(page, answer).await;
        }
        self.evidence.note_strange(page);
        self.postpone(page, Brought::Doubt).await?;
        self.undecided.push(Undecided::Doubt(page.clone(), Box::new(answer)));
        Err(unreadable(page, "it may be something else than the article".to_owned()))
    }

    async fn keep(&mut self, page: &DuePage, answer: PageAnswer) -> Result<()> {
        let save = move |write: &mut Write<'_>| save(write, &answer);
        let (change, _) = self.engine.store.write(save).await?;
        self.tally.saved_page(change, page);
        if change == Change::New {
            self.first_texts.push(page.clone());
        }
        Ok(())
    }

    async fn confirm(&self, page: &DuePage) -> Result<()> {
        let now = self.engine.clock.now();
        let (item, due) = (page.item, due::page(Brought::Page, &page.due, now));
        self.engine.store.write(move |write| store::confirm_page(write, item, now, &due)).await.map(drop)
    }

    async fn postpone(&self, page: &DuePage, brought: Brought) -> Result<()> {
        let (resource, due) = (page.resource, due::page(brought, &page.due, self.engine.clock.now()));
        self.engine.store.write(move |write| store::postpone(write, resource, &due)).await.map(drop)
    }

    /// A page that had a text and has none now is no page of this article.
    async fn note_unreadable(&mut self, page: &DuePage, answer: &Answer) -> Result<()> {
        if page.has_text {
            self.evidence.note_strange(page);
        }
        let (page, now) = (page.clone(), self.engine.clock.now());
        let unreadable = UnreadablePage {
            wire_bytes: answer.wire_bytes,
            at: now,
            parser: parse::VERSION,
            due: due::page(Brought::Nothing, &page.due, now),
        };
        let note = move |write: &mut Write<'_>| store::note_unreadable(write, &page, &unreadable);
        self.engine.store.write(note).await.map(drop)
    }

    /// Decides what the strange answers mean, now that all have come.
    pub(super) async fn settle(mut self) -> Result<()> {
        self.take_back_repeated().await?;
        if !self.evidence.is_host_well() {
            return Ok(());
        }
        for undecided in std::mem::take(&mut self.undecided) {
            match undecided {
                Undecided::Absence(page) => self.note_absence(page).await?,
                Undecided::Doubt(page, answer) => self.weigh(page, answer).await?,
            }
        }
        Ok(())
    }

    /// A first text that came under another address, too, is no article.
    async fn take_back_repeated(&self) -> Result<()> {
        let repeated: Vec<i64> = self.evidence.first_of_several().collect();
        for page in self.first_texts.iter().filter(|page| repeated.contains(&page.item)) {
            let due = due::page(Brought::Doubt, &page.due, self.engine.clock.now());
            let page = page.clone();
            self.engine.store.write(move |write| store::take_back_text(write, &page, &due)).await?;
        }
        Ok(())
    }

    /// The site says that there is no such page. That takes the item off the lists where it says so again and
    /// no longer names the item.
    async fn note_absence(&mut self, page: DuePage) -> Result<()> {
        let (now, candidates) = (self.engine.clock.now(), self.plan.listing_names());
        let note = move |write: &mut Write<'_>| {
            let absences = store::note_absence(write, &page)?;
            let is_gone = absences >= ABSENCES && !store::is_named(write, page.item, &candidates)?;
            if is_gone { store::remove_item(write, page.item, now) } else { Ok(()) }
        };
        let ((), changes) = self.engine.store.write(note).await?;
        self.tally.removed(&changes);
        Ok(())
    }

    /// A doubtful text that comes again and again, while the host's other pages are well, is the article.
    async fn weigh(&mut self, page: DuePage, answer: Box<PageAnswer>) -> Result<()> {
        let weighed = page.clone();
        let weigh = move |write: &mut Write<'_>| {
            let returns = store::set_aside(write, &weighed, &answer.text.hash)?;
            let is_notice =
                weighed.has_text && store::is_aside_elsewhere(write, &weighed, &answer.text.hash)?;
            let is_it = returns >= RETURNS && !is_notice;
            if is_it { save(write, &answer).map(Some) } else { Ok(None) }
        };
        if let (Some(change), _) = self.engine.store.write(weigh).await? {
            self.tally.saved_page(change, &page);
        }
        Ok(())
    }
}

/// Stores a text. An edit is what a person sees: the stored hash may be one of an older version.
fn save(write: &mut Write<'_>, answer: &PageAnswer) -> Result<Change> {
    let known = store::stored_text(write, answer.item)?;
    let is_edit = known.is_some_and(|known| content(&known).hash() != answer.text.hash);
    store::save_page(write, answer, is_edit)
}

fn content(known: &StoredText) -> Content<'_> {
    Content { title: known.title.as_deref(), lead: known.lead.as_deref(), blocks: &known.blocks }
}

fn unreadable(page: &DuePage, reason: String) -> Error {
    Error::Unreadable { what: page.key.to_string(), reason }
}
