//! The state of a person as a text: out of this device, and into it.

mod document;
mod strict_json;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use super::act::{decide_items, note, transact};
use super::saved::note_pictures;
use crate::error::{Error, Result};
use crate::model::{Act, ExportRequest, ImportReport};
use crate::store::{self, CommitPoint, Store, Write};
use document::Document;

/// The most bytes that an import may have, and an export has. It is some 30,000 saved articles.
pub(crate) const MOST_BYTES: usize = 128 << 20;

/// The whole state as text. Notes that it left the device, so that undo takes it back elsewhere, too.
pub(crate) async fn export(store: &Store, catalog: &str, request: ExportRequest) -> Result<String> {
    let catalog = catalog.to_owned();
    let write = move |connection: &_| {
        let document = Document { catalog, marks: store::marks(connection)? };
        Ok((document.written(request.history)?, store::is_anything_unexported(connection)?))
    };
    let (text, is_anything_new) = store.read_user(write).await?;
    check_length(&text, "the export")?;
    if is_anything_new && let Err(error) = note(store, CommitPoint::Exported, store::note_exported).await {
        tracing::warn!(%error, "undo will not reach the devices that get this export");
    }
    Ok(text)
}

fn check_length(text: &str, what: &str) -> Result<()> {
    match text.len() > MOST_BYTES {
        true => Err(Error::TooLarge { address: what.to_owned(), limit: MOST_BYTES as u64 }),
        false => Ok(()),
    }
}

/// Merges a state into that of this device. Checks all of it before anything is written.
pub(crate) async fn import(
    store: &Store,
    catalog: &str,
    text: String,
    now: Timestamp,
) -> Result<ImportReport> {
    check_length(&text, "the import")?;
    let read = move |_: &_| Document::read(&text); // on a reader's thread, because it may take seconds
    let Document { catalog: its, marks } = store.read_user(read).await?;
    if its != catalog {
        let reason = format!("the import belongs to the catalogue `{its}`, not `{catalog}`");
        return Err(Error::bad_argument(reason));
    }
    let all = marks.len();
    let merge = move |write: &mut Write<'_>| store::merge_marks(write, &marks);
    let (changed, _) = transact(store, Act::Import, now, merge).await?;
    decide_items(store).await;
    note_pictures(store).await;
    let count = |marks: usize| marks.try_into().unwrap_or(u32::MAX);
    Ok(ImportReport { changed: count(changed), unchanged: count(all.saturating_sub(changed)) })
}
