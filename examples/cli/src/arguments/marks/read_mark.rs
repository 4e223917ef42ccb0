//! Which items are marked as read.

use clap::Args;
use ifilm_core::Section;

#[derive(Args)]
pub(crate) struct Mark {
    /// Keys, ids or addresses, as for `read`
    #[arg(required_unless_present_any = ["from", "all"], value_name = "ITEM")]
    pub(crate) items: Vec<String>,
    /// Mark them as unread
    #[arg(long)]
    pub(crate) unread: bool,
    /// Mark this item as read, and all below it in its list
    #[arg(long, value_name = "ITEM", conflicts_with_all = ["items", "unread"])]
    pub(crate) from: Option<String>,
    /// Mark the whole list of the chosen edition as read
    #[arg(long, conflicts_with_all = ["items", "unread", "from"])]
    pub(crate) all: bool,
    /// The section of the list
    #[arg(long, default_value = "news")]
    pub(crate) section: Section,
}
