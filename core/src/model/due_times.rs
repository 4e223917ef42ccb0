//! When sections are requested next, and why then.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{EditionId, Section};

/// When sections are requested next, for a job scheduler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueTimes {
    /// Whether a sync under the given conditions would request a section now.
    pub now: bool,
    /// The section that is due first; `None` if there is no section.
    pub next: Option<SectionDue>,
    /// All sections, in the order of the catalogue.
    pub sections: Vec<SectionDue>,
}

/// When one section is requested next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionDue {
    /// The edition.
    pub edition: EditionId,
    /// The section.
    pub section: Section,
    /// The earliest time. It is now if the section is due.
    pub at: Timestamp,
    /// Why then.
    pub reason: NextDueReason,
}

/// Why a section is due at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextDueReason {
    /// It was never requested.
    NeverRequested,
    /// A person asks, who waits for no schedule.
    Person,
    /// Its time has come by how often it changes.
    Schedule,
    /// A push said that it has something new. See [`Client::hint`](crate::Client::hint).
    Hint,
    /// The last sync ended before it had requested all pages.
    Unfinished,
    /// The site said how long its last answer is fresh (`Cache-Control`, `Expires`).
    Fresh,
    /// It failed. It is retried after a random time, which is shorter than its period.
    Failed,
    /// The site says that it took the listing away (410), for two days or more. It is asked once a day.
    Gone,
    /// The host asked to wait (`Retry-After`).
    HostAskedToWait,
}
