//! The runtime that a call is made on: ours is that of the caller.

use std::panic::catch_unwind;
use std::time::Duration;

use tokio::runtime::Handle;

use crate::error::{Error, Result};

/// The runtime of the caller.
///
/// # Errors
/// [`Error::BadArgument`] outside of a runtime. Without this check tokio would panic at the first task.
pub(super) fn runtime() -> Result<Handle> {
    Handle::try_current().map_err(|_| no_runtime())
}

/// The runtime of the caller, with time and I/O enabled.
///
/// # Errors
/// [`Error::BadArgument`] also if time or I/O is not enabled. tokio has no function to ask; a disabled driver
/// panics. So we try it here, and not in the middle of a sync.
#[expect(clippy::disallowed_methods, reason = "the panic is tokio's, and is the answer")]
pub(super) fn runtime_for_network() -> Result<Handle> {
    let runtime = runtime()?;
    let has_time = catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_ok();
    if has_time && has_io() { Ok(runtime) } else { Err(no_runtime()) }
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "the panic is tokio's, and is the answer")]
fn has_io() -> bool {
    catch_unwind(|| drop(tokio::net::UnixDatagram::unbound())).is_ok()
}

#[cfg(not(unix))]
fn has_io() -> bool {
    true // no way to test it here without opening a port, so the sync finds out
}

fn no_runtime() -> Error {
    Error::bad_argument("call it inside a tokio runtime with time and I/O enabled")
}
