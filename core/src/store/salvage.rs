//! Salvage: copies the rows that can still be read from a damaged file into a new one, table by table.

use std::collections::{HashSet, VecDeque};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode as SqliteCode, Row, Statement, ToSql, params_from_iter};

use super::sound_value::is_sound;
use crate::error::Result;
use crate::model::SalvagedTable;

/// Tables that are made anew: the index, counts and what follows from others. The owner is written when the
/// new file is made.
const MADE_ANEW: [&str; 8] = [
    "owner",
    "mirror",
    "search_due",
    "search_folding",
    "search_place",
    "section_count",
    "mark_change",
    "backup_due",
];

/// A table that has its only row from the beginning.
const PRESET: &str = "device";

const FORGET_PRESET: &str = "DELETE FROM device";

/// The most ranges of rows that are tried in a row without finding any.
const MOST_FRUITLESS: u32 = 300;

/// The largest id of a row that is looked for where the end of a table cannot be read.
const LARGEST_ID: i64 = 1 << 24;

/// The most rows of one table: a damaged tree may lead in circles.
const MOST_ROWS: u64 = 20_000_000;

/// Copies all rows that can be read. Of several readings of one file the first counts, and the others add
/// what it lacks. Rows that refer to a row that was lost are left out.
pub(super) fn salvage(readings: &[Connection], to: &Connection) -> Result<Vec<SalvagedTable>> {
    to.pragma_update(None, "foreign_keys", false)?;
    to.execute_batch("BEGIN IMMEDIATE")?;
    let tables = tables(to)?;
    let mut salvaged = Vec::with_capacity(tables.len());
    for table in &tables {
        salvaged.push(copied(readings, to, table)?);
    }
    for (table, salvaged) in tables.iter().zip(&mut salvaged) {
        let orphans = remove_orphans(to, table)?;
        salvaged.kept = salvaged.kept.saturating_sub(orphans);
        salvaged.lost = salvaged.lost.map(|lost| lost + orphans);
    }
    to.execute_batch("COMMIT")?;
    to.pragma_update(None, "foreign_keys", true)?;
    Ok(salvaged)
}

/// The first table with a row that has a value which cannot be read again.
pub(super) fn unsound_table(connection: &Connection) -> Result<Option<String>> {
    for table in tables(connection)? {
        let mut statement =
            connection.prepare(&format!("SELECT {} FROM {}", table.columns.join(", "), table.name))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if values(&table.name, &table.columns, row, 0).is_none() {
                return Ok(Some(table.name));
            }
        }
    }
    Ok(None)
}

/// The values of a row, from a column on; `None` if one of them cannot be used.
fn values<'r>(table: &str, columns: &[String], row: &'r Row<'_>, first: usize) -> Option<Vec<Raw<'r>>> {
    let value = |(number, column): (usize, &String)| {
        let value = row.get_ref(first + number).ok()?;
        is_sound(table, column, value).then_some(Raw(value))
    };
    columns.iter().enumerate().map(value).collect()
}

/// Adds the rows of some tables that a new file lacks.
pub(super) fn add(from: &Connection, to: &Connection, names: &[&str]) -> Result<()> {
    to.pragma_update(None, "foreign_keys", false)?;
    for table in tables(to)?.iter().filter(|table| names.contains(&table.name.as_str())) {
        if let Some(mut copy) = TableCopy::of(table, from, to)? {
            copy.run()?;
        }
    }
    Ok(to.pragma_update(None, "foreign_keys", true)?)
}

/// Deletes the rows of some tables that refer to a row which is not there.
pub(super) fn forget_orphans(to: &Connection, names: &[&str]) -> Result<()> {
    for table in tables(to)?.iter().filter(|table| names.contains(&table.name.as_str())) {
        remove_orphans(to, table)?;
    }
    Ok(())
}

/// A table of the new file.
struct Table {
    name: String,
    columns: Vec<String>,
    /// The columns of its key, if it has no rowid.
    key: Option<Vec<String>>,
}

const TABLES: &str = "
    SELECT name, wr AS has_no_rowid
    FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
    ORDER BY (SELECT count(*) FROM pragma_foreign_key_list(pragma_table_list.name)), name";

/// The tables whose rows are copied: first those that refer to no other, because triggers look them up.
fn tables(connection: &Connection) -> Result<Vec<Table>> {
    let mut statement = connection.prepare(TABLES)?;
    let named = statement.query_map([], |row| Ok((row.get("name")?, row.get("has_no_rowid")?)))?;
    let named: Vec<(String, bool)> = named.collect::<rusqlite::Result<_>>()?;
    let known = named.into_iter().filter(|(name, _)| !MADE_ANEW.contains(&name.as_str()));
    known.map(|(name, has_no_rowid)| table(connection, name, has_no_rowid)).collect()
}

fn table(connection: &Connection, name: String, has_no_rowid: bool) -> Result<Table> {
    let all = columns(connection, &name)?;
    let mut key: Vec<_> = all.iter().filter(|(_, place)| *place > 0).cloned().collect();
    key.sort_by_key(|(_, place)| *place);
    let key = has_no_rowid.then(|| key.into_iter().map(|(column, _)| column).collect());
    Ok(Table { name, columns: all.into_iter().map(|(column, _)| column).collect(), key })
}

const COLUMNS: &str = "SELECT name, pk FROM pragma_table_info(:table)";

/// The columns of a table, each with its place in the primary key, or 0.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<(String, u32)>> {
    let mut statement = connection.prepare(COLUMNS)?;
    let rows = statement.query_map(&[(":table", table)], |row| Ok((row.get("name")?, row.get("pk")?)))?;
    rows.collect()
}

fn copied(readings: &[Connection], to: &Connection, table: &Table) -> Result<SalvagedTable> {
    let mut whole = SalvagedTable { table: table.name.clone(), kept: 0, lost: None };
    for (number, from) in readings.iter().enumerate() {
        let Some(mut copy) = TableCopy::of(table, from, to)? else { continue };
        let is_read_whole = copy.run()?;
        whole.kept += copy.kept;
        if number == 0 && is_read_whole {
            whole.lost = Some(copy.lost);
            break; // the other readings show an older state
        }
    }
    Ok(whole)
}

/// The copy of one table.
struct TableCopy<'c> {
    table: &'c Table,
    from: &'c Connection,
    put: Statement<'c>,
    to: &'c Connection,
    /// The columns that both files have.
    columns: Vec<String>,
    kept: u64,
    lost: u64,
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
    fn halves(self) -> impl Iterator<Item = Self> {
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
    fn of(table: &'c Table, from: &'c Connection, to: &'c Connection) -> Result<Option<Self>> {
        let has: HashSet<String> = match columns(from, &table.name) {
            Ok(columns) => columns.into_iter().map(|(column, _)| column).collect(),
            Err(_) => HashSet::new(),
        };
        let columns: Vec<String> = table.columns.iter().filter(|name| has.contains(*name)).cloned().collect();
        if columns.is_empty() {
            return Ok(None);
        }
        let marks = vec!["?"; columns.len()].join(", ");
        let put = format!("INSERT OR IGNORE INTO {} ({}) VALUES ({marks})", table.name, columns.join(", "));
        let put = to.prepare(&put)?;
        Ok(Some(Self { table, from, put, to, columns, kept: 0, lost: 0, read: 0 }))
    }

    /// Copies what can be read. Returns whether that was all.
    fn run(&mut self) -> Result<bool> {
        match &self.table.key {
            Some(key) => {
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

    /// Copies the rows by ranges of their ids: first all from both ends, up to the damage, then the halves of
    /// what is left between, and so on. Returns whether that was all.
    fn ranges(&mut self) -> Result<bool> {
        let mut left = VecDeque::from([Range { above: i64::MIN, below: i64::MAX }]);
        let (mut is_whole, mut fruitless) = (true, 0);
        while let Some(range) = left.pop_front() {
            let before = self.read;
            if let Some(rest) = self.both_ends(range)? {
                is_whole = false;
                left.extend(rest.halves());
            }
            fruitless = if self.read > before { 0 } else { fruitless + 1 };
            if fruitless > MOST_FRUITLESS {
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
            Scan::Broken(last) => last.unwrap_or(range.above.max(0)),
        };
        let below = match self.scan("rowid", DOWN, Some(Range { above, ..range }))? {
            Scan::Whole => above,
            Scan::Broken(last) => last.unwrap_or(range.below.min(LARGEST_ID)),
        };
        Ok(Some(Range { above, below }))
    }

    fn scan(&mut self, place: &str, which: &str, range: Option<Range>) -> Result<Scan> {
        let columns = self.columns.join(", ");
        let select =
            format!("SELECT {place} AS place, {columns} FROM {} NOT INDEXED {which}", self.table.name);
        let from = self.from;
        let Ok(mut statement) = from.prepare(&select) else { return Ok(Scan::Broken(None)) };
        let rows = match range {
            Some(Range { above, below }) => statement.query(&[(":above", &above), (":below", &below)]),
            None => statement.query([]),
        };
        let Ok(mut rows) = rows else { return Ok(Scan::Broken(None)) };
        let mut last: Option<i64> = None;
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let place: Option<i64> = row.get("place").unwrap_or_default();
                    self.put(row)?;
                    last = place.or(last);
                    self.read += 1;
                    if self.read > MOST_ROWS {
                        return Ok(Scan::Broken(last));
                    }
                }
                Ok(None) => return Ok(Scan::Whole),
                Err(_) => return Ok(Scan::Broken(last)),
            }
        }
    }

    /// Stores a row, if it can be used and is not stored yet.
    fn put(&mut self, row: &Row<'_>) -> Result<()> {
        let Some(values) = values(&self.table.name, &self.columns, row, 1) else {
            self.lost += 1;
            return Ok(());
        };
        if self.table.name == PRESET && self.kept == 0 {
            self.to.execute(FORGET_PRESET, [])?;
        }
        match self.put.execute(params_from_iter(&values)) {
            Ok(added) => self.kept += added as u64,
            Err(error) if error.sqlite_error_code() == Some(SqliteCode::ConstraintViolation) => {
                self.lost += 1
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

/// A value as it was read.
struct Raw<'r>(ValueRef<'r>);

impl ToSql for Raw<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.0))
    }
}

const REFERENCES: &str = "
    SELECT id, \"table\" AS parent, \"from\" AS child_column, coalesce(\"to\", \"from\") AS parent_column
    FROM pragma_foreign_key_list(:table)
    ORDER BY id, seq";

/// Deletes the rows of a table that refer to a lost row. Returns how many there were.
fn remove_orphans(to: &Connection, table: &Table) -> Result<u64> {
    let mut statement = to.prepare(REFERENCES)?;
    let read = |row: &Row<'_>| {
        let (child, parent): (String, String) = (row.get("child_column")?, row.get("parent_column")?);
        let joined = format!("parent.{parent} = {}.{child}", table.name);
        Ok((row.get::<_, i64>("id")?, row.get::<_, String>("parent")?, child, joined))
    };
    let references = statement.query_map(&[(":table", &table.name)], read)?;
    let references: Vec<_> = references.collect::<rusqlite::Result<_>>()?;
    let mut orphans = 0;
    for same in references.chunk_by(|(one, ..), (other, ..)| one == other) {
        let [(_, parent, child, _), ..] = same else { continue };
        let joined: Vec<&str> = same.iter().map(|(.., joined)| joined.as_str()).collect();
        let found = format!("SELECT 1 FROM {parent} AS parent WHERE {}", joined.join(" AND "));
        let delete = format!("DELETE FROM {} WHERE {child} IS NOT NULL AND NOT EXISTS ({found})", table.name);
        orphans += to.execute(&delete, [])? as u64;
    }
    Ok(orphans)
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
}
