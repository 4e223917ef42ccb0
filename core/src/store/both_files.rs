//! Inspects the files of a directory while nobody else can write to them, and repairs those that are damaged.

use std::time::Duration;

use super::directory::Directory;
use super::failure::is_of_content;
use super::in_use::InUse;
use super::inspection::Closeness;
use super::repair::{Damage, Foreign, Look, One, look, repair, repaired};
use super::stamp::Stamp;
use super::{interrupted_repair, set_aside};
use crate::error::{Error, Result};
use crate::model::{DataFile, Repair};

/// What was done about both files.
#[derive(Debug, Default)]
pub(super) struct Mended {
    pub(super) repairs: Vec<Repair>,
    /// What kept a file from being inspected or repaired. It was left as it is.
    pub(super) failed: Option<Error>,
}

/// Inspects both files while nobody else can write to them, and repairs those that are damaged. If one cannot
/// be repaired, the other is repaired nevertheless.
///
/// # Errors
/// [`Error::Busy`] while another client or process has the files open for writing, or may have.
pub(super) fn mend(directory: &Directory, foreign: Foreign, timeout: Duration) -> Result<Mended> {
    let _opening = directory.lock(timeout)?;
    let mut in_use = InUse::enter(directory, timeout)?;
    if !in_use.is_alone() {
        return Err(Error::Busy { file: directory.user().display().to_string() });
    }
    in_use.keep_mark(in_use.was_left_open);
    let mut mended = Mended::default();
    for file in DataFile::ALL {
        match mend_one(directory, file, Closeness::Whole, foreign) {
            Ok(One { repair, unknown }) => {
                mended.repairs.extend(repair);
                mended.failed = unknown.or(mended.failed);
            }
            Err(error) => mended.failed = Some(error),
        }
    }
    in_use.keep_mark(mended.failed.is_some()); // the next writer inspects the files again
    Ok(mended)
}

/// Finishes the repair of a file that was interrupted, inspects the file, and repairs it if it is damaged.
/// The caller must be alone.
pub(super) fn mend_one(
    directory: &Directory,
    file: DataFile,
    closeness: Closeness,
    foreign: Foreign,
) -> Result<One> {
    let done = finish_or_repair(directory, file, closeness, foreign)?;
    done.repair.iter().for_each(|repair| directory.repairs.note(repair));
    Ok(done)
}

fn finish_or_repair(
    directory: &Directory,
    file: DataFile,
    closeness: Closeness,
    foreign: Foreign,
) -> Result<One> {
    set_aside::forget_unmoved(directory, file);
    let finished = interrupted_repair::finish(directory, file, foreign)?;
    if finished.unknown.is_some() {
        return Ok(finished); // a repair would replace what the last one left
    }
    let before = Stamp::of(directory)?;
    match look(directory, file, closeness, foreign) {
        Look::Sound => Ok(finished),
        Look::Damaged(reason) => {
            repaired(repair(directory, file, &Damage { reason: &reason, before, closeness, left: None }))
        }
        Look::Unknown(error) if is_of_content(&error) => Ok(finished), // of another program
        Look::Unknown(error) => Ok(One { unknown: Some(error), ..finished }),
    }
}
