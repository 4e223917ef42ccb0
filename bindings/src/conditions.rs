//! Under which conditions a sync runs.

use crate::enum_conversion::convert_enum;

/// Under which conditions a sync runs. A sync in the background leaves out the sections that are not due: see
/// `Client.due`. It also leaves out what can wait if the line is metered or roaming, or if the battery is
/// saved and is not being charged. For a person nothing is left out.
///
/// What comes then of each section: the listing, the ten newest texts that are planned, the ten newest that
/// the listing brings, the two failing pages that are due for longest, and one revalidation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Conditions {
    /// Who asks.
    pub asked_by: AskedBy,
    /// Whether each byte may cost money.
    #[uniffi(default = false)]
    pub metered: bool,
    /// Whether the device is in a foreign network.
    #[uniffi(default = false)]
    pub roaming: bool,
    /// Whether the device is being charged, if that is known. If it is, a saved battery does not count.
    #[uniffi(default = None)]
    pub charging: Option<bool>,
    /// Whether the system saves the battery.
    #[uniffi(default = false)]
    pub battery_saver: bool,
}

impl From<Conditions> for ifilm_core::Conditions {
    fn from(conditions: Conditions) -> Self {
        let Conditions { asked_by, metered, roaming, charging, battery_saver } = conditions;
        let core = match asked_by {
            AskedBy::Person => Self::person(),
            AskedBy::Background => Self::background(),
        };
        core.with_metered(metered)
            .with_roaming(roaming)
            .with_charging(charging)
            .with_battery_saver(battery_saver)
    }
}

/// Who asks for a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum AskedBy {
    /// A person, who waits for the result.
    Person,
    /// Nobody waits: a timer of the system started it.
    Background,
}

convert_enum!(AskedBy { Person, Background });
