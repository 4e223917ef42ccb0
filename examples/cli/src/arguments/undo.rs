//! Undo.

use clap::Args;

#[derive(Args)]
pub(crate) struct Undo {
    /// Only list what can be undone, newest first
    #[arg(long)]
    pub(crate) list: bool,
}
