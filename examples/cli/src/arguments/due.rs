//! The arguments of `due` and `hint`.

use clap::Args;
use ifilm_core::{Conditions, Section};

use super::conditions::Device;
use super::which_editions::WhichEditions;

/// The arguments of `due`.
#[derive(Args)]
pub(crate) struct Due {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// Show when a person may sync, and not a timer of the system
    #[arg(long)]
    person: bool,
    #[command(flatten)]
    device: Device,
}

impl Due {
    /// Under which conditions it is asked: those of a sync in the background, unless a person asks.
    pub(crate) fn conditions(self) -> Conditions {
        self.device.of(if self.person { Conditions::person() } else { Conditions::background() })
    }
}

/// The arguments of `hint`.
#[derive(Args)]
pub(crate) struct Hint {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// The section
    #[arg(long, default_value = "news")]
    pub(crate) section: Section,
}
