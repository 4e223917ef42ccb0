//! How a successful command ends.

/// How a successful command ended. A failed one ends with a [`Failure`](crate::failure::Failure).
pub(crate) enum Ended {
    /// All went well.
    Well,
    /// It ran, but some section or page failed or was skipped, or it was ended early.
    SomeSectionFailed,
    /// A check found a file that cannot be used as it is.
    StorageDamaged,
}
