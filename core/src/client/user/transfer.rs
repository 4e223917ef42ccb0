//! Export and import.

use super::User;
use crate::error::Result;
use crate::model::{ExportRequest, ImportReport};
use crate::user;

impl User {
    /// All that the person did, as JSON in a form with a version. Equal states give equal bytes. Times are
    /// RFC 3339 in UTC. Marks that were taken back are named, too, so that an import elsewhere takes them
    /// back. The history is left out unless the request asks for it. Pictures and undo steps are not
    /// exported. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn export(&self, request: ExportRequest) -> Result<String> {
        let opened = self.shared.opened().await?;
        user::export(&opened.store, self.shared.editions.catalog_id(), request).await
    }

    /// Merges an export of this or another device into the state of this one. Of two values of one mark the
    /// later counts, so it does not matter in which order devices exchange their states, or how often. What
    /// only a later version knows is kept and exported again. All of the text is checked before anything is
    /// written. It is one transaction, and can be undone. Writes to disk.
    ///
    /// # Errors
    /// [`Unreadable`](crate::Error::Unreadable) with the place of the first fault, as line and column or as
    /// a JSON pointer; [`TooLarge`](crate::Error::TooLarge) above 32 MiB;
    /// [`NewerVersion`](crate::Error::NewerVersion) for a form that this version cannot read;
    /// [`BadArgument`](crate::Error::BadArgument) for the state of another catalogue; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn import(&self, text: impl Into<String>) -> Result<ImportReport> {
        let opened = self.shared.opened().await?;
        let (catalog, now) = (self.shared.editions.catalog_id(), self.shared.clock.now());
        user::import(&opened.store, catalog, text.into(), now).await
    }
}
