//! People of an edition.

use clap::Args;

use super::which_editions::WhichEditions;

/// The people whom stored casts name, or one person.
#[derive(Args)]
pub(crate) struct People {
    /// One of them: a key as the list prints it, its id, or an address of the site; the list unless given
    pub(crate) item: Option<String>,
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// First ask the site for the page of the person, also if one is stored
    #[arg(long, requires = "item")]
    pub(crate) fetch: bool,
    /// The maximum number of people, 1 to 500
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier list
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}
