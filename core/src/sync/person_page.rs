//! The page of a person, which no section lists: requested because somebody asks for it now.

use ifilm_language::collation::sort_key;

use super::asked_page::{self, KnownPage};
use super::common::Common;
use super::content::Content;
use super::doubt::is_doubtful;
use super::engine::Engine;
use super::parsing::Came;
use crate::catalog::{Base, EditionEntry};
use crate::error::{Error, Result};
use crate::model::{DataKind, ItemKey, Person, Work};
use crate::parse::{self, Document};
use crate::source::{Answer, Fetched};
use crate::store::{self, CommitPoint, Connection, PersonAnswer, StoredPerson, Write};

/// Requests the page of a person, and stores it if it is certainly that page. A stored one is asked for with
/// its validators.
///
/// # Errors
/// Those of a request; [`Error::Unreadable`] if what came may be something else. Whatever was here before
/// stays then.
pub(crate) async fn fetch_person(engine: &Engine, edition: &EditionEntry, key: &ItemKey) -> Result<()> {
    let known = Known::read(engine, key).await?;
    let address = |base: &Base| edition.address_of(base, key);
    let came = asked_page::ask(engine, edition, DataKind::Texts, &known.page(), address).await?;
    let (at, key) = (engine.clock.now(), key.clone());
    match came.fetched {
        Fetched::Unchanged(_) => {
            let confirm = move |write: &mut Write<'_>| store::confirm_person(write, &key, at);
            engine.store.write(CommitPoint::Pages, confirm).await.map(drop)
        }
        Fetched::Changed(answer) => {
            let (name, page) = read(engine, edition, &key, &answer, known).await?;
            let name_key = sort_key(&name, &edition.language).into_bytes();
            let (validators, base) = (answer.validators, came.base.as_str().to_owned());
            let answer = PersonAnswer { key, name, name_key, page, validators, base, at };
            let save = move |write: &mut Write<'_>| store::save_person(write, &answer);
            engine.store.write(CommitPoint::Pages, save).await.map(drop)
        }
    }
}

/// What is stored of a person.
struct Known {
    person: Option<StoredPerson>,
    /// The works whose casts name the person.
    works: Vec<Work>,
}

impl Known {
    async fn read(engine: &Engine, key: &ItemKey) -> Result<Self> {
        let key = key.clone();
        let read = move |connection: &Connection| {
            let works = store::works_of(connection, &key)?;
            Ok(Self { person: store::person(connection, &key)?, works })
        };
        engine.store.read(read).await
    }

    fn page(&self) -> KnownPage {
        let Some(person) = &self.person else { return KnownPage::default() };
        let StoredPerson { validators, base, body_at, .. } = person.clone();
        KnownPage { validators, base, body_at }
    }

    /// Whether a page may be something else than that of the person: a notice, a login, the home page. The
    /// page of a person whom nobody here names must have a work, as no notice has.
    fn is_doubtful(&self, name: &str, page: &Person) -> bool {
        let new = Content { title: Some(name), lead: None, blocks: &page.biography };
        let is_named = |work: &Work| work.key.is_some() && self.works.iter().any(|it| it.key == work.key);
        let Some(known) = &self.person else { return page.works.iter().all(|work| work.key.is_none()) };
        let was_full = known.page.as_ref().is_some_and(|known| !is_empty(known));
        let is_other = is_doubtful(&new, None, Some(&known.name), &Common::default());
        (was_full && is_empty(page)) || (is_other && !page.works.iter().any(is_named))
    }
}

fn is_empty(page: &Person) -> bool {
    page.biography.is_empty() && page.works.is_empty()
}

/// The name and the page in an answer.
async fn read(
    engine: &Engine,
    edition: &EditionEntry,
    key: &ItemKey,
    answer: &Answer,
    known: Known,
) -> Result<(String, Person)> {
    let unreadable = |reason: &str| {
        let what = answer.address.to_string();
        Error::Unreadable { what, reason: reason.to_owned() }
    };
    if edition.key_of(&answer.address).as_ref() != Some(key) {
        return Err(unreadable("the page of the person leads elsewhere"));
    }
    let address = edition.at_first_base(&answer.address);
    let came = Came { answer, address: &address, edition, at: engine.clock.now() };
    let parse = |document: Document<'_>| {
        let is_unfinished = parse::article(document).is_ok_and(|page| page.is_unfinished);
        Ok((parse::person(document)?, is_unfinished))
    };
    let (page, is_unfinished) = engine.parsing.run(&engine.stop, came, parse).await?;
    let Some(name) = page.name.clone() else { return Err(unreadable("it has no name of a person")) };
    if is_unfinished || known.is_doubtful(&name, &page) {
        return Err(unreadable("it may be something else than the page of the person"));
    }
    Ok((name, page))
}
