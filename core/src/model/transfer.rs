//! Export and import of what a person did.

use serde::Serialize;

/// What to export. Start from [`ExportRequest::default`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ExportRequest {
    /// Whether the history is exported, too.
    pub history: bool,
}

impl ExportRequest {
    /// With the history, or without it.
    pub fn with_history(self, history: bool) -> Self {
        Self { history }
    }
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The marks that were newer in the import.
    pub changed: u32,
    /// The marks that are the same or newer on this device.
    pub unchanged: u32,
}
