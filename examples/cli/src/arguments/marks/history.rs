//! What a person opened.

use clap::Args;

#[derive(Args)]
pub(crate) struct History {
    /// Delete the history
    #[arg(long, conflicts_with_all = ["off", "on"])]
    pub(crate) clear: bool,
    /// Switch the history off
    #[arg(long, conflicts_with = "on")]
    pub(crate) off: bool,
    /// Switch the history on
    #[arg(long)]
    pub(crate) on: bool,
    /// The maximum number of items, 1 to 500
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier list
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}
