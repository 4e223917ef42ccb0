//! The check that a person asks for: the state of each file, and what was repaired.

use std::path::Path;

use super::access::Store;
use super::damage::FOREIGN;
use super::directory::{Directory, wal};
use super::failure::{FAILED_READ, is_of_content, named};
use super::inspection::{Closeness, INTERRUPTED, inspect, loss, waiting};
use super::mend::on_thread;
use super::repair::Foreign;
use super::{backup_file, set_aside, whole_file};
use crate::error::{Error, Result};
use crate::model::{CheckReport, CheckedFile, DataFile, FileState};

impl Store {
    /// Checks both files whole, and repairs the damaged ones if asked to.
    pub(crate) async fn check(&self, repair: bool) -> Result<CheckReport> {
        let mut files = self.look().await?;
        if repair && files.iter().any(is_wrong) {
            let failed = self.repair(Foreign::IsMoved).await.err();
            let now = self.look().await?;
            if let Some(error) = failed.filter(|_| now.iter().any(is_wrong)) {
                return Err(error);
            }
            for (file, now) in files.iter_mut().zip(now) {
                match is_wrong(file) && now.state == FileState::Sound {
                    true => file.state = FileState::Repaired,
                    false => *file = now,
                }
            }
        }
        let directory = self.directory.clone();
        let known = move || {
            let backups = backup_file::generations(&directory)?.into_iter().map(|it| it.made_at);
            Ok((set_aside::repairs(&directory), backups.collect()))
        };
        let (repairs, backups) = on_thread(known).await?;
        Ok(CheckReport { files, repairs, backups })
    }

    async fn look(&self) -> Result<Vec<CheckedFile>> {
        let directory = self.directory.clone();
        on_thread(move || DataFile::ALL.into_iter().map(|file| look(&directory, file)).collect()).await
    }
}

/// Why an inspection failed. SQLite takes some failed reads for damage, so the file is read to its end.
fn cause(directory: &Directory, path: &Path, error: Error) -> Error {
    let read = whole_file::read_to_end(directory, path)
        .and_then(|()| whole_file::read_to_end(directory, &wal(path)));
    read.err().filter(|_| is_of_content(&error)).unwrap_or(error)
}

/// Whether a repair replaces a file.
fn is_wrong(file: &CheckedFile) -> bool {
    matches!(file.state, FileState::Damaged | FileState::Foreign)
}

fn look(directory: &Directory, file: DataFile) -> Result<CheckedFile> {
    let path = directory.file(file);
    let state = |state, reason| Ok(CheckedFile { file, state, reason });
    if directory.is_in_memory {
        return state(FileState::Sound, None);
    }
    let is_there = directory.look_at(&path)?.is_some() || loss(directory, file)?.is_some();
    if !is_there {
        return state(FileState::Missing, None);
    }
    if file == DataFile::User && waiting(directory)?.is_some() {
        return state(FileState::Damaged, Some(INTERRUPTED.to_owned()));
    }
    let checked = inspect(directory, file, Closeness::Whole).map_err(|error| cause(directory, &path, error));
    match checked.map_err(|error| named(error, &path)) {
        Ok(()) => state(FileState::Sound, None),
        Err(Error::StorageDamaged { reason, .. }) if reason == FOREIGN => {
            state(FileState::Foreign, Some(reason))
        }
        Err(Error::StorageDamaged { reason, .. }) if reason.starts_with(FAILED_READ) => {
            state(FileState::Unreadable, Some(reason))
        }
        Err(Error::StorageDamaged { reason, .. }) => state(FileState::Damaged, Some(reason)),
        Err(error @ Error::NewerVersion { .. }) => state(FileState::Newer, Some(error.to_string())),
        Err(error) => Err(error),
    }
}
