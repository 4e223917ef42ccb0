//! Undo.

use super::User;
use crate::act::UndoStep;
use crate::error::Result;

#[uniffi::export]
impl User {
    /// Undoes the newest act, also one from before a restart or of another process, and returns it. Absent if
    /// there is nothing to undo. The last 30 acts can be undone, one by one. What something else changed
    /// since stays as it is. Writes to disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn undo(&self) -> Result<Option<UndoStep>> {
        self.core.run(|core| async move { Ok(core.user().undo().await?.map(UndoStep::from)) }).await
    }

    /// The acts that can be undone, newest first; at most 30. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn undo_steps(&self) -> Result<Vec<UndoStep>> {
        let steps = |core: ifilm_core::Client| async move {
            Ok(core.user().undo_steps().await?.into_iter().map(UndoStep::from).collect())
        };
        self.core.run(steps).await
    }
}
