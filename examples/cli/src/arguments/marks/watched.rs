//! Which episodes are marked as watched.

use clap::Args;

#[derive(Args)]
pub(crate) struct Watched {
    /// The series or another programme: a key, the id of a series, or an address of the site
    pub(crate) item: String,
    /// The ids of its episodes, as `episodes` prints them: a number, or the end of an address
    #[arg(required = true, value_name = "EPISODE")]
    pub(crate) episodes: Vec<String>,
    /// Mark them as not watched
    #[arg(long)]
    pub(crate) not: bool,
}
