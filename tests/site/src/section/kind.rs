//! The kinds of programmes.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::SiteError;

/// What a programme is. Each kind has a section of its own; all share one counter of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgramKind {
    /// A series.
    Series,
    /// A film.
    Film,
    /// Any other programme.
    Program,
}

impl ProgramKind {
    /// The three of them.
    pub const ALL: [ProgramKind; 3] = [ProgramKind::Series, ProgramKind::Film, ProgramKind::Program];

    /// The name in keys: `series`, `film`, `program`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Film => "film",
            Self::Program => "program",
        }
    }

    /// The name in paths.
    pub fn route(self) -> &'static str {
        match self {
            Self::Series => "Series",
            Self::Film => "Film",
            Self::Program => "Program",
        }
    }

    /// Its category number in listings and search.
    pub fn category(self) -> u32 {
        match self {
            Self::Series => 3,
            Self::Film => 5,
            Self::Program => 7,
        }
    }

    pub(crate) fn of_category(category: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.category() == category)
    }

    pub(crate) fn of_path(part: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == part)
    }
}

impl FromStr for ProgramKind {
    type Err = SiteError;

    fn from_str(id: &str) -> Result<Self, SiteError> {
        let wrong = || SiteError::BadLine(format!("KIND is series, film or program, not `{id}`"));
        Self::of_path(id).ok_or_else(wrong)
    }
}

impl fmt::Display for ProgramKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
