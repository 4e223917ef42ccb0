//! Links.

use clap::Args;

#[derive(Args)]
pub(crate) struct Open {
    /// An address of the site in any form, or a key
    pub(crate) address: String,
}
