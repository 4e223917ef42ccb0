//! Signals that ask a process to end. A command uses them to close its files or to remove its folder.

use std::io;
use std::path::PathBuf;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that ask a process to end. They are caught as long as the process lives.
#[cfg(unix)]
pub(crate) struct Signals {
    hangup: Signal,
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Signals {
    /// Catches them from now on. It needs a runtime with I/O.
    pub(crate) fn catch() -> io::Result<Self> {
        Ok(Self {
            hangup: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Waits for one of them, and returns its number.
    pub(crate) async fn next(&mut self) -> i32 {
        tokio::select! {
            _ = self.hangup.recv() => SignalKind::hangup().as_raw_value(),
            _ = self.interrupt.recv() => SignalKind::interrupt().as_raw_value(),
            _ = self.terminate.recv() => SignalKind::terminate().as_raw_value(),
        }
    }
}

/// On other systems a process is ended without a signal.
#[cfg(not(unix))]
pub(crate) struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// There are none to catch.
    pub(crate) fn catch() -> io::Result<Self> {
        Ok(Self)
    }

    /// Waits for ever.
    pub(crate) async fn next(&mut self) -> i32 {
        std::future::pending().await
    }
}

/// When a signal asks the process to end, removes `folder` and ends it with status 128 + the number of the
/// signal. Signals are caught after this function has returned.
#[cfg(unix)]
pub(crate) fn remove_when_ended(folder: PathBuf) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let inside = runtime.enter();
    let mut signals = Signals::catch()?;
    drop(inside);
    std::thread::spawn(move || {
        let number = runtime.block_on(signals.next());
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
