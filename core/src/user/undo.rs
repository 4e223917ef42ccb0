//! Undo: the last acts of a person, newest first.

use jiff::Timestamp;

use super::act;
use super::saved::note_pictures;
use crate::error::Result;
use crate::model::UndoStep;
use crate::store::{self, Store};

/// Undoes the newest act, and returns it; `None` if there is none.
pub(crate) async fn undo(store: &Store, now: Timestamp) -> Result<Option<UndoStep>> {
    let (undone, _) = act::undo(store, now).await?;
    act::decide_items(store).await;
    note_pictures(store).await;
    Ok(undone)
}

/// The acts that can be undone, newest first.
pub(crate) async fn undo_steps(store: &Store) -> Result<Vec<UndoStep>> {
    store.read_user(store::undo_steps).await
}
