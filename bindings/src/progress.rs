//! The progress of a sync.

use crate::enum_conversion::convert_enum;
use crate::error::Result;

/// The progress of a sync. Stages, `percent` and `bytes` never go backwards, and neither does `done` within a
/// stage. A stage with nothing to do is left out.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Progress {
    /// The present stage.
    pub stage: Stage,
    /// Steps of this stage that are done.
    pub done: u32,
    /// Steps of this stage in all, 1 or more.
    pub total: u32,
    /// How far all stages together have come, 0 to 100: for a single bar. It is 100 only at the end.
    pub percent: u32,
    /// The edition of the last step; none at the beginning of a stage, and at the end.
    pub edition: Option<String>,
    /// All bytes on the wire so far, both ways.
    pub bytes: u64,
}

impl From<ifilm_core::Progress> for Progress {
    fn from(progress: ifilm_core::Progress) -> Self {
        let ifilm_core::Progress { stage, done, total, percent, edition, bytes } = progress;
        Self { stage: stage.into(), done, total, percent, edition: edition.map(Into::into), bytes }
    }
}

/// The stages of a sync, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Stage {
    /// Asking for listings: one step for each section of each edition.
    Listings,
    /// Asking for pages: one step for each page.
    Pages,
    /// Asking for the pictures of the newest items: one step for each picture.
    Pictures,
    /// Everything is stored. The stage has one step, which is done.
    Finished,
}

convert_enum!(Stage { Listings, Pages, Pictures, Finished });

/// Receives the progress of a sync: the present state first, then each change.
#[uniffi::export(foreign)]
pub trait ProgressListener: Send + Sync {
    /// The core calls it on one of its threads and waits for it. So hand the value on and return. An
    /// exception from it is only logged.
    fn on_progress(&self, progress: Progress) -> Result<()>;
}

/// Calls the listener. A listener that fails does not stop the sync.
pub(crate) fn tell(listener: &dyn ProgressListener, progress: Progress) {
    if let Err(error) = listener.on_progress(progress) {
        tracing::error!(%error, "the host's progress listener failed");
    }
}
