//! What a person saves.

use clap::Args;

use crate::arguments::which_editions::WhichEditions;

#[derive(Args)]
pub(crate) struct Save {
    /// Keys, ids or addresses, as for `read`
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Unsave {
    /// Keys, ids or addresses, as for `read`
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Saved {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// The maximum number of items, 1 to 500
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier list
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}
