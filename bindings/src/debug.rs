//! A deliberate panic, to test how hosts handle it.

use crate::error::{IfilmError, Result, caught};

/// Panics inside the library, in debug builds alone.
///
/// It is exported by every build, because hosts refuse a library that lacks a function they know.
///
/// # Errors
/// `Internal` in debug builds, as for any panic; `BadArgument` in all others.
#[uniffi::export]
pub fn debug_panic() -> Result<()> {
    caught(panic_in_debug)
}

/// The panic itself, to be called on any thread.
pub(crate) fn panic_in_debug() -> Result<()> {
    if cfg!(debug_assertions) {
        panic!("asked to panic");
    }
    Err(IfilmError::BadArgument { reason: "only debug builds panic when asked".to_owned() })
}
