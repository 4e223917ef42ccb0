//! How often a section is requested in the background.

use std::time::Duration;

use crate::error::{Error, Result};

/// The bounds of the time between two requests for a section in the background. Between them, the core
/// chooses by how often the section changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Periods {
    /// The shortest time, for a section that changes often. At least 15 minutes, which is also the default.
    pub shortest: Duration,
    /// The longest time, for a section that seldom changes. At most a week; by default 12 hours. One and a
    /// half times the shortest time counts if it is longer, so that there is room to spread the devices.
    pub longest: Duration,
}

const MINUTE: Duration = Duration::from_secs(60);
/// Systems that start jobs in the background allow no shorter period.
const LEAST: Duration = MINUTE.saturating_mul(15);
const MOST: Duration = MINUTE.saturating_mul(7 * 24 * 60);

impl Default for Periods {
    fn default() -> Self {
        Self { shortest: LEAST, longest: MINUTE.saturating_mul(12 * 60) }
    }
}

impl Periods {
    /// These bounds.
    pub fn between(shortest: Duration, longest: Duration) -> Self {
        Self { shortest, longest }
    }

    /// # Errors
    /// [`Error::BadArgument`] if the bounds are not in order, or not within 15 minutes to a week.
    pub(crate) fn checked(self) -> Result<Self> {
        let is_well = LEAST <= self.shortest && self.shortest <= self.longest && self.longest <= MOST;
        let fault = || Error::bad_argument("the periods are not in order between 15 minutes and a week");
        is_well.then_some(self).ok_or_else(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_in_order_between_15_minutes_and_a_week() {
        for (shortest, longest, is_well) in [
            (15, 720, true),
            (15, 15, true),
            (15, 10_080, true),
            (14, 720, false),
            (60, 30, false),
            (15, 10_081, false),
        ] {
            let periods = Periods::between(MINUTE * shortest, MINUTE * longest);

            assert_eq!(periods.checked().is_ok(), is_well, "{shortest} to {longest}");
        }
        assert!(Periods::default().checked().is_ok());
    }
}
