//! The list of a tag, which no section lists: requested because somebody asks for it now.
//!
//! Its rows are not items: a row of any kind must not come into a list that its own listing does not name.

use std::collections::BTreeSet;

use super::asked_page::{self, AnswerAt, KnownPage};
use super::engine::Engine;
use super::parsing::Came;
use crate::catalog::{Base, EditionEntry, Listing};
use crate::error::{Error, Result};
use crate::model::{DataKind, ItemKey, SiteHit, Validators};
use crate::parse::{self, Document, ParsedTag};
use crate::source::{Answer, Fetched};
use crate::store::{self, CommitPoint, Connection, StoredTag, TagAnswer, Write};

/// So many pages of one tag are read, at most.
const MOST_PAGES: u32 = 10;

/// Requests the list of a tag and stores it. A stored one is asked for with its validators. A page after the
/// first that fails ends the list: what came is stored, and the rest stays as it was.
///
/// # Errors
/// Those of a request; [`Error::Unreadable`] if what came may be something else. Whatever was here before
/// stays then.
pub(crate) async fn fetch_tag(engine: &Engine, edition: &EditionEntry, key: &ItemKey) -> Result<()> {
    let wanted = key.clone();
    let known = engine.store.read(move |connection: &Connection| store::tag(connection, &wanted)).await?;
    let pages = Pages { engine, edition, key };
    let known_page = known.as_ref().map(known_page).unwrap_or_default();
    let AnswerAt { base, fetched } = pages.ask(0, &known_page).await?;
    let at = engine.clock.now();
    match fetched {
        Fetched::Unchanged(_) => {
            let key = key.clone();
            let confirm = move |write: &mut Write<'_>| store::confirm_tag(write, &key, at);
            engine.store.write(CommitPoint::Pages, confirm).await.map(drop)
        }
        Fetched::Changed(answer) => {
            let first = pages.read(&answer).await?;
            pages.check(&first, known.as_ref(), &answer)?;
            let (rows, is_whole) = pages.read_on(first.rows).await;
            // Validators vouch for the whole list.
            let validators = if is_whole { answer.validators } else { Validators::default() };
            let (key, base) = (key.clone(), base.as_str().to_owned());
            let answer = TagAnswer { key, title: first.title, rows, is_whole, validators, base, at };
            let save = move |write: &mut Write<'_>| store::save_tag(write, &answer);
            engine.store.write(CommitPoint::Pages, save).await.map(drop)
        }
    }
}

fn known_page(tag: &StoredTag) -> KnownPage {
    let StoredTag { validators, base, body_at, .. } = tag.clone();
    KnownPage { validators, base, body_at: Some(body_at) }
}

/// The pages of a tag, while they are requested.
struct Pages<'a> {
    engine: &'a Engine,
    edition: &'a EditionEntry,
    key: &'a ItemKey,
}

impl Pages<'_> {
    async fn ask(&self, page: u32, known: &KnownPage) -> Result<AnswerAt> {
        let tagged = self.edition.tagged.as_ref();
        let address = |base: &Base| match tagged {
            Some(listing) => Some(base.address_of(&listing.path_of_item(&self.key.id, page))),
            None => self.edition.address_of(base, self.key),
        };
        asked_page::ask(self.engine, self.edition, DataKind::Listings, known, address).await
    }

    async fn read(&self, answer: &Answer) -> Result<ParsedTag> {
        if !self.edition.is_home_of(&answer.address) {
            return Err(unreadable(answer, "the page of the tag leads elsewhere"));
        }
        let address = self.edition.at_first_base(&answer.address);
        let at = self.engine.clock.now();
        let came = Came { answer, address: &address, edition: self.edition, at };
        let parse = |document: Document<'_>| parse::tag(document);
        self.engine.parsing.run(&self.engine.stop, came, parse).await
    }

    /// Refuses a page that may be something else: one without rows, or with other rows under another title.
    fn check(&self, page: &ParsedTag, known: Option<&StoredTag>, answer: &Answer) -> Result<()> {
        let leads_elsewhere = self.edition.key_of(&answer.address).is_some_and(|key| key != *self.key);
        if leads_elsewhere || page.rows.is_empty() {
            return Err(unreadable(answer, "it lists nothing of the tag"));
        }
        let Some(known) = known else { return Ok(()) };
        let keys: BTreeSet<&ItemKey> = known.rows.iter().map(|row| &row.key).collect();
        let is_like = page.rows.iter().any(|row| keys.contains(&row.key)) || page.title == known.title;
        if is_like { Ok(()) } else { Err(unreadable(answer, "it may be something else than the tag")) }
    }

    /// The rows of the first page and of those behind it, each key once, and whether they are all. A page
    /// without a new row ends the list, as an empty one does.
    async fn read_on(&self, first: Vec<SiteHit>) -> (Vec<SiteHit>, bool) {
        let mut rows = first;
        let mut known: BTreeSet<ItemKey> = rows.iter().map(|row| row.key.clone()).collect();
        if !self.edition.tagged.as_ref().is_some_and(Listing::is_paged) {
            return (rows, true);
        }
        for page in 1..MOST_PAGES {
            let Ok(next) = self.next(page).await else { return (rows, false) };
            let new: Vec<SiteHit> = next.into_iter().filter(|row| known.insert(row.key.clone())).collect();
            if new.is_empty() {
                return (rows, true);
            }
            rows.extend(new);
        }
        (rows, false)
    }

    async fn next(&self, page: u32) -> Result<Vec<SiteHit>> {
        let came = self.ask(page, &KnownPage::default()).await?;
        let Fetched::Changed(answer) = came.fetched else { return Ok(Vec::new()) };
        Ok(self.read(&answer).await?.rows)
    }
}

fn unreadable(answer: &Answer, reason: &str) -> Error {
    Error::Unreadable { what: answer.address.to_string(), reason: reason.to_owned() }
}
