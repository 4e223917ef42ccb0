//! The chosen edition.

use clap::Args;

#[derive(Args)]
pub(crate) struct Language {
    /// The edition to choose; `none` deletes the choice
    pub(crate) edition: Option<String>,
}
