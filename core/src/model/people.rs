//! The list of the people of an edition.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::slice::{from_hex, hex};
use crate::error::Error;
use crate::model::{EditionId, ItemKey};

/// Some people of an edition, in the order of the alphabet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleSlice {
    /// The edition.
    pub edition: EditionId,
    /// The people whom the casts of stored programmes name.
    pub people: Vec<NamedPerson>,
    /// Where the next slice begins; `None` at the end.
    pub next: Option<PeopleCursor>,
}

/// A person whom a stored cast names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

/// Which people to list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PeopleQuery {
    /// The edition.
    pub edition: EditionId,
    /// The maximum number of people of one slice, 1 to 500.
    pub limit: u32,
    /// Where to begin: the `next` of an earlier slice, or `None` for the first.
    pub after: Option<PeopleCursor>,
}

impl PeopleQuery {
    /// The first 50 people of an edition.
    pub fn of(edition: EditionId) -> Self {
        Self { edition, limit: 50, after: None }
    }

    /// At most this many people, 1 to 500.
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }

    /// The people that follow an earlier slice: its `next`.
    pub fn with_after(self, after: impl Into<Option<PeopleCursor>>) -> Self {
        Self { after: after.into(), ..self }
    }
}

/// A place in the list of the people of an edition, after one of them. It stays valid while others arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleCursor {
    pub(crate) edition: EditionId,
    pub(crate) name_key: Vec<u8>,
    pub(crate) id: String,
}

impl fmt::Display for PeopleCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.edition, hex(&self.name_key), self.id)
    }
}

impl FromStr for PeopleCursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let read = || {
            let (edition, rest) = text.split_once('.')?;
            let (name_key, id) = rest.split_once('.')?;
            let id = Some(id.to_owned()).filter(|id| !id.is_empty())?;
            Some(Self { edition: edition.parse().ok()?, name_key: from_hex(name_key)?, id })
        };
        read().ok_or_else(|| Error::bad_argument(format!("`{text}` is no cursor of a list of people")))
    }
}

impl Serialize for PeopleCursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_is_written_and_nothing_else_is_one() {
        let cursor = PeopleCursor {
            edition: "feed:ab".parse().unwrap(),
            name_key: vec![1, 0, 255],
            id: "a.b".to_owned(),
        };

        assert_eq!(cursor.to_string(), "feed:ab.0100ff.a.b");
        assert_eq!(cursor.to_string().parse::<PeopleCursor>().unwrap(), cursor);
        for text in ["", "en", "en.01", "en.01.", "en.0.5", "en.xy.5", "EN.01.5"] {
            assert!(text.parse::<PeopleCursor>().is_err(), "{text}");
        }
    }
}
