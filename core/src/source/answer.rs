//! The result of a request: the current bytes, or that nothing changed.

use bytes::Bytes;
use jiff::Timestamp;
use url::Url;

use crate::model::Validators;

/// The result of a request.
#[derive(Debug)]
pub(crate) enum Fetched {
    /// Nothing has changed since the answer that gave the validators.
    Unchanged(ForNext),
    /// The answer with the current bytes.
    Changed(Answer),
}

/// What an answer says about the next request for the same address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ForNext {
    /// Until when the answer is fresh. `None` if it does not say so.
    pub(crate) not_before: Option<Timestamp>,
    /// The address that the request was redirected to, if every redirect was permanent (301 or 308).
    pub(crate) moved_to: Option<Url>,
}

/// An answer with a body.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The body, decompressed.
    pub(crate) bytes: Bytes,
    /// The encoding of the text that `Content-Type` names.
    pub(crate) charset: Option<String>,
    /// The address of the answer, after redirects.
    pub(crate) address: Url,
    /// The validators for the next request.
    pub(crate) validators: Validators,
    /// What it says about the next request.
    pub(crate) for_next: ForNext,
    /// The size of the body on the wire, compressed, in bytes.
    pub(crate) wire_bytes: u64,
}
