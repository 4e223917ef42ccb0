//! Export and import.

use super::User;
use crate::error::Result;
use crate::model::{ExportRequest, ImportReport};
use crate::user;

impl User {
    /// The most bytes that an import may have, and that an export has. Check the length of a file before you
    /// read it.
    pub const IMPORT_LIMIT: u64 = user::MOST_BYTES as u64;

    /// All that the person did, as JSON in a form with a version. Equal states give equal bytes. Times are
    /// RFC 3339 in UTC. Marks that were taken back are named, too, so that an import elsewhere takes them
    /// back. The history is left out unless the request asks for it. Pictures and undo steps are not
    /// exported.
    ///
    /// Reads the disk, and notes there that the acts until now left the device: undo takes them back as of
    /// then, so that an import elsewhere takes them back, too.
    ///
    /// # Errors
    /// [`TooLarge`](crate::Error::TooLarge) above [`IMPORT_LIMIT`](Self::IMPORT_LIMIT); the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn export(&self, request: ExportRequest) -> Result<String> {
        let opened = self.shared.opened().await?;
        user::export(&opened.store, self.shared.editions.catalog_id(), request).await
    }

    /// Merges an export of this or another device into the state of this one. Of two values of one mark the
    /// later counts, and of two copies of a saved article the one that the site confirmed later. So it does
    /// not matter in which order devices exchange their states, or how often. What only a later version knows
    /// is kept and exported again; of a number beyond 64 bits its 17 first digits.
    ///
    /// All of the text is checked before anything is written. It is one transaction, and can be undone: then
    /// what was here before is here again. Writes to disk.
    ///
    /// # Errors
    /// [`Unreadable`](crate::Error::Unreadable) with the place of the first fault, as line and column or as
    /// a JSON pointer; [`TooLarge`](crate::Error::TooLarge) above [`IMPORT_LIMIT`](Self::IMPORT_LIMIT);
    /// [`NewerVersion`](crate::Error::NewerVersion) for a form that this version cannot read;
    /// [`BadArgument`](crate::Error::BadArgument) for the state of another catalogue, and if more than 1,000
    /// words would be hidden; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn import(&self, text: impl Into<String>) -> Result<ImportReport> {
        let opened = self.shared.opened().await?;
        let (catalog, now) = (self.shared.editions.catalog_id(), self.shared.clock.now());
        user::import(&opened.store, catalog, text.into(), now).await
    }
}
