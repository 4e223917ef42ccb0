//! What can go wrong: a text that should be a language tag is none.

/// The result of what may fail in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a text was refused. Each case repeats at most the first 100 characters of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A text that should be a language tag is none.
    #[error("`{0}` is no BCP-47 language tag")]
    MalformedTag(String),
}

/// The first 100 characters of a text, for errors and traces. A host may pass a text of any length, and
/// errors are kept and shown.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(100).collect()
}
