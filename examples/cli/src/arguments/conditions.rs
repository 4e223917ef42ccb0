//! Under which conditions a sync runs.

use clap::Args;

/// Under which conditions a sync runs.
#[derive(Args)]
pub(crate) struct Conditions {
    /// Sync as a timer of the system would: what can wait is left out on a costly line
    #[arg(long)]
    background: bool,
    #[command(flatten)]
    device: Device,
}

/// What is known of the line and the battery.
#[derive(Args)]
pub(crate) struct Device {
    /// Each byte may cost money
    #[arg(long)]
    metered: bool,
    /// The device is in a foreign network
    #[arg(long)]
    roaming: bool,
    /// The device is being charged, so a saved battery does not count
    #[arg(long)]
    charging: bool,
    /// The system saves the battery
    #[arg(long)]
    battery_saver: bool,
}

impl Conditions {
    /// Whether any of them was given.
    pub(crate) fn any(&self) -> bool {
        let Self { background, device: Device { metered, roaming, charging, battery_saver } } = self;
        [background, metered, roaming, charging, battery_saver].into_iter().any(|given| *given)
    }
}

impl Device {
    /// Adds what is known to who asks.
    pub(crate) fn of(self, asked: ifilm_core::Conditions) -> ifilm_core::Conditions {
        let Self { metered, roaming, charging, battery_saver } = self;
        asked
            .with_metered(metered)
            .with_roaming(roaming)
            .with_charging(charging.then_some(true))
            .with_battery_saver(battery_saver)
    }
}

impl From<Conditions> for ifilm_core::Conditions {
    fn from(given: Conditions) -> Self {
        let Conditions { background, device } = given;
        device.of(if background { Self::background() } else { Self::person() })
    }
}
