//! The state of the files, what repairs kept and lost, and the sentences that say it.

use jiff::Timestamp;

use crate::enum_conversion::convert_enum;
use crate::error::{Result, caught};

/// One of the two databases of a data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DataFile {
    /// What can be fetched again.
    Cache,
    /// What a person did.
    User,
}

convert_enum!(DataFile { Cache, User });

/// The state of the files. `check_text` says it to people.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CheckReport {
    /// Both files, the cache first, as they are now: after the repair, if there was one.
    pub files: Vec<CheckedFile>,
    /// The repairs that are still known, the newest first. Each is known as long as the file that it moved
    /// aside is kept.
    pub repairs: Vec<Repair>,
    /// When the backups of `user.db` were made, in milliseconds since 1970, UTC, the newest first.
    pub backups_ms: Vec<i64>,
}

impl From<ifilm_core::CheckReport> for CheckReport {
    fn from(report: ifilm_core::CheckReport) -> Self {
        let ifilm_core::CheckReport { files, repairs, backups } = report;
        Self {
            files: files.into_iter().map(CheckedFile::from).collect(),
            repairs: repairs.into_iter().map(Repair::from).collect(),
            backups_ms: backups.into_iter().map(Timestamp::as_millisecond).collect(),
        }
    }
}

impl From<CheckReport> for ifilm_core::CheckReport {
    fn from(report: CheckReport) -> Self {
        let CheckReport { files, repairs, backups_ms } = report;
        Self {
            files: files.into_iter().map(ifilm_core::CheckedFile::from).collect(),
            repairs: repairs.into_iter().map(ifilm_core::Repair::from).collect(),
            backups: backups_ms.into_iter().map(moment).collect(),
        }
    }
}

/// A time of a report. One that the calendar does not have becomes its beginning.
fn moment(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// One file, and the state in which it was found.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CheckedFile {
    /// The file.
    pub file: DataFile,
    /// Its state.
    pub state: FileState,
    /// What is wrong with it, for logs; absent if nothing is.
    pub reason: Option<String>,
}

impl From<ifilm_core::CheckedFile> for CheckedFile {
    fn from(checked: ifilm_core::CheckedFile) -> Self {
        let ifilm_core::CheckedFile { file, state, reason } = checked;
        Self { file: file.into(), state: state.into(), reason }
    }
}

impl From<CheckedFile> for ifilm_core::CheckedFile {
    fn from(checked: CheckedFile) -> Self {
        let CheckedFile { file, state, reason } = checked;
        Self { file: file.into(), state: state.into(), reason }
    }
}

/// The state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum FileState {
    /// Nothing is wrong with it.
    Sound,
    /// It does not exist yet.
    Missing,
    /// This check repaired it.
    Repaired,
    /// It is damaged.
    Damaged,
    /// It belongs to another program. Only a check that repairs moves it aside.
    Foreign,
    /// It is of a newer version, which alone can use it. Nothing moves it aside.
    Newer,
    /// The system cannot read it, so nobody knows its state. That may pass, and nothing moves it aside.
    Unreadable,
}

convert_enum!(FileState { Sound, Missing, Repaired, Damaged, Foreign, Newer, Unreadable });

/// How a damaged file was replaced.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Repair {
    /// The file.
    pub file: DataFile,
    /// When it was replaced, in milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// What was wrong with it, for logs.
    pub reason: String,
    /// Where the damaged file is now; absent if there was none, because it was missing or empty.
    pub moved_to: Option<String>,
    /// The tables of the new file into which rows were copied. The search index and counts are made anew and
    /// are left out.
    pub tables: Vec<SalvagedTable>,
    /// When the backup was made whose marks were added, in milliseconds since 1970, UTC; absent if there was
    /// no sound one, if no row was missing, and for the cache.
    pub backup_ms: Option<i64>,
}

impl From<ifilm_core::Repair> for Repair {
    fn from(repair: ifilm_core::Repair) -> Self {
        let ifilm_core::Repair { file, at, reason, moved_to, tables, backup } = repair;
        Self {
            file: file.into(),
            at_ms: at.as_millisecond(),
            reason,
            moved_to,
            tables: tables.into_iter().map(SalvagedTable::from).collect(),
            backup_ms: backup.map(Timestamp::as_millisecond),
        }
    }
}

impl From<Repair> for ifilm_core::Repair {
    fn from(repair: Repair) -> Self {
        let Repair { file, at_ms, reason, moved_to, tables, backup_ms } = repair;
        Self {
            file: file.into(),
            at: moment(at_ms),
            reason,
            moved_to,
            tables: tables.into_iter().map(ifilm_core::SalvagedTable::from).collect(),
            backup: backup_ms.map(moment),
        }
    }
}

/// What was copied of one table.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SalvagedTable {
    /// Its name.
    pub table: String,
    /// The rows that were copied from the damaged file.
    pub kept: u64,
    /// The rows that could be read and not be used; absent if a part of the table could not be read, so that
    /// nobody can know.
    pub lost: Option<u64>,
}

impl From<ifilm_core::SalvagedTable> for SalvagedTable {
    fn from(salvaged: ifilm_core::SalvagedTable) -> Self {
        let ifilm_core::SalvagedTable { table, kept, lost } = salvaged;
        Self { table, kept, lost }
    }
}

impl From<SalvagedTable> for ifilm_core::SalvagedTable {
    fn from(salvaged: SalvagedTable) -> Self {
        let SalvagedTable { table, kept, lost } = salvaged;
        Self { table, kept, lost }
    }
}

/// One line for each file and one for each repair, for people in the language given, a BCP-47 tag: what was
/// found, and what was done about it. In English if no edition has that language.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn check_text(report: CheckReport, language: String) -> Result<Vec<String>> {
    caught(|| Ok(ifilm_core::words::check(&report.into(), &language.parse()?)))
}
