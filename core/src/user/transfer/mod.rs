//! The state of a person as a text: out of this device, and into it.

mod document;
mod strict_json;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use super::act::transact;
use crate::error::{Error, Result};
use crate::model::{Act, ExportRequest, ImportReport};
use crate::store::{self, Store, Write};
use document::Document;

/// The most bytes that an import may have.
const MOST_BYTES: usize = 32 << 20;

/// The whole state as text.
pub(crate) async fn export(store: &Store, catalog: &str, request: ExportRequest) -> Result<String> {
    let marks = store.read(store::marks).await?;
    Document { catalog: catalog.to_owned(), marks }.written(request.history)
}

/// Merges a state into that of this device. Checks all of it before anything is written.
pub(crate) async fn import(
    store: &Store,
    catalog: &str,
    text: String,
    now: Timestamp,
) -> Result<ImportReport> {
    if text.len() > MOST_BYTES {
        let limit = MOST_BYTES.try_into().unwrap_or(u64::MAX);
        return Err(Error::TooLarge { address: "the import".to_owned(), limit });
    }
    let Document { catalog: its, marks } = Document::read(&text)?;
    if its != catalog {
        let reason = format!("the import belongs to the catalogue `{its}`, not `{catalog}`");
        return Err(Error::bad_argument(reason));
    }
    let merge = move |write: &mut Write<'_>| {
        let mut report = ImportReport { changed: 0, unchanged: 0 };
        for mark in &marks {
            let is_news = store::merge_mark(write, mark)?;
            *(if is_news { &mut report.changed } else { &mut report.unchanged }) += 1;
        }
        store::shorten_marks(write)?;
        Ok(report)
    };
    Ok(transact(store, Act::Import, now, merge).await?.0)
}
