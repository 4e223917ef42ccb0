//! An edition: one language version of a site.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::Direction;

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

/// A BCP-47 tag in canonical form and without extensions, such as `fa-AF`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language: `fa` of `fa-AF`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl FromStr for LanguageTag {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let locale = icu_locale::Locale::try_from_str(text)
            .map_err(|_| Error::bad_argument(format!("`{}` is no BCP-47 language tag", short(text))))?;
        Ok(Self(locale.id.to_string()))
    }
}

/// As much of a malformed tag as a person reads: a host may pass anything, and errors are kept and shown.
fn short(text: &str) -> String {
    text.chars().take(100).collect()
}

impl TryFrom<String> for LanguageTag {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An edition as a shell offers it for choice.
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
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tag of a megabyte gave an error of a megabyte.
    #[test]
    fn an_error_repeats_no_more_of_a_tag_than_a_person_reads() {
        let error = "x".repeat(1 << 20).parse::<LanguageTag>().unwrap_err();

        assert_eq!(error.to_string(), format!("`{}` is no BCP-47 language tag", "x".repeat(100)));
    }
}
