//! Under which conditions a sync runs.

use crate::enum_conversion::convert_enum;

/// Under which conditions a sync runs. In the background, on a line that is metered or roaming and with a
/// saved battery, it leaves out what can wait: revalidations, and texts beyond the ten newest of a section.
/// For a person it leaves out nothing.
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
    /// Whether the device is being charged, if that is known. Then a saved battery does not count.
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
