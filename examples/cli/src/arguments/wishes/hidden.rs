//! What a person hides.

use clap::Args;
use ifilm_core::Section;

#[derive(Args)]
pub(crate) struct Hide {
    /// The words
    #[arg(required_unless_present = "section", value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// A section of the chosen edition, or of --edition
    #[arg(long)]
    pub(crate) section: Option<Section>,
}

#[derive(Args)]
pub(crate) struct Unhide {
    #[command(flatten)]
    pub(crate) what: Hide,
}
