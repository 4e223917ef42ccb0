//! The tracks of an album, or clips: rows of JSON, or the players of an album's page.

mod of_page;
mod of_rows;
mod of_rows_of_page;
mod parsed;
mod row;

use crate::error::Result;
use crate::parse::{Document, encoding, guarded};

pub use parsed::ParsedTracks;

/// Reads the answer with tracks or clips, or the page of an album, in time linear in its length.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) if it is neither, or if the parser panics.
pub fn tracks(document: Document<'_>) -> Result<ParsedTracks> {
    guarded(document.address, || {
        let text = encoding::decode(document.bytes, document.charset);
        let is_page = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']).starts_with('<');
        if is_page { of_page::read(&text, document) } else { of_rows::read(document) }
    })
}

#[cfg(test)]
mod tests;
