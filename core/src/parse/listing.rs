//! A listing: rows from a JSON array, or from the links of a page.

mod json;
mod links;
mod mend;
mod row;

use crate::catalog::{DocumentType, SectionEntry};
use crate::error::{Error, Result};
use crate::model::{ItemKey, Published};
use crate::parse::{Document, guarded};

/// The rows of a listing, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedListing {
    /// Each row with an id, once.
    pub rows: Vec<ParsedRow>,
    /// Rows that could not be used: without an id, template rows, not an object. Repeats are not counted.
    pub dropped: u32,
}

/// One row of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedRow {
    /// What identifies the item.
    pub key: ItemKey,
    /// The headline, entities decoded and tags removed.
    pub title: Option<String>,
    /// The address of its full picture.
    pub picture: Option<String>,
    /// The date, where the listing has one or its picture's folder names the day.
    pub published: Option<Published>,
}

/// Reads one page of a listing, in time linear in its length.
///
/// # Errors
/// [`Error::Unreadable`] where it is not of this form (HTML where JSON is due, half an array), or where the
/// parser panics.
pub fn listing(document: Document<'_>, form: DocumentType, section: &SectionEntry) -> Result<ParsedListing> {
    guarded(document.address, || read_rows(document, form, section))
}

fn read_rows(document: Document<'_>, form: DocumentType, section: &SectionEntry) -> Result<ParsedListing> {
    let read = match form {
        DocumentType::Json => json::read(document, section),
        DocumentType::Html => links::read(document, section),
    };
    read.map_err(|reason| Error::Unreadable { what: document.address.to_string(), reason })
}

#[cfg(test)]
mod tests;
