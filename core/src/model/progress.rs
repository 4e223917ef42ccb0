//! How far a sync has come.

use serde::Serialize;

use crate::model::EditionId;

/// How far a sync has come. A later report never has an earlier stage, never a smaller `done` in the same
/// stage, and never a smaller `percent` or fewer `bytes`. A stage with nothing to do is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Steps of this stage that are done.
    pub done: u32,
    /// Steps of this stage in all, 1 or more. It is estimated while not all listings have come, so it may
    /// grow. A bar shows `percent`, which never falls.
    pub total: u32,
    /// How far all stages together have come, 0 to 100: for a single bar. It is 100 only at the end.
    pub percent: u32,
    /// The edition of the last step; `None` at the beginning of a stage, and at the end.
    pub edition: Option<EditionId>,
    /// All bytes on the wire so far, both ways, as
    /// [`SectionReport::wire_bytes`](crate::SectionReport::wire_bytes) counts them.
    pub bytes: u64,
}

/// What a sync is doing, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Asking for listings: one step for each section of each edition. If a person chose an edition, its
    /// pages come before the other listings. Those are no steps then, but listeners are called after each.
    Listings,
    /// Asking for pages: one step for each page.
    Pages,
    /// Asking for the pictures of the newest items: one step for each picture.
    Pictures,
    /// Everything is stored. This stage has one step, which is done.
    Finished,
}
