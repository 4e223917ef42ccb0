//! Signals that ask a process to end. A command uses them to remove its folder.

use std::io;
use std::path::PathBuf;

/// When a signal asks the process to end, removes `folder` and ends it with status 128 + the number of the
/// signal. Signals are caught after this function has returned.
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
        let _ = std::fs::remove_dir_all(folder); // a command that has just ended may have removed it
        std::process::exit(128 + number)
    });
    Ok(())
}

/// On other systems a process is ended without a signal.
#[cfg(not(unix))]
pub(crate) fn remove_when_ended(_: PathBuf) -> io::Result<()> {
    Ok(())
}
