//! Settings.

use clap::Args;

#[derive(Args)]
pub(crate) struct Settings {
    /// The name of one setting
    pub(crate) name: Option<String>,
    /// Its new value: true, false, a whole number, a list such as ["mon","thu"], or else a text
    #[arg(allow_negative_numbers = true)]
    pub(crate) value: Option<String>,
    /// Remove it
    #[arg(long, requires = "name", conflicts_with = "value")]
    pub(crate) remove: bool,
}
