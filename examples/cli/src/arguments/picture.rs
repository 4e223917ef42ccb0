//! Pictures.

use clap::Args;

#[derive(Args)]
pub(crate) struct Picture {
    /// The address of a picture, such as `picture` in `list --json`
    pub(crate) address: String,
    /// Fetch it from its host, if it is not here
    #[arg(long)]
    pub(crate) fetch: bool,
}
