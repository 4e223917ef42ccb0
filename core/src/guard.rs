//! Catches and logs panics of our own code, so that a bug affects only one document, one item, one read or
//! one write. No other place does this.

use std::any::Any;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs some work on `what`. If it panics, logs the panic and returns its message. Values that the work was
/// writing when it panicked must not be used afterwards.
#[expect(clippy::disallowed_methods, reason = "here alone")]
pub(crate) fn guarded<T>(what: &dyn Display, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let reason = message(&*panic);
        tracing::error!(%what, reason, "a panic was caught");
        reason.to_owned()
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("without a message")
}
