//! The files of the backups, and what their names say.

use std::fs;
use std::io;
use std::path::PathBuf;

use jiff::Timestamp;

use super::directory::Directory;
use super::set_aside::time_of_name;
use crate::error::Result;

/// No person makes so many changes. A larger number is damage itself.
pub(super) const MOST_BELIEVED: u64 = 1 << 40;

/// A backup, with the number of changes that the file had seen before it.
pub(super) struct Generation {
    pub(super) path: PathBuf,
    pub(super) made_at: Timestamp,
    pub(super) total: u64,
}

/// The backups, the newest first.
///
/// # Errors
/// If the folder cannot be read: then nobody knows whether there are any.
pub(super) fn generations(directory: &Directory) -> Result<Vec<Generation>> {
    let path = directory.backups();
    let failed = |cause: io::Error| directory.failed(&path, &cause);
    let mut found = Vec::new();
    match fs::read_dir(&path) {
        Ok(folder) => {
            for entry in folder {
                found.extend(generation(entry.map_err(failed)?.path()));
            }
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(failed(cause)),
    }
    found.sort_by_key(|it| std::cmp::Reverse((it.total, it.made_at)));
    Ok(found)
}

/// Reads the name of a backup, such as `user-7-2026-11-30T19-54-02.123Z.db`. One with a number that nobody
/// believes counts as the oldest.
fn generation(path: PathBuf) -> Option<Generation> {
    let name = path.file_name()?.to_str()?;
    let (total, at) = name.strip_prefix("user-")?.strip_suffix(".db")?.split_once('-')?;
    let total: u64 = total.parse().ok()?;
    let total = if total > MOST_BELIEVED { 0 } else { total };
    Some(Generation { made_at: time_of_name(at)?, total, path })
}
