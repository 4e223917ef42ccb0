//! What a person does. Nothing else writes to the user's file.

use crate::error::Result;
use crate::model::Changes;
use crate::store::{Store, Write};

/// What a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    MarkRead,
    MarkUnread,
    ChooseEdition,
    ForgetChoice,
}

/// Runs the work of an act in one transaction on the user's file, and gives the keys that it changed.
///
/// The architecture test fails for any other caller of `write_user`.
pub(super) async fn transact(
    store: &Store,
    act: Act,
    work: impl FnOnce(&mut Write<'_>) -> Result<()> + Send + 'static,
) -> Result<Changes> {
    let ((), changes) = store.write_user(work).await?;
    tracing::debug!(?act, changed = changes.changed.len(), "stored what a person did");
    Ok(changes)
}
