//! People: who they are, and what they took part in.

use jiff::Timestamp;

use crate::block::Block;
use crate::direction::Direction;
use crate::key::ItemKey;
use crate::waiting::Waiting;

/// A person, as his or her page and the stored casts describe them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PersonPage {
    /// The person.
    pub key: ItemKey,
    /// The name. Until the page is stored, as a cast writes it.
    pub name: String,
    /// The biography; empty if the page has none, or is not stored yet.
    pub biography: Vec<Block>,
    /// The address of the portrait.
    pub picture: Option<String>,
    /// The works that the page names, in its order, and then those whose stored casts name the person.
    pub works: Vec<PersonWork>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The language of the texts, a BCP-47 tag.
    pub language: String,
    /// The direction of the name.
    pub direction: Direction,
    /// Why the page is not stored yet; absent if it is.
    pub waiting: Option<Waiting>,
    /// When the site last confirmed the page, in milliseconds since 1970, UTC; absent if it never came.
    pub fresh_as_of_ms: Option<i64>,
}

impl From<ifilm_core::PersonPage> for PersonPage {
    #[rustfmt::skip]
    fn from(page: ifilm_core::PersonPage) -> Self {
        let ifilm_core::PersonPage {
            key, name, biography, picture, works, link, language, direction, waiting, fresh_as_of,
        } = page;
        Self {
            key: key.into(),
            name,
            biography: biography.into_iter().map(Block::from).collect(),
            picture,
            works: works.into_iter().map(PersonWork::from).collect(),
            link,
            language: language.to_string(),
            direction: direction.into(),
            waiting: waiting.map(Waiting::from),
            fresh_as_of_ms: fresh_as_of.map(Timestamp::as_millisecond),
        }
    }
}

/// A programme that a person took part in.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PersonWork {
    /// The key of the programme's page; absent only for a work that the page of the person names without a
    /// link.
    pub key: Option<ItemKey>,
    /// Its title.
    pub title: String,
    /// The part or the task, in the words of the page.
    pub role: Option<String>,
    /// Whether the programme is stored, so that it can be opened without the network.
    pub is_here: bool,
}

impl From<ifilm_core::PersonWork> for PersonWork {
    fn from(work: ifilm_core::PersonWork) -> Self {
        let ifilm_core::PersonWork { key, title, role, is_here } = work;
        Self { key: key.map(ItemKey::from), title, role, is_here }
    }
}

/// Some people of an edition, in the order of the alphabet.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PeopleSlice {
    /// The edition.
    pub edition: String,
    /// The people whom the casts of stored programmes name.
    pub people: Vec<NamedPerson>,
    /// Where the next slice begins; absent at the end. Pass it back unchanged.
    pub next: Option<String>,
}

impl From<ifilm_core::PeopleSlice> for PeopleSlice {
    fn from(slice: ifilm_core::PeopleSlice) -> Self {
        let ifilm_core::PeopleSlice { edition, people, next } = slice;
        Self {
            edition: edition.into(),
            people: people.into_iter().map(NamedPerson::from).collect(),
            next: next.map(|cursor| cursor.to_string()),
        }
    }
}

/// A person whom a stored cast names.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NamedPerson {
    /// The person.
    pub key: ItemKey,
    /// The name.
    pub name: String,
    /// How many stored programmes name the person.
    pub works: u32,
    /// Whether the page of the person is stored.
    pub has_page: bool,
}

impl From<ifilm_core::NamedPerson> for NamedPerson {
    fn from(person: ifilm_core::NamedPerson) -> Self {
        let ifilm_core::NamedPerson { key, name, works, has_page } = person;
        Self { key: key.into(), name, works, has_page }
    }
}
