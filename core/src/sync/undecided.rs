//! Answers that wait until all pages of a section have answered.

use url::Url;

use crate::error::Error;
use crate::store::{DuePage, PageAnswer};

/// An answer that counts for its page only if the host's other pages have no problem.
pub(super) enum Undecided {
    /// The page does not exist. With 410 the site says that it took it away.
    Absence { page: Box<DuePage>, is_gone: bool },
    /// A text that may be something else.
    Doubt(Box<Doubt>),
}

/// A text that may be something else.
pub(super) struct Doubt {
    pub(super) page: DuePage,
    pub(super) answer: PageAnswer,
    /// The address that it came from, if that is not the address of the page.
    pub(super) moved_to: Option<Url>,
}

impl Doubt {
    /// Why the page counts as failed.
    pub(super) fn error(&self) -> Error {
        match &self.moved_to {
            Some(address) => leads_elsewhere(&self.page, address),
            None => unreadable(&self.page, "it may be something else than the article".to_owned()),
        }
    }
}

pub(super) fn leads_elsewhere(page: &DuePage, address: &Url) -> Error {
    unreadable(page, format!("it leads to {address}"))
}

pub(super) fn unfinished(page: &DuePage) -> Error {
    unreadable(page, "it ends in the middle".to_owned())
}

fn unreadable(page: &DuePage, reason: String) -> Error {
    Error::Unreadable { what: page.key.to_string(), reason }
}
