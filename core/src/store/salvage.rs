//! Salvage: copies the rows that can still be read from a damaged file into a new one, table by table.

use rusqlite::{Connection, Row};

use super::commit_point::CommitPoint;
use super::table::{Table, tables};
use super::table_copy::TableCopy;
use crate::error::Result;
use crate::model::{DataFile, SalvagedTable};

/// Copies all rows that can be read. Of several readings of one file the first counts, and the others add
/// what it lacks. Rows that refer to a row that was lost are left out.
///
/// # Errors
/// What is no damage: a failed call of the system, or a lack of memory. Nobody may believe then that the rows
/// are lost.
pub(super) fn salvage(
    file: DataFile,
    readings: &[Connection],
    to: &Connection,
) -> Result<Vec<SalvagedTable>> {
    to.pragma_update(None, "foreign_keys", false)?;
    to.execute_batch("BEGIN IMMEDIATE")?;
    let tables = tables(to, "main")?;
    let mut salvaged = Vec::with_capacity(tables.len());
    for table in &tables {
        salvaged.push(copied(file, readings, to, table)?);
    }
    for (table, salvaged) in tables.iter().zip(&mut salvaged) {
        let orphans = remove_orphans(to, table)?;
        salvaged.kept = salvaged.kept.saturating_sub(orphans);
        salvaged.lost = salvaged.lost.map(|lost| lost + orphans);
    }
    CommitPoint::Salvage.commit(|| to.execute_batch("COMMIT"))?;
    to.pragma_update(None, "foreign_keys", true)?;
    Ok(salvaged)
}

/// Adds the rows of some tables of the user's file that a new file lacks.
pub(super) fn add(from: &Connection, to: &Connection, names: &[&str]) -> Result<()> {
    to.pragma_update(None, "foreign_keys", false)?;
    let transaction = to.unchecked_transaction()?;
    for table in tables(to, "main")?.iter().filter(|table| names.contains(&table.name.as_str())) {
        if let Some(mut copy) = TableCopy::of(DataFile::User, table, from, to)? {
            copy.run()?;
        }
    }
    CommitPoint::Salvage.commit(|| transaction.commit())?;
    Ok(to.pragma_update(None, "foreign_keys", true)?)
}

/// Deletes the rows of some tables that refer to a row which is not there.
pub(super) fn forget_orphans(to: &Connection, names: &[&str]) -> Result<()> {
    for table in tables(to, "main")?.iter().filter(|table| names.contains(&table.name.as_str())) {
        remove_orphans(to, table)?;
    }
    Ok(())
}

fn copied(file: DataFile, readings: &[Connection], to: &Connection, table: &Table) -> Result<SalvagedTable> {
    let mut whole = SalvagedTable { table: table.name.clone(), kept: 0, lost: None };
    for (number, from) in readings.iter().enumerate() {
        let Some(mut copy) = TableCopy::of(file, table, from, to)? else { continue };
        let is_read_whole = copy.run()?;
        whole.kept += copy.kept;
        if number == 0 && is_read_whole {
            whole.lost = Some(copy.lost + copy.left_out);
            break; // the other readings show an older state
        }
    }
    Ok(whole)
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
