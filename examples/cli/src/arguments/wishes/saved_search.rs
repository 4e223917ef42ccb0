//! Saved searches.

use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct Searches {
    #[command(subcommand)]
    pub(crate) change: Option<SearchesChange>,
}

/// A change of the saved searches.
#[derive(Subcommand)]
pub(crate) enum SearchesChange {
    /// Save a search under a name, or change the one that has it
    Add {
        /// The name
        name: String,
        /// The words and filters, as for `search`
        #[arg(required = true, value_name = "WORDS")]
        query: Vec<String>,
    },
    /// Delete a saved search
    Remove {
        /// The name
        name: String,
    },
}
