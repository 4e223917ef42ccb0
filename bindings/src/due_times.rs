//! When sections are requested next, and why then.

use crate::enum_conversion::convert_enum;
use crate::key::Section;

/// When sections are requested next, for a job scheduler.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DueTimes {
    /// Whether a sync under the given conditions would request a section now.
    pub now: bool,
    /// The section that is due first; absent if there is no section.
    pub next: Option<SectionDue>,
    /// All sections, in the order of the catalogue.
    pub sections: Vec<SectionDue>,
}

impl From<ifilm_core::DueTimes> for DueTimes {
    fn from(times: ifilm_core::DueTimes) -> Self {
        let ifilm_core::DueTimes { now, next, sections } = times;
        let sections = sections.into_iter().map(SectionDue::from).collect();
        Self { now, next: next.map(SectionDue::from), sections }
    }
}

/// When one section is requested next.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SectionDue {
    /// The edition.
    pub edition: String,
    /// The section.
    pub section: Section,
    /// The earliest time, in milliseconds since 1970, UTC. It is now if the section is due.
    pub at_ms: i64,
    /// Why then.
    pub reason: NextDueReason,
}

impl From<ifilm_core::SectionDue> for SectionDue {
    fn from(due: ifilm_core::SectionDue) -> Self {
        let ifilm_core::SectionDue { edition, section, at, reason } = due;
        Self {
            edition: edition.into(),
            section: section.into(),
            at_ms: at.as_millisecond(),
            reason: reason.into(),
        }
    }
}

/// Why a section is due at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum NextDueReason {
    /// It was never requested.
    NeverRequested,
    /// A person asks, who waits for no schedule.
    Person,
    /// Its time has come by how often it changes.
    Schedule,
    /// A push said that it has something new. See `Client.hint`.
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

convert_enum!(NextDueReason {
    NeverRequested,
    Person,
    Schedule,
    Hint,
    Unfinished,
    Fresh,
    Failed,
    Gone,
    HostAskedToWait,
});
