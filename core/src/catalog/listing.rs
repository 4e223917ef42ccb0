//! A listing: one address whose answer is rows.

use serde::Deserialize;

/// A place where a section may be listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Listing {
    /// Names the listing within its section. The name of the listing that worked last is stored.
    pub name: String,
    /// The kind of document that it answers with.
    pub document: DocumentType,
    /// The path and query below the base; `{page}` and `{size}` are filled in.
    pub path: String,
    /// The number of its first page.
    #[serde(default = "one")]
    pub first_page: u32,
    /// The value for `{size}` in the path: how many rows a page should have.
    #[serde(default = "thirty")]
    pub size: u32,
    /// How sure the facts behind it are.
    #[serde(default)]
    pub certainty: Certainty,
}

/// The kind of document that a listing answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    /// A JSON array of objects with an id or a link each, or an object that holds one.
    Json,
    /// A page; every link on it that matches a content path is a row.
    Html,
    /// What is broadcast when: a page or JSON.
    Guide,
    /// The page with the live stream.
    Live,
}

/// How sure the facts behind a listing are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Seen by us, or found in several independent reports.
    Sure,
    /// Found in one good report.
    Likely,
    /// Inferred.
    #[default]
    Guess,
}

impl Listing {
    /// A listing whose pages are numbered from 1 and have 30 rows. It is a guess.
    pub fn of(name: impl Into<String>, document: DocumentType, path: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            document,
            path: path.into(),
            first_page: one(),
            size: thirty(),
            certainty: Certainty::default(),
        }
    }

    /// Whether it has more than one page.
    pub fn is_paged(&self) -> bool {
        self.path.contains("{page}")
    }

    /// How many rows its address asks for; `None` if the site decides.
    pub(crate) fn asked_rows(&self) -> Option<usize> {
        self.path.contains("{size}").then(|| usize::try_from(self.size).unwrap_or(usize::MAX))
    }

    /// The path and query of its n-th page, from 0.
    pub fn path_of_page(&self, index: u32) -> String {
        let page = self.first_page.saturating_add(index).to_string();
        self.path.replace("{page}", &page).replace("{size}", &self.size.to_string())
    }

    /// The path and query of its n-th page, from 0, for an item. The id is part of a query.
    pub(crate) fn path_of_item(&self, id: &str, index: u32) -> String {
        let id: String = url::form_urlencoded::byte_serialize(id.as_bytes()).collect();
        self.path_of_page(index).replace("{id}", &id)
    }

    /// The path and query of a search for words, which are part of the query.
    pub(crate) fn path_of_words(&self, words: &str) -> String {
        let words: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
        self.path.replace("{size}", &self.size.to_string()).replace("{words}", &words)
    }

    /// The path and query of all its pages: `{page}` stands for the number.
    pub(crate) fn path_of_pages(&self) -> String {
        self.path.replace("{size}", &self.size.to_string())
    }

    /// What is wrong with it, and at which field.
    pub(super) fn fault(&self) -> Option<(&'static str, String)> {
        let path = &self.path;
        if path.contains("://") && !path.starts_with('/') {
            return Some(("path", format!("`{path}` is a whole address: a path below the base is due")));
        }
        (self.size == 0).then(|| ("size", "must be 1 or more".to_owned()))
    }
}

pub(super) fn one() -> u32 {
    1
}

pub(super) fn thirty() -> u32 {
    30
}
