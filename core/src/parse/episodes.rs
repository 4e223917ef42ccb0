//! The episodes of a programme: the rows of attachments, or those that its page numbers.

mod attached;
mod numbered;
mod page_form;
mod parsed;

use crate::error::{Error, Result};
use crate::model::Kind;
use crate::parse::{Document, encoding, guarded};

pub use parsed::ParsedEpisodes;

/// Reads the answer with the attachments of a programme, or the page of a programme with numbered episodes,
/// in time linear in its length. A page whose episodes are attachments has none here.
///
/// # Errors
/// [`Error::Unreadable`] if it is neither, or if the parser panics.
pub fn episodes(document: Document<'_>) -> Result<ParsedEpisodes> {
    guarded(document.address, || {
        let text = encoding::decode(document.bytes, document.charset);
        let is_page = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']).starts_with('<');
        if !is_page {
            return attached::read(document);
        }
        let key = document.edition.key_of(document.address);
        let key = key.filter(|key| matches!(key.kind, Kind::Series | Kind::Film | Kind::Program));
        match numbered::read(&text, document, key.as_ref()) {
            Some(episodes) => Ok(ParsedEpisodes { episodes, dropped: 0, rows: 0 }),
            None if key.is_some() => Ok(ParsedEpisodes::default()),
            None => Err(Error::Unreadable {
                what: document.address.to_string(),
                reason: "the page is not that of a programme".to_owned(),
            }),
        }
    })
}

#[cfg(test)]
mod tests;
