//! Export and import.

use ifilm_core::{Client, ExportRequest};

use super::User;
use crate::error::Result;

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
    /// back. Pictures and undo steps are not exported, and the history only if it is asked for. Reads the
    /// disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn export_state(&self, history: bool) -> Result<String> {
        let request = ExportRequest::default().with_history(history);
        self.core.run(|core| async move { Ok(core.user().export(request).await?) }).await
    }

    /// Merges an export of this or another device into the state of this one. Of two values of one mark the
    /// later counts, so it does not matter in which order devices exchange their states, or how often. What
    /// only a later version knows is kept and exported again. All of the text is checked before anything is
    /// written. It is one transaction, and can be undone. Writes to disk.
    ///
    /// # Errors
    /// `Unreadable` with the place of the first fault, as line and column or as a JSON pointer; `TooLarge`
    /// above 128 MiB; `NewerVersion` for a form that this version cannot read; `BadArgument` for the state of
    /// another catalogue; the storage errors; `Closed`.
    pub async fn import_state(&self, text: String) -> Result<ImportReport> {
        let import = |core: Client| async move { Ok(core.user().import(text).await?.into()) };
        self.core.run(import).await
    }
}
