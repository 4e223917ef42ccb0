//! The result of a request: the current bytes, or that nothing changed.

use url::Url;

use crate::model::Validators;

/// The result of a request.
#[derive(Debug)]
pub(crate) enum Fetched {
    /// Nothing has changed since the answer that gave the validators.
    Unchanged,
    /// The answer with the current bytes.
    Changed(Answer),
}

/// An answer with a body.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The body, decompressed.
    pub(crate) bytes: Vec<u8>,
    /// The encoding of the text that `Content-Type` names.
    pub(crate) charset: Option<String>,
    /// The address of the answer, after redirects.
    pub(crate) address: Url,
    /// The validators for the next request.
    pub(crate) validators: Validators,
    /// The size of the body on the wire, compressed, in bytes.
    pub(crate) wire_bytes: u64,
}
