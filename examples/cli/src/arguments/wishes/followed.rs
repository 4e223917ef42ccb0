//! What a person follows.

use clap::Args;

#[derive(Args)]
pub(crate) struct Follow {
    /// The key of a programme, a person or a tag, such as fa/series/77
    pub(crate) item: String,
    /// The title to show; that of the stored item unless given
    pub(crate) title: Option<String>,
}

#[derive(Args)]
pub(crate) struct Unfollow {
    /// The keys
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
}
