//! What a person wants to be reminded of.

use clap::Args;
use jiff::Timestamp;

#[derive(Args)]
pub(crate) struct Remind {
    /// A key, id or address, as for `read`
    pub(crate) item: String,
    /// When to remind
    #[arg(value_name = "RFC3339")]
    pub(crate) at: Timestamp,
    /// What to show; the title of the stored item unless given
    pub(crate) title: Option<String>,
    /// Remove the reminder of this item and time
    #[arg(long, conflicts_with = "title")]
    pub(crate) remove: bool,
}

#[derive(Args)]
pub(crate) struct Reminders {
    /// Also those of the past
    #[arg(long)]
    pub(crate) past: bool,
}
