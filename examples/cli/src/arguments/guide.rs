//! The guide and the live stream.

use clap::Args;

use super::which_editions::WhichEditions;

#[derive(Args)]
pub(crate) struct Guide {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// How many hours from now on
    #[arg(long, default_value_t = 24)]
    pub(crate) hours: u32,
}
