//! When the beginning of a body is enough.

/// Whether the beginning of a body is enough, so that the rest is not read.
pub(crate) type Enough = fn(&[u8]) -> bool;
