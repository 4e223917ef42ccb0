//! Locks of whole files. The system releases them when the process ends.
//!
//! On Unix they come from rustix: those of std are not supported on Android with Rust 1.95.

use std::fs::File;
use std::io;

/// How an attempt to lock a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    /// The lock is taken. Releasing it, or closing the file, ends it.
    Taken,
    /// Another one holds it.
    Held,
    /// The system or the disk has no such locks, so nobody can know who else is there.
    Unsupported,
}

/// Takes the lock for one alone, if nobody holds it.
pub(super) fn try_alone(file: &File) -> io::Result<Tried> {
    system::try_alone(file)
}

/// Takes the lock together with others, if nobody holds it alone.
pub(super) fn try_shared(file: &File) -> io::Result<Tried> {
    system::try_shared(file)
}

/// Whether another process holds a lock of SQLite on a database. Those of this process do not count.
pub(super) fn has_lock_of_sqlite(file: &File) -> io::Result<bool> {
    system::has_lock_of_sqlite(file)
}

/// Releases the lock.
pub(super) fn release(file: &File) {
    system::release(file);
}

#[cfg(unix)]
mod system {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::{Errno, retry_on_intr};
    use rustix::process::{Flock, FlockType, fcntl_getlk};

    use super::{File, Tried, io};

    pub(super) fn try_alone(file: &File) -> io::Result<Tried> {
        lock(file, FlockOperation::NonBlockingLockExclusive)
    }

    pub(super) fn try_shared(file: &File) -> io::Result<Tried> {
        lock(file, FlockOperation::NonBlockingLockShared)
    }

    pub(super) fn release(file: &File) {
        let _ = flock(file, FlockOperation::Unlock);
    }

    /// The bytes that SQLite locks while it reads a database, and while it has one with a log open.
    const SHARED: (u64, u64) = (0x4000_0002, 510);

    pub(super) fn has_lock_of_sqlite(file: &File) -> io::Result<bool> {
        let (start, length) = SHARED;
        let asked = Flock { start, length, ..Flock::from(FlockType::WriteLock) };
        Ok(retry_on_intr(|| fcntl_getlk(file, &asked))?.is_some())
    }

    fn lock(file: &File, operation: FlockOperation) -> io::Result<Tried> {
        match retry_on_intr(|| flock(file, operation)) {
            Ok(()) => Ok(Tried::Taken),
            Err(Errno::WOULDBLOCK) => Ok(Tried::Held),
            Err(Errno::NOSYS | Errno::OPNOTSUPP | Errno::NOLCK | Errno::INVAL) => Ok(Tried::Unsupported),
            Err(cause) => Err(cause.into()),
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::TryLockError;

    use super::{File, Tried, io};

    pub(super) fn try_alone(file: &File) -> io::Result<Tried> {
        tried(file.try_lock())
    }

    pub(super) fn try_shared(file: &File) -> io::Result<Tried> {
        tried(file.try_lock_shared())
    }

    pub(super) fn release(file: &File) {
        let _ = file.unlock();
    }

    /// Such a file cannot be moved while another process has it open.
    pub(super) fn has_lock_of_sqlite(_: &File) -> io::Result<bool> {
        Ok(false)
    }

    fn tried(answer: Result<(), TryLockError>) -> io::Result<Tried> {
        match answer {
            Ok(()) => Ok(Tried::Taken),
            Err(TryLockError::WouldBlock) => Ok(Tried::Held),
            Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {
                Ok(Tried::Unsupported)
            }
            Err(TryLockError::Error(cause)) => Err(cause),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alone_or_many_together_hold_a_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("some.lock");
        let open = || File::options().create(true).truncate(false).write(true).open(&path).unwrap();
        let [first, second, third] = [open(), open(), open()];

        assert_eq!(try_shared(&first).unwrap(), Tried::Taken);
        assert_eq!(try_shared(&second).unwrap(), Tried::Taken);
        assert_eq!(try_alone(&third).unwrap(), Tried::Held);
        release(&first);
        drop(second);
        assert_eq!(try_alone(&third).unwrap(), Tried::Taken);
        assert_eq!(try_shared(&first).unwrap(), Tried::Held);
    }
}
