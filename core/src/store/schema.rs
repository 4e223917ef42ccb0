//! The schemas of the two files, and whether this version can use an existing file. CONTRIBUTING.md says how
//! to add a step.

use rusqlite::{Connection, ErrorCode as SqliteCode};

use crate::error::Result;

/// "iflm". It marks both files as ours. It lets us, and the command `file`, distinguish them from other
/// databases.
pub(super) const APPLICATION_ID: i32 = 0x6966_6C6D;

/// The schema of one of the two files.
pub(super) struct Schema {
    /// The migration steps, in order. The version of a file is the number of steps that it has taken.
    pub(super) steps: &'static [&'static str],
    /// The oldest version that can use a file of the newest one.
    pub(super) usable_from: usize,
    /// The version from which on its files say who owns them and who can use them.
    pub(super) owned_from: usize,
    /// A table that this file alone has.
    pub(super) own_table: &'static str,
    /// SQLite's `synchronous` setting: what each commit waits for.
    pub(super) synchronous: &'static str,
    /// Whether it keeps marks of later versions, which can be read after an upgrade.
    pub(super) keeps_marks: bool,
}

/// The file whose content can be fetched again.
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
        include_str!("migrations/cache/0009_paging.sql"),
        include_str!("migrations/cache/0010_dates.sql"),
        include_str!("migrations/cache/0011_listed_lead.sql"),
        include_str!("migrations/cache/0012_retention.sql"),
        include_str!("migrations/cache/0013_picture.sql"),
        include_str!("migrations/cache/0014_search_place.sql"),
        include_str!("migrations/cache/0015_shown.sql"),
        include_str!("migrations/cache/0016_shown_index.sql"),
        include_str!("migrations/cache/0017_gone.sql"),
        include_str!("migrations/cache/0018_refusal.sql"),
        include_str!("migrations/cache/0019_data_used.sql"),
        include_str!("migrations/cache/0020_schedule.sql"),
        include_str!("migrations/cache/0021_address.sql"),
        include_str!("migrations/cache/0022_network_picture.sql"),
        include_str!("migrations/cache/0023_order.sql"),
        include_str!("migrations/cache/0024_program.sql"),
        include_str!("migrations/cache/0025_episode.sql"),
        include_str!("migrations/cache/0026_guide.sql"),
        include_str!("migrations/cache/0027_track.sql"),
        include_str!("migrations/cache/0028_small_picture.sql"),
        include_str!("migrations/cache/0029_dead_form.sql"),
        include_str!("migrations/cache/0030_person.sql"),
        include_str!("migrations/cache/0031_topic.sql"),
        include_str!("migrations/cache/0032_tag.sql"),
    ],
    usable_from: 15,
    owned_from: 5,
    own_table: "item",
    synchronous: "NORMAL",
    keeps_marks: false,
};

/// The file whose content cannot be fetched again. Steps only add columns, tables and triggers, so that the
/// previous release can use the file.
pub(super) const USER: Schema = Schema {
    steps: &[
        include_str!("migrations/user/0001_person.sql"),
        include_str!("migrations/user/0002_owner.sql"),
        include_str!("migrations/user/0003_marks.sql"),
        include_str!("migrations/user/0004_mark_change.sql"),
        include_str!("migrations/user/0005_undo.sql"),
        include_str!("migrations/user/0006_backup.sql"),
        include_str!("migrations/user/0007_episodes.sql"),
        include_str!("migrations/user/0008_seen_episodes.sql"),
    ],
    usable_from: 1,
    owned_from: 2,
    own_table: "read_mark",
    synchronous: "FULL",
    keeps_marks: true,
};

/// The result of checking a database file.
pub(super) enum State {
    /// It is empty.
    Empty,
    /// It belongs to another program.
    Foreign,
    /// It is from a newer version, and this one cannot use it.
    Newer,
    /// It can be used. `version` is the number of steps it has taken, which may be more than this version
    /// has.
    Ours { version: usize },
}

/// Checks whether this version can use a database. `database` is its name on the connection.
pub(super) fn state(connection: &Connection, database: &str, schema: &Schema) -> Result<State> {
    // All reads see one snapshot, because another process may be creating the file.
    let _snapshot = connection.is_autocommit().then(|| connection.unchecked_transaction()).transpose()?;
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

/// Whether a database has the table that only this file has. Without it, the content of another file stands
/// in its place.
pub(super) fn has_own_table(connection: &Connection, database: &str, schema: &Schema) -> Result<bool> {
    let tables = format!("SELECT count(*) FROM {database}.sqlite_schema WHERE name = :name");
    let found =
        connection.query_row(&tables, &[(":name", schema.own_table)], |row| row.get::<_, usize>(0))?;
    Ok(found > 0)
}

fn is_without_tables(connection: &Connection, database: &str) -> Result<bool> {
    let tables = format!("SELECT count(*) FROM {database}.sqlite_schema");
    Ok(connection.query_row(&tables, [], |row| row.get::<_, usize>(0))? == 0)
}

/// Whether a file of a newer version says that this version can use it. If the column is missing, the answer
/// is no.
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

    /// Files may exist that were made with any released step. Editing a step would make two kinds of files
    /// with one version. A new step gets a new line here. Never change an existing line.
    #[test]
    fn a_released_step_is_never_edited() {
        let cache = [
            "83bd6f0f18cc7af4",
            "472bce8d4488cca1",
            "caebde6fa9334909",
            "c343a7dffe6dcdec",
            "4049464f80b9b722",
            "c7b7a1df934646c8",
            "1082ae2509677623",
            "0613bff0993da18c",
            "ad22f9b583ae863b",
            "ee1bf02a385be665",
            "0625cf16b91e875e",
            "790083275000ae71",
            "f691e43930a961c9",
            "a07b2b34c7c45b70",
            "3dae54560f564e16",
            "8a9ef63e75c47254",
            "3e84a30793cedc38",
            "1074af084214dd4e",
            "78dba1e8449c0e49",
            "d3506fc5dc63601d",
            "2c05472b59c5dbc5",
            "36d8b89a2e9b576a",
            "02f479e3475e3dad",
            "c94d3214d3bb7617",
            "080021b2ba77e6af",
            "1d654ba8b01549f6",
            "a469c9a289ef306a",
            "c793c6681f5eeb54",
            "0cba8e1287f10361",
            "968a30a64eb20410",
            "8790fc8cfe445d72",
            "58d8831c2d6a0f24",
        ];
        let user = [
            "c481171cbc5c839b",
            "4049464f80b9b722",
            "2c74cfa8b1727fea",
            "21e9d9971003b0ec",
            "314aaed2834b3c41",
            "f4009cf272df36fa",
            "ebc4dcf0aec9d7f2",
            "230e6471bb1425b6",
        ];

        assert_eq!(hashes(&CACHE), cache);
        assert_eq!(hashes(&USER), user);
    }

    /// The first eight bytes of the SHA-256 of each step.
    fn hashes(schema: &Schema) -> Vec<String> {
        let hash = |step: &&str| Sha256::digest(step)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        schema.steps.iter().map(hash).collect()
    }
}
