//! What can go wrong: a tag that is none.

/// The result of what may fail in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a text was refused. Each repeats at most the first 100 characters of what was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A text that should be a language tag is none.
    #[error("`{0}` is no BCP-47 language tag")]
    MalformedTag(String),
    /// An offer that wishes should be matched with is no language tag.
    #[error("the offer `{0}` is no language tag")]
    MalformedOffer(String),
}

/// As much of what was given as errors and traces repeat: a host may pass anything, and errors are kept and
/// shown.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(100).collect()
}
