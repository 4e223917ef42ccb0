//! Export and import.

use std::path::PathBuf;

use clap::Args;

#[derive(Args)]
pub(crate) struct Export {
    /// The file to write; standard output unless given
    pub(crate) file: Option<PathBuf>,
    /// Also the history
    #[arg(long)]
    pub(crate) history: bool,
}

#[derive(Args)]
pub(crate) struct Import {
    /// A file that `export` wrote
    pub(crate) file: PathBuf,
}
