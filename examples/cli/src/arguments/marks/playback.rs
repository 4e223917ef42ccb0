//! Where a person stopped to watch or listen.

use clap::Args;

#[derive(Args)]
pub(crate) struct Playback {
    /// A key, id or address, as for `read`; the item need not be stored
    pub(crate) item: String,
    /// An episode of this programme: its id, as `episodes` prints it. An id alone is then that of a series
    #[arg(long, value_name = "EPISODE")]
    pub(crate) episode: Option<String>,
    /// How much was played, in milliseconds
    #[arg(value_name = "MS")]
    pub(crate) played: Option<u64>,
    /// The length of the recording, in milliseconds
    #[arg(long, value_name = "MS", requires = "played")]
    pub(crate) length: Option<u64>,
    /// The address of the recording, if the item has several
    #[arg(long, value_name = "URL", requires = "played")]
    pub(crate) address: Option<String>,
    /// Forget the position
    #[arg(long, conflicts_with = "played")]
    pub(crate) forget: bool,
}
