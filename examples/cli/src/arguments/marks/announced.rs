//! What was announced to a person.

use clap::Args;

#[derive(Args)]
pub(crate) struct Announce {
    /// Keys, ids or addresses, as for `read`
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
}
