//! Export and import.

use ifilm_core::{Client, ExportRequest};

use super::User;
use crate::error::{Result, caught};

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct ImportReport {
    /// The marks that were newer in the import.
    pub changed: u32,
    /// The marks that are the same or newer on this device.
    pub unchanged: u32,
}

impl From<ifilm_core::ImportReport> for ImportReport {
    fn from(report: ifilm_core::ImportReport) -> Self {
        let ifilm_core::ImportReport { changed, unchanged } = report;
        Self { changed, unchanged }
    }
}

// `import` alone is a keyword of Python and Swift.
#[uniffi::export]
impl User {
    /// All that the person did, as JSON in a form with a version. Equal states give equal texts. Times are
    /// RFC 3339 in UTC. Marks that were taken back are named, too, so that an import elsewhere takes them
    /// back. Pictures and undo steps are not exported, and the history only if it is asked for.
    ///
    /// Reads the disk, and notes there that the acts until now left the device: undo takes them back as of
    /// then, so that an import elsewhere takes them back, too.
    ///
    /// # Errors
    /// `TooLarge` above `import_limit`; the storage errors; `Closed`.
    pub async fn export_state(&self, history: bool) -> Result<String> {
        let request = ExportRequest::default().with_history(history);
        self.core.run(|core| async move { Ok(core.user().export(request).await?) }).await
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
    /// `Unreadable` with the place of the first fault, as line and column or as a JSON pointer; `TooLarge`
    /// above `import_limit`; `NewerVersion` for a form that this version cannot read; `BadArgument` for the
    /// state of another catalogue, and if more than 1,000 words would be hidden; the storage errors;
    /// `Closed`.
    pub async fn import_state(&self, text: String) -> Result<ImportReport> {
        let import = |core: Client| async move { Ok(core.user().import(text).await?.into()) };
        self.core.run(import).await
    }

    /// The most bytes in UTF-8 that an import may have, and that an export has. Check the length of a file
    /// before you read it.
    ///
    /// # Errors
    /// None but `Internal`.
    pub fn import_limit(&self) -> Result<u64> {
        caught(|| Ok(ifilm_core::User::IMPORT_LIMIT))
    }
}
