//! An edition: one language version of a site.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::{Direction, LanguageTag};

/// Names one edition in keys, SQL and JSON: `en`, `ar`, `fa`, `fa2`.
///
/// ```
/// use ifilm_core::EditionId;
/// assert!("fa2".parse::<EditionId>().is_ok());
/// assert!("FA 2".parse::<EditionId>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EditionId(String);

impl EditionId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EditionId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let first = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let rest = |c: char| first(c) || c == ':' || c == '-';
        if (1..=64).contains(&text.len()) && text.starts_with(first) && text.chars().all(rest) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::bad_argument(format!("`{text}` is no edition id")))
    }
}

impl TryFrom<String> for EditionId {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<EditionId> for String {
    fn from(id: EditionId) -> Self {
        id.0
    }
}

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An edition that a person can choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// Its id.
    pub id: EditionId,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Its name in its own language.
    pub name: String,
    /// The direction its language is written in.
    pub direction: Direction,
    /// The IANA name of the zone in which it prints its dates: `Asia/Tehran`.
    pub zone: String,
}
