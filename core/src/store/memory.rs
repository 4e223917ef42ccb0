//! Databases in memory: copies of files that cannot be read in place, and empty ones for missing files.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ffi};

use super::directory::{Directory, wal};
use super::failure::failed_read;
use super::log_pages::LogPages;
use super::open_mode::OpenMode;
use super::owner::{self, Version};
use super::schema::Schema;
use super::upgrade::upgrade;
use super::whole_file;
use crate::error::{Error, Result};

/// A new, empty database with the whole schema.
pub(super) fn new(schema: &Schema, directory: &Directory) -> Result<Connection> {
    let mut memory = Connection::open_in_memory()?;
    upgrade(&mut memory, schema, &directory.catalog)?;
    Ok(memory)
}

/// A copy of a file with the content of its WAL. The copy is upgraded if the file is of an older version.
pub(super) fn copy(path: &Path, schema: &Schema, directory: &Directory) -> Result<Connection> {
    let mut memory = copy_as_it_is(path, directory)?;
    match owner::check(&memory, "main", path, schema, &directory.catalog)? {
        Version::Usable => {}
        Version::Older | Version::Empty => upgrade(&mut memory, schema, &directory.catalog)?,
    }
    Ok(memory)
}

/// A copy of a file with the content of its WAL, in the version that it has.
///
/// SQLite reads a log without locks only if it has a file for itself alone. On Unix, closing that ends all
/// locks which this process has on the file. So the pages of the log are read here.
pub(super) fn copy_as_it_is(path: &Path, directory: &Directory) -> Result<Connection> {
    let mut memory = Connection::open_in_memory()?;
    match LogPages::of(whole_file::bytes(directory, &wal(path))?) {
        Some(log) => whole_file::with_file(path, |file| read_into(&mut memory, file, &log))?,
        None => copy_into(&mut memory, "main", &OpenMode::Unchanging.open(path)?)?,
    }
    Ok(memory)
}

/// Copies a file with the pages of its log over a database in memory.
fn read_into(memory: &mut Connection, file: &mut File, log: &LogPages) -> Result<()> {
    let length = log.length * log.count as usize;
    let pages = WithLog { file, log, next: 1, page: Vec::new(), given: 0 };
    match memory.deserialize_read_exact("main", pages, length, false) {
        Err(rusqlite::Error::SqliteFailure(failure, Some(said)))
            if failure.extended_code == ffi::SQLITE_IOERR =>
        {
            Err(failed_read(&said))
        }
        read => Ok(read?),
    }
}

/// The content of a file with the pages of its log.
struct WithLog<'f> {
    file: &'f mut File,
    log: &'f LogPages,
    /// The number of the next page.
    next: u32,
    page: Vec<u8>,
    /// How much of the page was read.
    given: usize,
}

/// Where the first page says that the file has a log. A database in memory has none.
const HAS_LOG: std::ops::Range<usize> = 18..20;

impl WithLog<'_> {
    fn take_next(&mut self) -> io::Result<()> {
        self.page = match self.log.page(self.next) {
            Some(page) => page.to_owned(),
            None => self.page_of_file()?,
        };
        if let Some(marks) = self.page.get_mut(HAS_LOG).filter(|_| self.next == 1) {
            marks.fill(1);
        }
        self.next += 1;
        self.given = 0;
        Ok(())
    }

    /// A page that is missing is empty, as it is for SQLite.
    fn page_of_file(&mut self) -> io::Result<Vec<u8>> {
        let length = self.log.length as u64;
        let mut page = Vec::with_capacity(self.log.length);
        self.file.seek(SeekFrom::Start(u64::from(self.next - 1) * length))?;
        self.file.take(length).read_to_end(&mut page)?;
        page.resize(self.log.length, 0);
        Ok(page)
    }
}

impl Read for WithLog<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.page.len() {
            self.take_next()?;
        }
        let rest = self.page.get(self.given..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.given += length;
        Ok(length)
    }
}

/// Copies a whole database over another.
pub(super) fn copy_into(to: &mut Connection, database: &str, from: &Connection) -> Result<()> {
    match Backup::new_with_names(from, "main", to, database)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(Error::Busy { file: String::new() }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::directory::LOCK_TIMEOUT;
    use super::super::file::Files;
    use super::*;

    const MARK: &str =
        "INSERT INTO read_mark (edition, kind, remote_id, read_at) VALUES ('en', 'article', ?1, 7)";

    fn made() -> (tempfile::TempDir, Directory, Files) {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let files = Files::open(&directory, LOCK_TIMEOUT).unwrap();
        (folder, directory, files)
    }

    fn marks(connection: &Connection) -> Vec<String> {
        let mut marks = connection.prepare("SELECT remote_id FROM read_mark ORDER BY rowid").unwrap();
        let marks = marks.query_map([], |row| row.get(0)).unwrap();
        marks.map(std::result::Result::unwrap).collect()
    }

    #[test]
    fn a_copy_has_what_was_committed_into_the_log_and_nothing_else() {
        let (_folder, directory, files) = made();
        let marks_of_copy = || {
            let copy = copy_as_it_is(&directory.user(), &directory).unwrap();
            copy.execute_batch("PRAGMA integrity_check; CREATE TABLE mood (name TEXT)").unwrap();
            marks(&copy)
        };
        let mut expected = Vec::new();
        for number in 0..40 {
            if number % 13 == 12 {
                files.user.execute_batch("PRAGMA wal_checkpoint(RESTART)").unwrap(); // then it begins anew
            }
            files.user.execute(MARK, [number]).unwrap();
            expected.push(number.to_string());

            assert_eq!(marks_of_copy(), expected);
        }

        files.user.execute_batch("PRAGMA cache_size = 1; BEGIN").unwrap();
        for number in 40..4000 {
            files.user.execute(MARK, [number]).unwrap();
        }
        assert_eq!(marks_of_copy(), expected, "what is not committed does not count");
        files.user.execute_batch("ROLLBACK").unwrap();
    }

    /// Seen: a reader that copied the file beside a writer of its process ended the writer's locks. Another
    /// process then deleted the log at its end, and with it what the writer stored later.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_copy_keeps_the_locks_of_the_writer_of_this_process() {
        let (_folder, directory, files) = made();
        files.user.execute(MARK, [7]).unwrap();
        let inode = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(directory.user()).unwrap());
        let is_held = || {
            let locks = std::fs::read_to_string("/proc/locks").unwrap();
            locks.lines().any(|line| line.contains("POSIX") && line.contains(&format!(":{inode} ")))
        };
        assert!(is_held());

        let copy = copy_as_it_is(&directory.user(), &directory).unwrap();

        assert_eq!(marks(&copy), ["7"]);
        drop(copy);
        assert!(is_held());
    }
}
