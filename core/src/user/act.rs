//! What a person does. Nothing else writes to the user's file.

use jiff::Timestamp;

use crate::error::Result;
use crate::model::{Act, Changes, UndoStep};
use crate::store::{self, CommitPoint, Store, Write};

/// Runs the work of an act in one transaction on the user's file, with the step that undoes it. Gives its
/// answer, and the keys that it changed.
///
/// The architecture test fails if another file calls `write_user`.
pub(super) async fn transact<T: Send + 'static>(
    store: &Store,
    act: Act,
    now: Timestamp,
    work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
) -> Result<(T, Changes)> {
    let with_step = move |write: &mut Write<'_>| {
        let answer = work(write)?;
        store::keep_step(write, act, now)?;
        Ok(answer)
    };
    let (answer, changes) = store.write_user(point_of(act), with_step).await?;
    tracing::debug!(?act, changed = changes.changed.len(), "stored what a person did");
    Ok((answer, changes))
}

fn point_of(act: Act) -> CommitPoint {
    match act {
        Act::Import => CommitPoint::Import,
        _ => CommitPoint::Act,
    }
}

/// Runs work that is no act, such as a reading position, in one transaction. It cannot be undone.
pub(super) async fn note<T: Send + 'static>(
    store: &Store,
    point: CommitPoint,
    work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
) -> Result<(T, Changes)> {
    store.write_user(point, work).await
}

/// Waits until lists leave out what the hidden words hide, and nothing else. A failure is only logged,
/// because the act is stored: the next acts and the next sync go on.
pub(super) async fn decide_items(store: &Store) {
    if let Err(error) = store.follow_marks().await {
        tracing::warn!(code = error.code().as_str(), %error, "lists follow the hidden words later");
    }
}

/// Undoes the newest act in one transaction; `None` if there is none.
pub(super) async fn undo(store: &Store, now: Timestamp) -> Result<(Option<UndoStep>, Changes)> {
    store.write_user(CommitPoint::Undo, move |write| store::undo(write, now)).await
}
