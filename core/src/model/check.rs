//! The state of the files of a data directory, and what was done about damage.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One of the two databases of a data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DataFile {
    /// What can be fetched again.
    #[serde(rename = "cache.db")]
    Cache,
    /// What a person did.
    #[serde(rename = "user.db")]
    User,
}

impl DataFile {
    /// Both, the cache first.
    pub const ALL: [DataFile; 2] = [Self::Cache, Self::User];

    /// Its name in the data directory.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cache => "cache.db",
            Self::User => "user.db",
        }
    }
}

/// The state of the files, from [`Client::check`](crate::Client::check).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Both files, the cache first, as they are now: after the repair, if there was one.
    pub files: Vec<CheckedFile>,
    /// The repairs that are still known, the newest first. Each is known as long as the file that it moved
    /// aside is kept.
    pub repairs: Vec<Repair>,
    /// When the backups of `user.db` were made, the newest first.
    pub backups: Vec<Timestamp>,
}

/// One file, and the state in which it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckedFile {
    /// The file.
    pub file: DataFile,
    /// Its state.
    pub state: FileState,
    /// What is wrong with it, for logs; `None` if nothing is.
    pub reason: Option<String>,
}

/// The state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
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

impl FileState {
    /// All states.
    pub const ALL: [FileState; 7] = [
        Self::Sound,
        Self::Missing,
        Self::Repaired,
        Self::Damaged,
        Self::Foreign,
        Self::Newer,
        Self::Unreadable,
    ];

    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Missing => "missing",
            Self::Repaired => "repaired",
            Self::Damaged => "damaged",
            Self::Foreign => "foreign",
            Self::Newer => "newer",
            Self::Unreadable => "unreadable",
        }
    }
}

/// How a damaged file was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The file.
    pub file: DataFile,
    /// When it was replaced.
    pub at: Timestamp,
    /// What was wrong with it, for logs.
    pub reason: String,
    /// Where the damaged file is now; `None` if there was none, because it was missing or empty.
    pub moved_to: Option<String>,
    /// The tables of the new file into which rows were copied. The search index and counts are made anew and
    /// are left out.
    pub tables: Vec<SalvagedTable>,
    /// When the backup was made whose marks were added; `None` if there was no sound one, or no row was
    /// missing. Always `None` for the cache.
    pub backup: Option<Timestamp>,
}

impl Repair {
    /// How many rows were kept.
    pub fn kept(&self) -> u64 {
        self.tables.iter().map(|table| table.kept).sum()
    }

    /// How many rows were lost; `None` if nobody can know, because a part of the file could not be read.
    pub fn lost(&self) -> Option<u64> {
        let lost: Option<u64> = self.tables.iter().map(|table| table.lost).sum();
        lost.filter(|_| !self.tables.is_empty())
    }
}

/// What was copied of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalvagedTable {
    /// Its name.
    pub table: String,
    /// The rows that were copied from the damaged file.
    pub kept: u64,
    /// The rows that could be read and not be used; `None` if a part of the table could not be read, so that
    /// nobody can know.
    pub lost: Option<u64>,
}
