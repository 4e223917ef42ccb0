//! How far a sync has come.

use serde::Serialize;

/// How far a sync has come. A later report never has an earlier stage, and never a smaller `done` in the same
/// stage. A stage with nothing to do is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Steps of this stage that are done.
    pub done: u32,
    /// Steps of this stage in all, 1 or more.
    pub total: u32,
}

/// What a sync is doing, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Asking for listings: one step for each section of each edition.
    Listings,
    /// Asking for pages: one step for each page.
    Pages,
    /// Everything is stored. This stage has one step, which is done.
    Finished,
}
