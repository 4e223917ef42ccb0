//! Under which conditions a sync runs.

use serde::Serialize;

use crate::model::SkipReason;

/// Under which conditions a sync runs. The default: a person asks, and nothing is known of the line and the
/// battery. Then nothing is left out.
///
/// A sync in the background leaves out the sections that are not due: see
/// [`Client::due`](crate::Client::due). It also leaves out what can wait if the line is metered or roaming,
/// or if the battery is saved and is not being charged: see [`saving`](Self::saving). For a person nothing is
/// left out but pictures: see [`spares_pictures`](Self::spares_pictures).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Conditions {
    /// Who asks.
    pub asked_by: AskedBy,
    /// Whether each byte may cost money.
    pub metered: bool,
    /// Whether the device is in a foreign network.
    pub roaming: bool,
    /// Whether the device is being charged; `None` if the host does not know.
    pub charging: Option<bool>,
    /// Whether the system saves the battery.
    pub battery_saver: bool,
}

/// Who asks for a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedBy {
    /// A person, who waits for the result.
    #[default]
    Person,
    /// Nobody waits: a timer of the system started it.
    Background,
}

impl Conditions {
    /// A person asks.
    pub fn person() -> Self {
        Self::default()
    }

    /// A timer of the system asks.
    pub fn background() -> Self {
        Self { asked_by: AskedBy::Background, ..Self::default() }
    }

    /// The same, with a line whose bytes may cost money, or not.
    pub fn with_metered(self, metered: bool) -> Self {
        Self { metered, ..self }
    }

    /// The same, in a foreign network or not.
    pub fn with_roaming(self, roaming: bool) -> Self {
        Self { roaming, ..self }
    }

    /// The same, with the device being charged or not.
    pub fn with_charging(self, charging: impl Into<Option<bool>>) -> Self {
        Self { charging: charging.into(), ..self }
    }

    /// The same, with the battery being saved or not.
    pub fn with_battery_saver(self, battery_saver: bool) -> Self {
        Self { battery_saver, ..self }
    }

    /// Why a sync under these conditions leaves out pages that can wait; `None` if it leaves out nothing. The
    /// listings of sections that are due are never left out. Of each section it requests the ten newest texts
    /// that are planned and the ten newest that the listing brings, the two failing pages that are due for
    /// longest, and one revalidation. So edits and removals are still found, but later.
    ///
    /// A saved battery does not count while the device is being charged. If several reasons hold, roaming
    /// comes first, then a metered line.
    pub fn saving(&self) -> Option<SkipReason> {
        match self {
            Self { asked_by: AskedBy::Person, .. } => None,
            Self { roaming: true, .. } => Some(SkipReason::Roaming),
            Self { metered: true, .. } => Some(SkipReason::Metered),
            Self { battery_saver: true, charging, .. } if *charging != Some(true) => {
                Some(SkipReason::BatterySaver)
            }
            Self { .. } => None,
        }
    }

    /// Why a sync under these conditions leaves out pictures; `None` if it fetches them. They wait for a line
    /// that is neither metered nor roaming, also if a person asks.
    pub fn spares_pictures(&self) -> Option<SkipReason> {
        match self {
            Self { roaming: true, .. } => Some(SkipReason::Roaming),
            Self { metered: true, .. } => Some(SkipReason::Metered),
            Self { .. } => self.saving(),
        }
    }

    /// Whether a sync under these conditions brings all that one under the other conditions would.
    pub(crate) fn serve(&self, other: &Self) -> bool {
        let waits_for_schedule = self.asked_by == AskedBy::Background && other.asked_by == AskedBy::Person;
        let texts = self.saving().is_none() || other.saving().is_some();
        let pictures = self.spares_pictures().is_none() || other.spares_pictures().is_some();
        !waits_for_schedule && texts && pictures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: AskedBy = AskedBy::Person;
    const BACKGROUND: AskedBy = AskedBy::Background;

    #[test]
    fn only_a_sync_in_the_background_saves_and_the_dearest_reason_counts() {
        for (asked_by, metered, roaming, battery_saver, charging, expected) in [
            (PERSON, true, true, true, None, None),
            (BACKGROUND, false, false, false, None, None),
            (BACKGROUND, true, false, false, None, Some(SkipReason::Metered)),
            (BACKGROUND, true, true, true, Some(true), Some(SkipReason::Roaming)),
            (BACKGROUND, true, false, true, None, Some(SkipReason::Metered)),
            (BACKGROUND, false, false, true, None, Some(SkipReason::BatterySaver)),
            (BACKGROUND, false, false, true, Some(false), Some(SkipReason::BatterySaver)),
            (BACKGROUND, false, false, true, Some(true), None),
        ] {
            let conditions = Conditions { asked_by, metered, roaming, charging, battery_saver };

            assert_eq!(conditions.saving(), expected, "{conditions:?}");
        }
    }

    #[test]
    fn a_person_is_not_served_by_a_sync_that_leaves_out_pages_or_sections() {
        let (person, background) = (Conditions::person(), Conditions::background());
        let metered = background.with_metered(true);

        assert!(person.serve(&metered) && background.serve(&metered) && metered.serve(&metered));
        assert!(!background.serve(&person) && !metered.serve(&person) && !metered.serve(&background));
    }
}
