//! Decides whether what came for a page is its article, and stores it, or postpones the page.
//!
//! A page that is certainly the article is stored at once. A doubtful page waits until all answers have come.
//! Then it is clear whether only this page is strange, or whether the host gives such answers for all pages.

use url::Url;

use super::common::Common;
use super::content::Content;
use super::doubt::is_doubtful;
use super::due::{self, PageResult};
use super::page_answers::PageAnswers;
use super::page_text::{self, PageText};
use super::parsing::Came;
use super::undecided::{Doubt, Undecided, leads_elsewhere, unfinished};
use crate::error::{Error, Result};
use crate::model::{Kind, Validators, text_of_blocks, without_year};
use crate::parse::{self, Document};
use crate::source::Answer;
use crate::store::{self, Connection, DuePage, PageAnswer};

/// How many of the newest titles and texts of a section show what its pages have in common.
const TITLES: u32 = 50;
const TEXTS: u32 = 8;

impl PageAnswers<'_> {
    /// Parses an answer. A text from another address counts only after it has come several times. It never
    /// counts if the address certainly belongs to something else.
    pub(super) async fn read(&mut self, page: &DuePage, answer: Answer) -> Result<()> {
        let edition = &self.plan.target.edition;
        let is_moved = edition.key_of(&answer.address).as_ref() != Some(&page.key);
        let moved_to = is_moved.then(|| answer.address.clone());
        if is_moved && self.is_of_something_else(&answer.address).await? {
            return self.refuse(page, &answer.address).await;
        }
        let (address, now) = (&edition.at_first_base(&answer.address), self.engine.clock.now());
        let came = Came { answer: &answer, address, edition, at: now };
        let kind = page.key.kind;
        let parse = move |document: Document<'_>| page_text::read(document, kind);
        match self.engine.parsing.run(&self.engine.stop, came, parse).await {
            Ok(PageText { text, is_unfinished: true, .. }) if text.blocks.is_empty() => {
                self.refuse_unfinished(page).await
            }
            Ok(PageText { published, far_ahead, text, details, is_unfinished }) => {
                let answer = PageAnswer {
                    item: page.item,
                    wire_bytes: answer.wire_bytes,
                    at: now,
                    parser: parse::VERSION,
                    published,
                    text,
                    details,
                    // A clock that is days behind takes the date for a wrong one. A 304 would keep it so.
                    validators: match far_ahead {
                        Some(date) if due::may_count_later(date.at, now) => Validators::default(),
                        _ => answer.validators,
                    },
                    base: self.plan.page_base().map(|base| base.as_str().to_owned()),
                    next: self.next_request(page, &answer.for_next)?,
                    due: self.due(page, PageResult::Page),
                };
                self.check(page, answer, moved_to, is_unfinished).await
            }
            Err(Error::Cancelled) => Err(Error::Cancelled),
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

    /// Notes that only the first part of a page came, without its text. That is as if no answer had come.
    async fn refuse_unfinished(&mut self, page: &DuePage) -> Result<()> {
        self.postpone(page, PageResult::Failure).await?;
        Err(unfinished(page))
    }

    /// Stores a text that is certainly this article, and whole. Any other text is postponed. When all answers
    /// have come, it is accepted, or its page counts as failed.
    async fn check(
        &mut self,
        page: &DuePage,
        answer: PageAnswer,
        moved_to: Option<Url>,
        is_unfinished: bool,
    ) -> Result<()> {
        let item = page.item;
        let known = match page.has_text {
            true => self.engine.store.read(move |connection| store::stored_text(connection, item)).await?,
            false => None,
        };
        let (known, new) = (known.as_ref().map(Content::stored), Content::new(&answer.text));
        // The facts of a programme are not part of the hash. The end of its page may have the rest of them.
        let lacks_facts = is_unfinished && page.key.kind != Kind::Article;
        let is_same = !lacks_facts && known.is_some_and(|known| known.hash() == answer.text.hash);
        let is_repeated = self.evidence.note_text(&answer.text.hash, item);
        let is_doubtful = !is_same && {
            let common = self.common().await?;
            is_unfinished || is_doubtful(&new, known.as_ref(), headline(page), common)
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

    /// What many pages of the section have in common.
    async fn common(&mut self) -> Result<&Common> {
        let common = match self.common.take() {
            Some(common) => common,
            None => self.read_common().await?,
        };
        Ok(self.common.insert(common))
    }

    async fn read_common(&self) -> Result<Common> {
        let target = &self.plan.target;
        let (id, bases) = (target.edition.id.clone(), target.edition.bases.clone());
        let kind = target.section.content.first().map_or(Kind::Article, |content| content.kind);
        let read = move |connection: &Connection| {
            let titles = store::newest_titles(connection, (&id, kind), TITLES)?;
            let texts = store::newest_texts(connection, (&id, kind), TEXTS)?;
            let texts: Vec<String> = texts.iter().map(|text| text_of_blocks(&text.blocks)).collect();
            Ok(Common::of(&titles, &texts, &bases))
        };
        self.engine.store.read(read).await
    }
}

/// The words of its row that the page of an item should have.
fn headline(page: &DuePage) -> Option<&str> {
    let title = page.title.as_deref()?;
    Some(if page.key.kind == Kind::Article { title } else { without_year(title) })
}
