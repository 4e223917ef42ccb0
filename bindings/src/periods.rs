//! How often a section is requested in the background.

use std::time::Duration;

/// The bounds of the time between two requests for a section in the background. Between them, the core
/// chooses by how often the section changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Periods {
    /// The shortest time, in milliseconds, for a section that changes often. At least 15 minutes, which is
    /// also the default.
    #[uniffi(default = None)]
    pub shortest_ms: Option<u64>,
    /// The longest time, in milliseconds, for a section that seldom changes. At most a week; 12
    /// hours if left out.
    #[uniffi(default = None)]
    pub longest_ms: Option<u64>,
}

impl From<Periods> for ifilm_core::Periods {
    fn from(periods: Periods) -> Self {
        let Periods { shortest_ms, longest_ms } = periods;
        let usual = Self::default();
        Self::between(
            shortest_ms.map_or(usual.shortest, Duration::from_millis),
            longest_ms.map_or(usual.longest, Duration::from_millis),
        )
    }
}
