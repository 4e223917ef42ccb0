//! Signals that ask a process to end, for a command that would leave a folder behind.

use std::io;
use std::path::PathBuf;

/// Removes `folder` and ends the process with status 128 + its number when a signal asks it to end. Signals
/// are caught from the return of this function on.
#[cfg(unix)]
pub(crate) fn remove_when_ended(folder: PathBuf) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let inside = runtime.enter();
    let mut hangup = signal(SignalKind::hangup())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    drop(inside);
    std::thread::spawn(move || {
        let number = runtime.block_on(async {
            tokio::select! {
                _ = hangup.recv() => SignalKind::hangup().as_raw_value(),
                _ = interrupt.recv() => SignalKind::interrupt().as_raw_value(),
                _ = terminate.recv() => SignalKind::terminate().as_raw_value(),
            }
        });
        let _ = std::fs::remove_dir_all(folder); // it may be gone: the command may just have ended by itself
        std::process::exit(128 + number)
    });
    Ok(())
}

/// Other systems end a process without asking it.
#[cfg(not(unix))]
pub(crate) fn remove_when_ended(_: PathBuf) -> io::Result<()> {
    Ok(())
}
