//! Undo.

use super::User;
use crate::error::Result;
use crate::model::UndoStep;
use crate::user;

impl User {
    /// Undoes the newest act, also one from before a restart or of another process, and returns it. `None` if
    /// there is nothing to undo. The last 30 acts can be undone, one by one. What something else changed
    /// since stays as it is. Writes to disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn undo(&self) -> Result<Option<UndoStep>> {
        let opened = self.shared.opened().await?;
        user::undo(&opened.store, self.shared.clock.now()).await
    }

    /// The acts that can be undone, newest first; at most 30. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn undo_steps(&self) -> Result<Vec<UndoStep>> {
        let opened = self.shared.opened().await?;
        user::undo_steps(&opened.store).await
    }
}
