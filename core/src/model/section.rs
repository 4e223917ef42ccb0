//! The sections of an edition.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A part of an edition that is listed and synced on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// News articles, newest first.
    News,
    /// Series.
    Series,
    /// Films.
    Film,
    /// Programmes that are neither.
    Program,
    /// Music albums.
    Music,
    /// The live stream. It has addresses and no items.
    Live,
    /// The guide: what is broadcast when. It has broadcasts and no items.
    Schedule,
}

impl Section {
    /// All sections, in the order in which a sync requests them.
    pub const ALL: [Section; 7] = [
        Section::News,
        Section::Series,
        Section::Film,
        Section::Program,
        Section::Music,
        Section::Live,
        Section::Schedule,
    ];

    /// The name used in SQL and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Section::News => "news",
            Section::Series => "series",
            Section::Film => "film",
            Section::Program => "program",
            Section::Music => "music",
            Section::Live => "live",
            Section::Schedule => "schedule",
        }
    }

    /// Whether people expect the whole of its list and not only what is new. The list is then read to its
    /// end, ordered by id or by alphabet, and never pruned by age.
    pub(crate) fn is_kept_whole(self) -> bool {
        matches!(self, Section::Series | Section::Film | Section::Program | Section::Music)
    }
}

impl FromStr for Section {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|section| section.as_str() == text);
        found.ok_or_else(|| Error::bad_argument(format!("`{text}` is no section")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_read_by_its_name_and_has_the_same_in_json() {
        for section in Section::ALL {
            assert_eq!(section.as_str().parse::<Section>().unwrap(), section);
            assert_eq!(serde_json::to_string(&section).unwrap(), format!("{:?}", section.as_str()));
        }
        assert!("weather".parse::<Section>().is_err());
    }
}
