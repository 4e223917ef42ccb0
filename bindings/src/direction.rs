//! The direction a text is written in.

use crate::mirror::mirror;

/// The direction a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

mirror!(Direction { Ltr, Rtl });
