//! The cast of a programme: the rows of its page, or what it declares for machines.

use std::collections::BTreeSet;

use ifilm_language::text::normalized;

use crate::model::{CastMember, Kind};
use crate::parse::detail::{LinkedRow, LinkedRows, Subject, Thing};

/// The cast that links to person pages.
pub(super) fn linked(rows: LinkedRows) -> Vec<CastMember> {
    let member = |LinkedRow { key, name, role }: LinkedRow| CastMember { key, name, role };
    rows.rows.into_iter().map(member).collect()
}

/// The cast that links to pages, and behind it who is only declared.
pub(super) fn joined(mut linked: Vec<CastMember>, declared: Vec<CastMember>) -> Vec<CastMember> {
    let known: BTreeSet<String> = linked.iter().map(|member| normalized(&member.name)).collect();
    let is_new = |member: &CastMember| member.key.is_none() && !known.contains(&normalized(&member.name));
    linked.extend(declared.into_iter().filter(is_new));
    linked
}

/// The maximum number of persons that a page declares.
const MOST: usize = 256;

/// The cast that the page declares, each person once.
pub(super) fn declared(thing: Option<&Thing>, subject: &Subject<'_>) -> Vec<CastMember> {
    let named = ["director", "directors", "actor", "actors", "byArtist"];
    let persons = thing.into_iter().flat_map(|thing| named.iter().flat_map(|name| thing.things(name)));
    let mut cast: Vec<CastMember> = Vec::new();
    for member in persons.take(MOST).filter_map(|person| member(&person, subject)) {
        if !cast.contains(&member) {
            cast.push(member);
        }
    }
    cast
}

/// A person, or a part with the person who plays it.
fn member(declared: &Thing, subject: &Subject<'_>) -> Option<CastMember> {
    let role = declared.text(&["characterName", "roleName", "jobTitle"]);
    let inner = declared.things("actor").into_iter().next();
    let person = inner.as_ref().unwrap_or(declared);
    let address = person.address(&["url", "@id", "sameAs"]).and_then(|address| subject.absolute(&address));
    let key = address.and_then(|address| subject.document.edition.key_of(&address));
    let key = key.filter(|key| key.kind == Kind::Person);
    Some(CastMember { key, name: person.text(&["name"])?, role })
}
