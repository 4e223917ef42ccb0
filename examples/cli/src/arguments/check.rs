//! Whether the files are sound.

use clap::Args;

#[derive(Args)]
pub(crate) struct Check {
    /// Move damaged files aside, and keep all that can be read of them
    #[arg(long)]
    pub(crate) repair: bool,
    /// Say it in the language of this tag, instead of that of the environment
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
}
