//! A running sync.

use crate::error::{Error, Result};
use crate::model::SyncReport;

/// A running sync. Dropping it, or dropping a wait, does not cancel it.
#[derive(Clone)]
pub struct Job {}

impl Job {
    /// Waits for the end and gives the report; any number of callers may wait.
    ///
    /// # Errors
    /// The storage errors and [`Error::Closed`]; a source that failed is told in the report.
    pub async fn wait(&self) -> Result<SyncReport> {
        Err(Error::Closed)
    }

    /// Asks the sync to end at its next step. What is stored stays; the report says `cancelled`.
    pub fn cancel(&self) {}

    /// Whether it has ended.
    pub fn is_finished(&self) -> bool {
        true
    }
}
