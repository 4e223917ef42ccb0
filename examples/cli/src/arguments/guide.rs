//! The guide and the live stream.

use clap::Args;
use jiff::Timestamp;

use super::which_editions::WhichEditions;

#[derive(Args)]
pub(crate) struct Guide {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// How many hours from now on
    #[arg(long, default_value_t = 24)]
    pub(crate) hours: u32,
    /// Set a reminder of the broadcast that begins at this time
    #[arg(long, value_name = "RFC3339", conflicts_with = "hours")]
    pub(crate) remind: Option<Timestamp>,
    /// How many minutes before it to remind
    #[arg(long, value_name = "MINUTES", default_value_t = 10, requires = "remind")]
    pub(crate) before: u32,
}
