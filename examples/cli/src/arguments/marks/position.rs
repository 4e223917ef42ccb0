//! Where a person stopped to read.

use clap::Args;

#[derive(Args)]
pub(crate) struct Position {
    /// A key, id or address, as for `read`
    pub(crate) item: String,
    /// The number of the block to store, from 0
    #[arg(requires = "letter")]
    pub(crate) block: Option<u32>,
    /// The number of the character in it, from 0
    pub(crate) letter: Option<u32>,
    /// Forget the position
    #[arg(long, conflicts_with = "block")]
    pub(crate) forget: bool,
}
