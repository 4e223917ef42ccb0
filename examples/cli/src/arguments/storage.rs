//! How much room the files take.

use clap::Args;

#[derive(Args)]
pub(crate) struct Storage {
    /// Delete stories and pictures now, until the cache has at most this size
    #[arg(long, value_name = "MIB")]
    pub(crate) limit: Option<u64>,
    /// Give free room inside the files back to the disk
    #[arg(long)]
    pub(crate) compact: bool,
}
