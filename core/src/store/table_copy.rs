//! Copies the rows of one table that can still be read.

use std::collections::VecDeque;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode as SqliteCode, Row, Statement, ToSql, params_from_iter};

use super::failure::is_damage;
use super::sound_value::is_sound;
use super::table::{self, Table, quoted};
use crate::error::Result;
use crate::model::DataFile;

/// A table that has its only row from the beginning.
const PRESET: &str = "device";

const FORGET_PRESET: &str = "DELETE FROM device";

/// The most ranges of rows that are tried in a row without finding any, before the first row and later.
const MOST_FRUITLESS: [u32; 2] = [300, 10_000];

/// The largest id of a row that is looked for where the end of a table cannot be read.
const LARGEST_ID: i64 = 1 << 24;

/// The most rows of one table: a damaged tree may lead in circles.
const MOST_ROWS: u64 = 20_000_000;

/// The copy of one table.
pub(super) struct TableCopy<'c> {
    file: DataFile,
    table: &'c Table,
    from: &'c Connection,
    put: Statement<'c>,
    to: &'c Connection,
    /// The columns that both files have: their names in the damaged one, and in the new one.
    columns: Vec<(String, String)>,
    /// The rows that were stored.
    pub(super) kept: u64,
    /// The rows that could be read and not be used.
    pub(super) lost: u64,
    /// The rows that were there already, or break a rule of the new table.
    pub(super) left_out: u64,
    read: u64,
}

/// A range of rows by their ids. Both ends are left out.
#[derive(Clone, Copy)]
struct Range {
    above: i64,
    below: i64,
}

impl Range {
    /// Its halves; none if at most one row fits into it, which was tried.
    fn halves(self) -> impl DoubleEndedIterator<Item = Self> {
        let Self { above, below } = self;
        let middle = above.midpoint(below);
        let halves = [Self { above, below: middle.saturating_add(1) }, Self { above: middle, below }];
        let is_single = below.saturating_sub(above) <= 2;
        halves.into_iter().filter(move |_| !is_single)
    }
}

/// How a scan ended.
enum Scan {
    /// At its end.
    Whole,
    /// At damage, after this row.
    Broken(Option<i64>),
}

impl<'c> TableCopy<'c> {
    /// The copy of a table; `None` if the damaged file does not show it.
    pub(super) fn of(
        file: DataFile,
        table: &'c Table,
        from: &'c Connection,
        to: &'c Connection,
    ) -> Result<Option<Self>> {
        let shown = unless_damaged(table::columns(from, "main", &table.name))?.unwrap_or_default();
        let columns =
            shared(&shown.into_iter().map(|(column, _)| column).collect::<Vec<_>>(), &table.columns);
        if columns.is_empty() {
            return Ok(None);
        }
        let names: Vec<&str> = columns.iter().map(|(_, name)| name.as_str()).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let put = format!("INSERT OR IGNORE INTO {} ({}) VALUES ({marks})", table.name, names.join(", "));
        let put = to.prepare(&put)?;
        Ok(Some(Self { file, table, from, put, to, columns, kept: 0, lost: 0, left_out: 0, read: 0 }))
    }

    /// Copies what can be read. Returns whether that was all.
    pub(super) fn run(&mut self) -> Result<bool> {
        match &self.table.key {
            Some(key) => {
                let key: Vec<String> = key.iter().filter_map(|column| self.shown(column)).collect();
                let (up, down) = (key.join(", "), key.join(" DESC, ") + " DESC");
                if let Scan::Whole = self.scan("NULL", &format!("ORDER BY {up}"), None)? {
                    return Ok(true);
                }
                self.scan("NULL", &format!("ORDER BY {down}"), None)?;
                Ok(false)
            }
            None => self.ranges(),
        }
    }

    /// The name that a column has in the damaged file.
    fn shown(&self, column: &str) -> Option<String> {
        self.columns.iter().find(|(_, name)| name == column).map(|(shown, _)| quoted(shown))
    }

    /// Copies the rows by ranges of their ids: first all from both ends, up to the damage, then the halves of
    /// what is left between, and so on, the lower half first: above the largest id there is nothing, and
    /// nobody knows that id if the end cannot be read. Returns whether that was all.
    fn ranges(&mut self) -> Result<bool> {
        let mut left = VecDeque::from([Range { above: i64::MIN, below: i64::MAX }]);
        let (mut is_whole, mut fruitless) = (true, 0);
        while let Some(range) = left.pop_front() {
            let before = self.read;
            if let Some(rest) = self.both_ends(range)? {
                is_whole = false;
                rest.halves().rev().for_each(|half| left.push_front(half));
            }
            fruitless = if self.read > before { 0 } else { fruitless + 1 };
            if fruitless > MOST_FRUITLESS[usize::from(self.read > 0)] {
                break;
            }
        }
        Ok(is_whole)
    }

    /// Copies a range from both of its ends. Returns what is left of it; `None` if all could be read.
    fn both_ends(&mut self, range: Range) -> Result<Option<Range>> {
        const UP: &str = "WHERE rowid > :above AND rowid < :below ORDER BY rowid";
        const DOWN: &str = "WHERE rowid > :above AND rowid < :below ORDER BY rowid DESC";
        let above = match self.scan("rowid", UP, Some(range))? {
            Scan::Whole => return Ok(None),
            Scan::Broken(last) => last.unwrap_or(0).max(range.above),
        };
        let below = match self.scan("rowid", DOWN, Some(Range { above, ..range }))? {
            Scan::Whole => above,
            Scan::Broken(last) => last.unwrap_or(LARGEST_ID).min(range.below),
        };
        Ok(Some(Range { above, below }))
    }

    fn scan(&mut self, place: &str, which: &str, range: Option<Range>) -> Result<Scan> {
        let columns: Vec<String> = self.columns.iter().map(|(shown, _)| quoted(shown)).collect();
        let columns = columns.join(", ");
        let select =
            format!("SELECT {place} AS place, {columns} FROM {} NOT INDEXED {which}", self.table.name);
        let from = self.from;
        let Some(mut statement) = unless_damaged(from.prepare(&select))? else {
            return Ok(Scan::Broken(None));
        };
        let rows = match range {
            Some(Range { above, below }) => statement.query(&[(":above", &above), (":below", &below)]),
            None => statement.query([]),
        };
        let Some(mut rows) = unless_damaged(rows)? else { return Ok(Scan::Broken(None)) };
        let mut last: Option<i64> = None;
        while let Some(next) = unless_damaged(rows.next())? {
            let Some(row) = next else { return Ok(Scan::Whole) };
            let place: Option<i64> = row.get("place").unwrap_or_default();
            self.put(row)?;
            last = place.or(last);
            self.read += 1;
            if self.read > MOST_ROWS {
                break;
            }
        }
        Ok(Scan::Broken(last))
    }

    /// Stores a row, if it can be used and is not stored yet.
    fn put(&mut self, row: &Row<'_>) -> Result<()> {
        let Some(values) = self.values(row) else {
            self.lost += 1;
            return Ok(());
        };
        if self.table.name == PRESET && self.kept == 0 {
            self.to.execute(FORGET_PRESET, [])?;
        }
        match self.put.execute(params_from_iter(&values)) {
            Ok(0) => self.left_out += 1,
            Ok(_) => self.kept += 1,
            Err(error) if error.sqlite_error_code() == Some(SqliteCode::ConstraintViolation) => {
                self.lost += 1
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// The values of a row; `None` if one of them cannot be used.
    fn values<'r>(&self, row: &'r Row<'_>) -> Option<Vec<Raw<'r>>> {
        let value = |(number, (_, column)): (usize, &(String, String))| {
            let value = row.get_ref(1 + number).ok()?; // the place comes first
            is_sound(self.file, &self.table.name, column, value).then_some(Raw(value))
        };
        self.columns.iter().enumerate().map(value).collect()
    }
}

/// The answer of SQLite; `None` if the content of the file is damaged.
///
/// # Errors
/// Any other error, because it may pass.
fn unless_damaged<T>(answer: rusqlite::Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if is_damage(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The columns of a table that both files have. If both have the same number, only a letter of a name may
/// have changed, so their places count.
fn shared(shown: &[String], columns: &[String]) -> Vec<(String, String)> {
    if shown.len() == columns.len() {
        return shown.iter().cloned().zip(columns.iter().cloned()).collect();
    }
    let has = |column: &&String| shown.contains(*column);
    columns.iter().filter(has).map(|column| (column.clone(), column.clone())).collect()
}

/// A value as it was read.
struct Raw<'r>(ValueRef<'r>);

impl ToSql for Raw<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_halved_until_one_row_is_left() {
        let mut left = VecDeque::from([Range { above: 0, below: 40 }]);
        let mut singles = Vec::new();
        while let Some(range) = left.pop_front() {
            let before = left.len();
            left.extend(range.halves());
            if left.len() == before {
                singles.extend(range.above + 1..range.below);
            }
        }
        singles.sort_unstable();
        assert_eq!(singles, (1..40).collect::<Vec<i64>>());
    }

    /// Seen: of 990 rows that can be read, 99 were kept, because the last page was bad, too.
    #[test]
    fn the_rows_between_two_bad_pages_are_kept() {
        const PAGE: usize = 4096;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("damaged.db");
        let made = "CREATE TABLE hidden_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL)";
        let from = Connection::open(&path).unwrap();
        from.execute_batch(made).unwrap();
        for number in 0..1000 {
            from.execute("INSERT INTO hidden_word (word) VALUES (?1)", [format!("{number:040}")]).unwrap();
        }
        drop(from);
        let mut bytes = std::fs::read(&path).unwrap();
        let pages = bytes.len() / PAGE;
        for page in [3, pages - 1] {
            bytes[page * PAGE..(page + 1) * PAGE].fill(0xA5);
        }
        std::fs::write(&path, bytes).unwrap();
        let (from, to) = (Connection::open(&path).unwrap(), Connection::open_in_memory().unwrap());
        to.execute_batch(made).unwrap();

        let tables = table::tables(&to, "main").unwrap();
        let mut copy = TableCopy::of(DataFile::User, &tables[0], &from, &to).unwrap().unwrap();
        let is_whole = copy.run().unwrap();

        let most_of_a_page = (PAGE / 40) as u64;
        assert!(!is_whole && copy.kept >= 1000 - 2 * most_of_a_page, "{} rows", copy.kept);
    }

    #[test]
    fn a_column_whose_name_lost_a_letter_is_known_by_its_place() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        let pairs = |shown: &[&str], columns: &[&str]| shared(&names(shown), &names(columns));

        let same = pairs(&["key", "titme"], &["key", "title"]);
        assert_eq!(same, [("key".to_owned(), "key".to_owned()), ("titme".to_owned(), "title".to_owned())]);
        assert_eq!(pairs(&["key"], &["key", "title"]), [("key".to_owned(), "key".to_owned())]);
    }

    #[test]
    fn a_failed_read_does_not_count_as_the_end_of_the_rows() {
        let failed = |code| -> rusqlite::Result<()> {
            Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None))
        };

        assert!(unless_damaged(failed(rusqlite::ffi::SQLITE_CORRUPT)).unwrap().is_none());
        assert!(unless_damaged(failed(rusqlite::ffi::SQLITE_IOERR_READ)).is_err());
        assert!(unless_damaged(failed(rusqlite::ffi::SQLITE_CANTOPEN)).is_err());
        assert!(unless_damaged(failed(rusqlite::ffi::SQLITE_NOMEM)).is_err());
    }
}
