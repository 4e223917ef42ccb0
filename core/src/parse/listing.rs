//! A listing: rows from a JSON array, or from the links of a page.

mod card;
mod flat_rows;
mod json;
mod json_repair;
mod json_row;
mod links;
mod parsed;
mod row;

use crate::catalog::{DocumentType, SectionEntry};
use crate::error::{Error, Result};
use crate::parse::{Document, guarded};

pub(super) use json_repair::repaired;
pub(super) use json_row::is_same_name;
pub(super) use links::is_template;
pub use parsed::{ParsedListing, ParsedRow};

/// Reads one page of a listing, in time linear in its length.
///
/// # Errors
/// [`Error::Unreadable`] if it is not of this form (HTML instead of JSON, half an array), or if the parser
/// panics.
pub fn listing(document: Document<'_>, form: DocumentType, section: &SectionEntry) -> Result<ParsedListing> {
    guarded(document.address, || read_rows(document, form, section))
}

fn read_rows(document: Document<'_>, form: DocumentType, section: &SectionEntry) -> Result<ParsedListing> {
    let read = match form {
        DocumentType::Json => json::read(document, section),
        DocumentType::Html => links::read(document, section),
        DocumentType::Guide | DocumentType::Live => Err("it is no list of items".to_owned()),
    };
    read.map_err(|reason| Error::Unreadable { what: document.address.to_string(), reason })
}

#[cfg(test)]
mod tests;
