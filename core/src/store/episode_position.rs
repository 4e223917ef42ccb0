//! Where a person stopped to watch an episode, in the user's file.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::mark_key::{Columns, EpisodeKey};
use super::mark_record::Fields;
use super::playback_position::StoredPlayback;
use super::row;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

/// A place in an episode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct EpisodePosition(StoredPlayback);

/// Stores where a person stopped in an episode; `None` forgets it.
pub(crate) fn set_episode_position(
    write: &mut Write<'_>,
    key: &EpisodeKey,
    position: Option<StoredPlayback>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, position.map(EpisodePosition), now).map(drop)
}

/// Where a person stopped in one episode.
pub(crate) fn episode_position(connection: &Connection, key: &EpisodeKey) -> Result<Option<StoredPlayback>> {
    Ok(user_mark::load::<EpisodePosition>(connection, key)?.map(|mark| mark.value.0))
}

const OF_PROGRAM: &str = "
    SELECT episode, address, position_ms, duration_ms
    FROM user.episode_position
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

/// Where a person stopped in the episodes of a programme, by the texts of their ids.
pub(crate) fn episode_positions(
    connection: &Connection,
    key: &ItemKey,
) -> Result<HashMap<String, StoredPlayback>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(OF_PROGRAM)?;
    let rows = statement.query_map(values, |row| row::if_readable(position(row)))?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn position(row: &Row<'_>) -> rusqlite::Result<(String, StoredPlayback)> {
    let position = StoredPlayback {
        address: row.get("address")?,
        position_ms: row.get("position_ms")?,
        duration_ms: row.get("duration_ms")?,
    };
    Ok((row.get("episode")?, position))
}

const LOAD: &str = "
    SELECT changed_at, unknown, address, position_ms, duration_ms
    FROM episode_position
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND episode = :episode";

const ALL: &str = "
    SELECT edition, kind, remote_id, episode, changed_at, unknown, address, position_ms, duration_ms
    FROM episode_position";

const STORE: &str = "
    INSERT INTO episode_position (
        edition, kind, remote_id, episode, changed_at, unknown, address, position_ms, duration_ms)
    VALUES (
        :edition, :kind, :remote_id, :episode, :changed_at, :unknown, :address, :position_ms, :duration_ms)
    ON CONFLICT (edition, kind, remote_id, episode) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        address = excluded.address,
        position_ms = excluded.position_ms,
        duration_ms = excluded.duration_ms";

const DELETE: &str = "
    DELETE FROM episode_position
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND episode = :episode";

impl UserMark for EpisodePosition {
    const NAME: &'static str = "episode_position";
    type Key = EpisodeKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        StoredPlayback::fields_of(row)
    }

    fn columns(&self) -> Result<Columns> {
        self.0.columns()
    }
}
