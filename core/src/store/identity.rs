//! Which file stands at a path: another one after a repair, although its name is the same.

use std::path::Path;

/// The file at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(Option<(u64, u64)>);

impl Identity {
    /// Looks at a path. Without numbers of files, as on Windows, an open file cannot be replaced.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino())))
    }

    /// Looks at a path. Without numbers of files, as on Windows, an open file cannot be replaced.
    #[cfg(not(unix))]
    pub(super) fn of(_path: &Path) -> Self {
        Self(None)
    }
}
