//! Tags.

use clap::Args;

/// One tag.
#[derive(Args)]
pub(crate) struct Tag {
    /// A key (en/tag/7), the id of a tag, or an address of the site
    pub(crate) item: String,
    /// First ask the site for its list, also if one is stored
    #[arg(long)]
    pub(crate) fetch: bool,
}
