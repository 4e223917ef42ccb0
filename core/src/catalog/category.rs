//! The numbers by which the site's answers name a kind.

use serde::Deserialize;

use super::listing::Certainty;
use crate::model::Kind;

/// The number of a kind in the rows of a search.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Category {
    /// The number.
    pub number: u32,
    /// The kind of the pages in it.
    pub kind: Kind,
    /// How sure the facts behind it are.
    #[serde(default)]
    pub certainty: Certainty,
}
