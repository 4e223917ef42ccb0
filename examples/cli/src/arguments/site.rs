//! The practice site.

use clap::{Args, ValueEnum};

#[derive(Args)]
pub(crate) struct Site {
    /// The same seed gives the same site
    #[arg(long, default_value_t = 7)]
    pub(crate) seed: u64,
    /// Serve https, with a made-up authority
    #[arg(long)]
    pub(crate) tls: bool,
    /// How the site lists its news
    #[arg(long, value_enum, default_value = "category")]
    pub(crate) news: NewsForm,
    /// Serve series, films, programmes, music, people, tags, live and schedule, too
    #[arg(long)]
    pub(crate) sections: bool,
    /// How many more addresses each edition has
    #[arg(long, default_value_t = 0)]
    pub(crate) mirrors: u16,
    /// How many bytes of an answer may wait inside the system; the system decides unless given
    #[arg(long, value_name = "BYTES")]
    pub(crate) send_buffer: Option<u32>,
}

/// How the practice site lists its news.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum NewsForm {
    /// A JSON listing by category
    Category,
    /// An HTML index
    Index,
    /// Only the links of the home page
    Home,
}
