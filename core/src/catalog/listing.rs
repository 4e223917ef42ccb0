//! A listing: one address whose answer is rows.

use serde::Deserialize;

/// A place where a section may be listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Listing {
    /// Names the candidate within its section; stored, so that the one that worked is remembered.
    pub name: String,
    /// What its answer looks like.
    pub form: Form,
    /// The path and query below the base; `{page}` and `{size}` are filled in.
    pub path: String,
    /// The number of its first page.
    #[serde(default = "one")]
    pub first_page: u32,
    /// Rows a page is asked for.
    #[serde(default = "thirty")]
    pub size: u32,
    /// How sure the facts behind it are.
    #[serde(default)]
    pub certainty: Certainty,
}

/// What the answer of a listing looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A JSON array of objects with at least an id.
    Json,
    /// A page; every link on it that matches a content path is a row.
    Html,
}

/// How sure the facts behind a listing are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Seen, or told by unrelated sources.
    Sure,
    /// One good source.
    Likely,
    /// Inferred.
    #[default]
    Guess,
}

impl Listing {
    /// Whether it has more than one page.
    pub fn is_paged(&self) -> bool {
        self.path.contains("{page}")
    }

    /// The path and query of its n-th page, from 0.
    pub fn path_of_page(&self, index: u32) -> String {
        let page = (self.first_page + index).to_string();
        self.path.replace("{page}", &page).replace("{size}", &self.size.to_string())
    }
}

fn one() -> u32 {
    1
}

fn thirty() -> u32 {
    30
}
