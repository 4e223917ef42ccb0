//! The errors of the practice site itself.

use std::io;

/// Why the practice site cannot run a command or start.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// No edition has this id.
    #[error("the practice site has no edition `{0}`; it has en, fa, ar and fa2")]
    NoEdition(String),
    /// This id was never published in this edition.
    #[error("edition {edition} has published nothing with the id {id}")]
    NoItem {
        /// The edition.
        edition: &'static str,
        /// The id.
        id: u64,
    },
    /// The site has only news.
    #[error("this site has only news: start it with `--sections`")]
    NoSections,
    /// A line of the protocol that is not a valid command.
    #[error("{0}")]
    BadLine(String),
    /// A failure of a socket or a file.
    #[error("the practice site cannot use a socket or a file")]
    Io(#[from] io::Error),
    /// A failure to make the test certificates.
    #[error("the practice site cannot make its certificates")]
    Certificate(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl SiteError {
    pub(crate) fn certificate(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Certificate(Box::new(cause))
    }
}
