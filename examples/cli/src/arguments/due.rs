//! The arguments of `hint`.

use clap::Args;
use ifilm_core::Section;

use super::which_editions::WhichEditions;

/// The arguments of `hint`.
#[derive(Args)]
pub(crate) struct Hint {
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// The section
    #[arg(long, default_value = "news")]
    pub(crate) section: Section,
}
