//! The shape of a file: the names in its schema. It tells the version of a file apart from the number in its
//! head, of which a bit may have changed.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::schema::Schema;
use crate::error::Result;

/// The tables with their columns, the indexes and the triggers of a file, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shape(BTreeSet<(String, String)>);

const NAMES: &str = "
    SELECT entry.type || ' ' || entry.name AS entry, coalesce(part.name, '') AS part
    FROM sqlite_schema AS entry
    LEFT JOIN pragma_table_info(entry.name) AS part
        ON entry.type = 'table'
    WHERE entry.name NOT LIKE 'sqlite%'";

impl Shape {
    pub(super) fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare(NAMES)?;
        let names = statement.query_map([], |row| Ok((row.get("entry")?, row.get("part")?)))?;
        names.collect::<rusqlite::Result<_>>().map(Self)
    }

    /// How many names of `known` it has that another shape has not.
    fn beyond(&self, other: &Self, known: &Self) -> usize {
        self.0.difference(&other.0).filter(|name| known.0.contains(*name)).count()
    }

    /// Whether it has a name that came after a version.
    fn is_later_than(&self, version: &Self, newest: &Self) -> bool {
        self.0.iter().any(|name| newest.0.contains(name) && !version.0.contains(name))
    }
}

/// The shape of each version, from version 1 on.
fn of_versions(schema: &Schema) -> Result<Vec<Shape>> {
    let memory = Connection::open_in_memory()?;
    let mut shapes = Vec::with_capacity(schema.steps.len());
    for step in schema.steps {
        memory.execute_batch(step)?;
        shapes.push(Shape::of(&memory)?);
    }
    Ok(shapes)
}

/// Whether the schema of a file is that of the version which it says it has. Nobody knows that of a newer
/// version. Of the oldest versions one step was edited, so they may lack names.
pub(super) fn fits(connection: &Connection, version: usize, schema: &Schema) -> Result<bool> {
    if version > schema.steps.len() {
        return Ok(true);
    }
    let (found, shapes) = (Shape::of(connection)?, of_versions(schema)?);
    let of_version = version.checked_sub(1).and_then(|number| shapes.get(number));
    let Some((of_version, newest)) = of_version.zip(shapes.last()) else { return Ok(false) };
    let is_whole = version < schema.owned_from || of_version.0.is_subset(&found.0);
    Ok(is_whole && !found.is_later_than(of_version, newest))
}

/// The version as which the rows of a damaged file are read: one that has all the names which are left, so
/// that no table is dropped. If several have, the one that the file says it has counts, else the one of which
/// the least is missing.
pub(super) fn closest_version(found: &Shape, stated: usize, schema: &Schema) -> Result<usize> {
    let shapes = of_versions(schema)?;
    let known = Shape(shapes.iter().flat_map(|shape| shape.0.clone()).collect());
    let distance = |(version, shape): &(usize, &Shape)| {
        let (dropped, missing) = (found.beyond(shape, &known), shape.beyond(found, &known));
        (dropped, *version != stated, missing, std::cmp::Reverse(*version))
    };
    let closest = (1..).zip(&shapes).min_by_key(distance).map(|(version, _)| version);
    Ok(closest.unwrap_or(schema.steps.len()))
}

#[cfg(test)]
mod tests {
    use super::super::schema::{CACHE, USER};
    use super::super::upgrade::upgrade;
    use super::*;

    fn file(schema: &Schema, version: usize) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        upgrade(
            &mut connection,
            &Schema { steps: &schema.steps[..version], keeps_marks: false, ..*schema },
            "ours",
        )
        .unwrap();
        connection
    }

    #[test]
    fn the_schema_of_each_version_fits_its_number_and_no_other() {
        for schema in [&CACHE, &USER] {
            for version in schema.owned_from..=schema.steps.len() {
                let file = file(schema, version);

                assert!(fits(&file, version, schema).unwrap(), "{version}");
                let newest = schema.steps.len();
                assert!(version == newest || !fits(&file, newest, schema).unwrap(), "{version}");
                assert!(!fits(&file, 0, schema).unwrap());
            }
        }
    }

    #[test]
    fn the_version_of_a_damaged_file_comes_from_its_tables() {
        let newest = USER.steps.len();
        let file = file(&USER, newest);
        file.execute_batch("ALTER TABLE history RENAME COLUMN title TO titme; DROP TABLE hidden_word")
            .unwrap();
        let found = Shape::of(&file).unwrap();

        assert_eq!(closest_version(&found, 2, &USER).unwrap(), newest);
        assert!(!fits(&file, newest, &USER).unwrap());
        let third = Shape::of(&self::file(&USER, 3)).unwrap();
        assert_eq!(closest_version(&third, 1 << 20, &USER).unwrap(), 3);
        assert_eq!(closest_version(&Shape::default(), 4, &USER).unwrap(), 4);
    }

    /// A table that somebody added is none of our business.
    #[test]
    fn names_that_no_version_knows_do_not_count() {
        let file = file(&USER, USER.steps.len());
        file.execute_batch("CREATE TABLE mood (name TEXT)").unwrap();

        assert!(fits(&file, USER.steps.len(), &USER).unwrap());
    }
}
