//! The lengths and times of both files. While they do not change, a copy of the files is up to date.

use std::time::SystemTime;

use super::directory::{Directory, wal};
use crate::error::Result;

/// Length and modification time of each file and its WAL.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp([Option<(u64, Option<SystemTime>)>; 4]);

impl Stamp {
    pub(super) fn of(directory: &Directory) -> Result<Self> {
        let (cache, user) = (directory.cache(), directory.user());
        let mut stamp = Self(Default::default());
        for (place, file) in stamp.0.iter_mut().zip([wal(&cache), cache, wal(&user), user]) {
            let found = directory.look_at(&file)?;
            let found = found.filter(|found| found.len() > 0); // a reader makes an empty log
            *place = found.map(|found| (found.len(), found.modified().ok()));
        }
        Ok(stamp)
    }
}
