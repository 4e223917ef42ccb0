//! The page of a person, which no section lists: requested because somebody asks for it now.

use ifilm_language::collation::sort_key;

use super::asked_page::{self, KnownPage};
use super::engine::Engine;
use super::parsing::Came;
use super::person_doubt::{KnownPerson, NewPerson};
use crate::catalog::{Base, EditionEntry};
use crate::error::{Error, Result};
use crate::model::{DataKind, ItemKey, Kind, Person, Work};
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

    fn before<'a>(&'a self, key: &'a ItemKey) -> KnownPerson<'a> {
        let person = self.person.as_ref();
        KnownPerson {
            key,
            name: person.map(|person| person.name.as_str()),
            page: person.and_then(|person| person.page.as_ref()),
            works: &self.works,
        }
    }
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
        Ok((parse::person(document)?, parse::own_keys(document, Kind::Person)?, is_unfinished))
    };
    let (page, own, is_unfinished) = engine.parsing.run(&engine.stop, came, parse).await?;
    let Some(name) = page.name.clone() else { return Err(unreadable("it has no name of a person")) };
    let new = NewPerson { name: &name, page: &page, own: &own };
    if is_unfinished || known.before(key).is_doubtful(&new) {
        return Err(unreadable("it may be something else than the page of the person"));
    }
    Ok((name, page))
}
