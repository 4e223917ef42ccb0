//! One person, and the people of an edition, from the cache.

use std::collections::HashSet;

use ifilm_language::text::direction_of_language;

use super::waiting::{Cause, hosts_wait};
use super::{View, link};
use crate::error::{Error, Result};
use crate::model::{
    ItemKey, Kind, NamedPerson, PeopleCursor, PeopleQuery, PeopleSlice, Person, PersonPage, PersonWork, Work,
};
use crate::store::{self, Connection, Store, StoredPerson};
use crate::words::Missing;

/// The page of a person, with the works whose stored casts name the person.
pub(crate) async fn person(store: &Store, view: View<'_>, key: &ItemKey) -> Result<PersonPage> {
    let edition = view.editions.get(&key.edition)?;
    if key.kind != Kind::Person {
        return Err(Error::bad_argument(format!("{key} is no person")));
    }
    let (wanted, bases, now) = (key.clone(), edition.bases.clone(), view.now);
    let read = move |connection: &Connection| {
        let Some(person) = store::person(connection, &wanted)? else { return Ok(None) };
        let works = works(connection, person.page.as_ref(), &wanted)?;
        Ok(Some((person, works, hosts_wait(connection, &bases, now)?)))
    };
    let found = store.read(read).await?;
    let Some((person, works, hosts_wait)) = found else {
        return Err(Error::NotFound(format!("{key} in the cache")));
    };
    let StoredPerson { name, page, checked_at, .. } = person;
    let (dates, language) = (view.dates(edition), edition.language.clone());
    let cause = || Cause::of_page(hosts_wait, None, view.now).in_words(Missing::OnDemand, &language, &dates);
    let waiting = page.is_none().then(cause);
    let (biography, picture) = page.map_or((Vec::new(), None), |page| (page.biography, page.picture));
    Ok(PersonPage {
        key: key.clone(),
        name,
        biography,
        picture,
        works,
        link: link(edition, key),
        direction: direction_of_language(&language),
        waiting,
        language,
        fresh_as_of: checked_at,
    })
}

/// The works that a page names, and then those whose casts name the person and that the page lacks.
fn works(connection: &Connection, page: Option<&Person>, key: &ItemKey) -> Result<Vec<PersonWork>> {
    let mut works: Vec<Work> = page.map(|page| page.works.clone()).unwrap_or_default();
    let named: HashSet<ItemKey> = works.iter().filter_map(|work| work.key.clone()).collect();
    let is_new = |work: &Work| work.key.as_ref().is_none_or(|key| !named.contains(key));
    works.extend(store::works_of(connection, key)?.into_iter().filter(is_new));
    let with_place = |Work { key, title, role }: Work| {
        let is_here = match &key {
            Some(key) => store::is_stored(connection, key)?,
            None => false,
        };
        Ok(PersonWork { key, title, role, is_here })
    };
    works.into_iter().map(with_place).collect()
}

/// The most people of one slice.
const MOST: u32 = 500;

/// The people of an edition whom stored casts name.
pub(crate) async fn people(store: &Store, view: View<'_>, query: PeopleQuery) -> Result<PeopleSlice> {
    let PeopleQuery { edition, limit, after } = query;
    view.editions.get(&edition)?;
    if !(1..=MOST).contains(&limit) {
        return Err(Error::bad_argument(format!("a list has 1 to {MOST} people, not {limit}")));
    }
    if after.as_ref().is_some_and(|after| after.edition != edition) {
        return Err(Error::bad_argument("the cursor is of another list"));
    }
    let id = edition.clone();
    let read = move |connection: &Connection| {
        let after = after.as_ref().map_or((&[][..], ""), |after| (after.name_key.as_slice(), &after.id));
        store::named_people(connection, &id, after, limit + 1)
    };
    let mut rows = store.read(read).await?;
    let is_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| is_more);
    let next = last.map(|row| PeopleCursor {
        edition: edition.clone(),
        name_key: row.name_key.clone(),
        id: row.id.clone(),
    });
    let person = |row: store::PersonRow| NamedPerson {
        key: ItemKey { edition: edition.clone(), kind: Kind::Person, id: row.id },
        name: row.name,
        works: row.works,
        has_page: row.has_page,
    };
    let people = rows.into_iter().map(person).collect();
    Ok(PeopleSlice { edition: edition.clone(), people, next })
}
