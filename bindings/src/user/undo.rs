//! Undo.

use super::User;
use crate::act::UndoStep;
use crate::error::Result;

#[uniffi::export]
impl User {
    /// Undoes the newest act, also one from before a restart or of another process, and returns it with the
    /// number of marks that changed back. Absent if there is nothing to undo. The last 30 acts can be undone,
    /// one by one; an act that only a later version knows is left for it. What something else changed since
    /// stays as it is. Writes to disk.
    ///
    /// It is then as if the act had never been done, unless an export has carried it away: then the older
    /// values are set as of now, so that an import elsewhere undoes it, too.
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
