//! Series, films, programs and albums.

use clap::Args;

use super::which_editions::WhichEditions;

/// A list of programmes, or one of them.
#[derive(Args)]
pub(crate) struct Programs {
    /// One of them: a key as the list prints it, its id, or an address of the site; the list unless given
    pub(crate) item: Option<String>,
    #[command(flatten)]
    pub(crate) which: WhichEditions,
    /// In the order of the alphabet instead of the newest first
    #[arg(long)]
    pub(crate) by_title: bool,
    /// The maximum number of items, 1 to 500
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    /// Where to begin: `next` of an earlier list
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

/// The recordings of one programme or album.
#[derive(Args)]
pub(crate) struct Episodes {
    /// A key as its list prints it, the id of the series or the album, or an address of the site
    pub(crate) item: String,
}
