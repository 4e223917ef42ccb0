//! Which episodes a person watched, in the user's file.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::mark_key::{Columns, EpisodeKey};
use super::mark_record::Fields;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

/// That a person watched an episode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Watched {}

/// Marks an episode as watched, or takes the mark away. One that is marked keeps the time of its mark.
pub(crate) fn mark_watched(
    write: &mut Write<'_>,
    key: &EpisodeKey,
    watched: bool,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, watched.then_some(Watched {}), now).map(drop)
}

const OF_PROGRAM: &str = "
    SELECT episode
    FROM user.watched
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

/// The episodes of a programme that a person watched, as texts of their ids.
pub(crate) fn watched(connection: &Connection, key: &ItemKey) -> Result<HashSet<String>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(OF_PROGRAM)?;
    let rows = statement.query_map(values, |row| row.get("episode"))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const LOAD: &str = "
    SELECT changed_at, unknown
    FROM watched
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND episode = :episode";

const ALL: &str = "
    SELECT edition, kind, remote_id, episode, changed_at, unknown
    FROM watched";

const STORE: &str = "
    INSERT INTO watched (edition, kind, remote_id, episode, changed_at, unknown)
    VALUES (:edition, :kind, :remote_id, :episode, :changed_at, :unknown)
    ON CONFLICT (edition, kind, remote_id, episode) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown";

const DELETE: &str = "
    DELETE FROM watched
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND episode = :episode";

impl UserMark for Watched {
    const NAME: &'static str = "watched";
    type Key = EpisodeKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(_: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(Fields::new())
    }

    fn columns(&self) -> Result<Columns> {
        Ok(Vec::new())
    }
}
