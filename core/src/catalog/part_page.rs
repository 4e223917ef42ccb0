//! The page of a part of an edition: a fixed address.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use serde::Deserialize;
use url::Url;

use super::listing::Certainty;
use crate::error::{Error, Result};
use crate::model::SitePart;

/// The page of a part of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PartPage {
    /// Which part.
    pub part: SitePart,
    /// Its path below the base. The first one of a part makes its canonical address.
    #[cfg_attr(test, schemars(with = "String"))]
    pub path: FixedPath,
    /// How sure the facts behind it are.
    #[serde(default)]
    pub certainty: Certainty,
}

impl PartPage {
    /// The page of a part at a path.
    pub fn of(part: SitePart, path: FixedPath) -> Self {
        Self { part, path, certainty: Certainty::default() }
    }
}

/// A path and query without placeholders: `/Home/Live`, `/artist/Index?id=2`.
///
/// It is compared without regard to case. A slash at the end is ignored, and so is a query that it does not
/// name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct FixedPath {
    text: String,
    parts: Vec<String>,
    query: Vec<(String, String)>,
}

impl FixedPath {
    /// The path and query as the catalogue has them.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether an address with this path below its base has this path.
    pub(super) fn is_at(&self, path: &str, address: &Url) -> bool {
        let found = parts(path);
        let is_same = |(one, other): (&String, &String)| one.eq_ignore_ascii_case(other);
        found.len() == self.parts.len()
            && found.iter().zip(&self.parts).all(is_same)
            && self.query.iter().all(|(name, wanted)| value(address, name).as_ref() == Some(wanted))
    }
}

/// The value of a name in the query of an address; `None` if it is not there, or there with two values.
pub(super) fn value(address: &Url, name: &str) -> Option<String> {
    let mut values = address.query_pairs().filter(|(found, _)| found.eq_ignore_ascii_case(name));
    let (_, first) = values.next()?;
    values.all(|(_, value)| value == first).then(|| first.into_owned())
}

/// The parts of a path, decoded. A part that is not UTF-8 equals no part of a catalogue.
fn parts(path: &str) -> Vec<String> {
    let decoded = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
    path.split('/').filter(|part| !part.is_empty()).map(decoded).collect()
}

impl FromStr for FixedPath {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = |why: &str| Err(Error::bad_argument(format!("`{text}` {why}")));
        if !text.starts_with('/') {
            return wrong("must begin with /");
        }
        if text.contains(['{', '}', '#']) {
            return wrong("must be a path and a query without placeholders");
        }
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Ok(Self { text: text.to_owned(), parts: parts(path), query })
    }
}

impl TryFrom<String> for FixedPath {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}
