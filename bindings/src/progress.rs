//! The progress of a sync.

use crate::enum_conversion::convert_enum;
use crate::error::Result;

/// The progress of a sync. Stages never go backwards, and neither does `done` within a stage. A stage with
/// nothing to do is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Progress {
    /// The present stage.
    pub stage: Stage,
    /// Steps of this stage that are done.
    pub done: u32,
    /// Steps of this stage in all, 1 or more.
    pub total: u32,
}

impl From<ifilm_core::Progress> for Progress {
    fn from(progress: ifilm_core::Progress) -> Self {
        let ifilm_core::Progress { stage, done, total } = progress;
        Self { stage: stage.into(), done, total }
    }
}

/// The stages of a sync, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Stage {
    /// Asking for listings: one step for each section of each edition.
    Listings,
    /// Asking for pages: one step for each page.
    Pages,
    /// Everything is stored. The stage has one step, which is done.
    Finished,
}

convert_enum!(Stage { Listings, Pages, Finished });

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
