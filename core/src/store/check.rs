//! The check that a person asks for: the state of each file, and what was repaired.

use super::access::Store;
use super::damage::FOREIGN;
use super::directory::Directory;
use super::failure::named;
use super::inspection::{Closeness, inspect};
use super::mend::on_thread;
use super::{generation, set_aside};
use crate::error::{Error, Result};
use crate::model::{CheckReport, CheckedFile, DataFile, FileState};

impl Store {
    /// Checks both files whole, and repairs the damaged ones if asked to.
    pub(crate) async fn check(&self, repair: bool) -> Result<CheckReport> {
        let mut files = Vec::with_capacity(DataFile::ALL.len());
        for file in DataFile::ALL {
            files.push(self.check_file(file, repair).await?);
        }
        let directory = self.directory.clone();
        let known = move || {
            let backups = generation::generations(&directory).into_iter().map(|it| it.made_at);
            Ok((set_aside::repairs(&directory), backups.collect()))
        };
        let (repairs, backups) = on_thread(known).await?;
        Ok(CheckReport { files, repairs, backups })
    }

    async fn check_file(&self, file: DataFile, repair: bool) -> Result<CheckedFile> {
        let directory = self.directory.clone();
        let found = on_thread(move || look(&directory, file)).await?;
        match (found.state, found.reason.clone()) {
            (FileState::Damaged | FileState::Foreign, Some(reason)) if repair => {
                self.repair(file, reason).await?;
                Ok(CheckedFile { state: FileState::Repaired, ..found })
            }
            _ => Ok(found),
        }
    }
}

fn look(directory: &Directory, file: DataFile) -> Result<CheckedFile> {
    let path = directory.file(file);
    let state = |state, reason| Ok(CheckedFile { file, state, reason });
    if directory.is_in_memory {
        return state(FileState::Sound, None);
    }
    let is_there = directory.look_at(&path)?.is_some() || generation::loss(directory, file)?.is_some();
    if !is_there {
        return state(FileState::Missing, None);
    }
    let checked = inspect(directory, file, Closeness::Whole);
    match checked.map_err(|error| named(error, &path)) {
        Ok(()) => state(FileState::Sound, None),
        Err(Error::StorageDamaged { reason, .. }) if reason == FOREIGN => {
            state(FileState::Foreign, Some(reason))
        }
        Err(Error::StorageDamaged { reason, .. }) => state(FileState::Damaged, Some(reason)),
        Err(error @ Error::NewerVersion { .. }) => state(FileState::Newer, Some(error.to_string())),
        Err(error) => Err(error),
    }
}
