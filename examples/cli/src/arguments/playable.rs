//! Where a recording or the live stream can be played.

use clap::Args;

use super::WhichEditions;

#[derive(Args)]
pub(crate) struct Live {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// Ask the addresses and the variants of the stream which of them answer
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Args)]
pub(crate) struct Playable {
    /// Addresses of one recording in the order to try, such as `addresses` in `episodes --json`
    #[arg(required = true, value_name = "ADDRESS")]
    pub(crate) addresses: Vec<String>,
}
