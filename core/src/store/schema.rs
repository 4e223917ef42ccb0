//! What the two files are made of, and whether this version can use a file that it finds.

use rusqlite::{Connection, ErrorCode as SqliteCode};

use crate::error::Result;

/// "iflm": marks both files as ours, so that we can tell them from any other database, and so can `file`.
pub(super) const APPLICATION_ID: i32 = 0x6966_6C6D;

/// What one kind of file is made of.
pub(super) struct Schema {
    /// The steps that make it, in order; the version of a file is the number of steps that it has seen.
    pub(super) steps: &'static [&'static str],
    /// The oldest version that can use a file of the newest one.
    pub(super) usable_from: usize,
    /// SQLite's `synchronous`: what each commit waits for.
    pub(super) synchronous: &'static str,
}

/// The file that can be fetched again.
pub(super) const CACHE: Schema = Schema {
    steps: &[
        include_str!("migrations/cache/0001_news.sql"),
        include_str!("migrations/cache/0002_search.sql"),
        include_str!("migrations/cache/0003_story.sql"),
        include_str!("migrations/cache/0004_listing.sql"),
        include_str!("migrations/cache/0005_owner.sql"),
        include_str!("migrations/cache/0006_fingerprint.sql"),
        include_str!("migrations/cache/0007_order.sql"),
        include_str!("migrations/cache/0008_resource.sql"),
    ],
    usable_from: 8,
    synchronous: "NORMAL",
};

/// The file that cannot. It only ever gains columns and tables, so that the release before can use it.
pub(super) const USER: Schema = Schema {
    steps: &[include_str!("migrations/user/0001_reader.sql"), include_str!("migrations/user/0002_owner.sql")],
    usable_from: 1,
    synchronous: "FULL",
};

/// What a database file is to us.
pub(super) enum State {
    /// Nothing is in it yet.
    Empty,
    /// It belongs to another program.
    Foreign,
    /// It is from a newer version, and this one cannot use it.
    Newer,
    /// It has seen so many steps: perhaps more than this version has, but it can be used.
    Ours { version: usize },
}

/// What a file is to us. `database` is its name on the connection.
pub(super) fn state(connection: &Connection, database: &str, schema: &Schema) -> Result<State> {
    let application: i32 =
        connection.pragma_query_value(Some(database), "application_id", |row| row.get(0))?;
    let version: usize = connection.pragma_query_value(Some(database), "user_version", |row| row.get(0))?;
    Ok(match application {
        0 if version == 0 && is_without_tables(connection, database)? => State::Empty,
        APPLICATION_ID if version <= schema.steps.len() => State::Ours { version },
        APPLICATION_ID if is_usable(connection, database, schema)? => State::Ours { version },
        APPLICATION_ID => State::Newer,
        _ => State::Foreign,
    })
}

fn is_without_tables(connection: &Connection, database: &str) -> Result<bool> {
    let tables = format!("SELECT count(*) FROM {database}.sqlite_schema");
    Ok(connection.query_row(&tables, [], |row| row.get::<_, usize>(0))? == 0)
}

/// Whether a file of a newer version says that this version can use it. A file without the column says no.
fn is_usable(connection: &Connection, database: &str, schema: &Schema) -> Result<bool> {
    let oldest = format!("SELECT usable_from FROM {database}.owner");
    let oldest = connection.query_row(&oldest, [], |row| row.get::<_, usize>("usable_from"));
    match oldest {
        Ok(oldest) => Ok(oldest <= schema.steps.len()),
        Err(rusqlite::Error::SqlInputError { .. }) => Ok(false),
        Err(error) if error.sqlite_error_code() == Some(SqliteCode::Unknown) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// Files may have been made with any step that landed. Editing one makes two kinds of files with one
    /// version. A new step gets a line here; no line is ever changed.
    #[test]
    fn a_step_that_landed_is_never_edited() {
        let cache = [
            "83bd6f0f18cc7af4",
            "472bce8d4488cca1",
            "caebde6fa9334909",
            "c343a7dffe6dcdec",
            "4049464f80b9b722",
            "c7b7a1df934646c8",
            "1082ae2509677623",
            "0613bff0993da18c",
        ];
        let user = ["c481171cbc5c839b", "4049464f80b9b722"];

        assert_eq!(hashes(&CACHE), cache);
        assert_eq!(hashes(&USER), user);
    }

    /// The first eight bytes of the SHA-256 of each step.
    fn hashes(schema: &Schema) -> Vec<String> {
        let hash = |step: &&str| Sha256::digest(step)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        schema.steps.iter().map(hash).collect()
    }
}
