//! What a request brought: the bytes as they are now, or nothing.

use url::Url;

use crate::model::Validators;

/// An answer.
#[derive(Debug)]
pub(crate) enum Fetched {
    /// Nothing has changed since the validators were given.
    Unchanged,
    /// The bytes as they are now.
    Changed(Answer),
}

/// Bytes that changed.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The body, decompressed.
    pub(crate) bytes: Vec<u8>,
    /// The encoding that the answer named.
    pub(crate) charset: Option<String>,
    /// Where it came from, after redirects.
    pub(crate) address: Url,
    /// What to ask with next time.
    pub(crate) validators: Validators,
    /// Bytes of the body on the wire, compressed.
    pub(crate) wire_bytes: u64,
}
