//! The check that a person asks for: the state of each file, and what was repaired.

use super::access::Store;
use super::damage::FOREIGN;
use super::directory::Directory;
use super::failure::{FAILED_READ, named};
use super::inspection::{Closeness, INTERRUPTED, inspect, loss, waiting};
use super::mend::on_thread;
use super::repair::Foreign;
use super::{generation, set_aside};
use crate::error::{Error, Result};
use crate::model::{CheckReport, CheckedFile, DataFile, FileState};

impl Store {
    /// Checks both files whole, and repairs the damaged ones if asked to.
    pub(crate) async fn check(&self, repair: bool) -> Result<CheckReport> {
        let mut files = self.look().await?;
        let is_wrong = |file: &CheckedFile| matches!(file.state, FileState::Damaged | FileState::Foreign);
        if repair && files.iter().any(is_wrong) {
            let repairs = self.repair(Foreign::IsMoved).await?;
            let now = self.look().await?;
            for (file, now) in files.iter_mut().zip(now) {
                let is_repaired = repairs.iter().any(|repair| repair.file == file.file);
                match is_repaired && now.state == FileState::Sound {
                    true => file.state = FileState::Repaired,
                    false => *file = now,
                }
            }
        }
        let directory = self.directory.clone();
        let known = move || {
            let backups = generation::generations(&directory)?.into_iter().map(|it| it.made_at);
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
    let checked = inspect(directory, file, Closeness::Whole);
    match checked.map_err(|error| named(error, &path)) {
        Ok(()) => state(FileState::Sound, None),
        Err(Error::StorageDamaged { reason, .. }) if reason == FOREIGN => {
            state(FileState::Foreign, Some(reason))
        }
        Err(Error::StorageDamaged { reason, .. }) if !reason.starts_with(FAILED_READ) => {
            state(FileState::Damaged, Some(reason))
        }
        Err(error @ Error::NewerVersion { .. }) => state(FileState::Newer, Some(error.to_string())),
        Err(error) => Err(error),
    }
}
