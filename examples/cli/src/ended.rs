//! How a command ends that does not fail.

/// How a command ended that did not fail. [`Failure`](crate::failure::Failure) has the other ends.
pub(crate) enum Ended {
    /// All went well.
    Well,
    /// It ran, but some section failed.
    SomeSectionFailed,
}
