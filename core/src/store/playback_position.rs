//! Where a person stopped to watch or to listen, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_record::Fields;
use super::row;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

/// A place in a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredPlayback {
    /// The address of the recording, if the item has several.
    pub(crate) address: Option<String>,
    pub(crate) position_ms: u32,
    pub(crate) duration_ms: Option<u32>,
}

/// Where a person stopped to play an item.
pub(crate) fn playback_position(connection: &Connection, key: &ItemKey) -> Result<Option<StoredPlayback>> {
    Ok(user_mark::load(connection, key)?.map(|mark| mark.value))
}

/// Stores where a person stopped; `None` forgets it.
pub(crate) fn set_playback_position(
    write: &mut Write<'_>,
    key: &ItemKey,
    position: Option<StoredPlayback>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, position, now).map(drop)
}

const LOAD: &str = "
    SELECT changed_at, unknown, address, position_ms, duration_ms
    FROM playback_position
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT edition, kind, remote_id, changed_at, unknown, address, position_ms, duration_ms
    FROM playback_position";

const STORE: &str = "
    INSERT INTO playback_position (edition, kind, remote_id, changed_at, unknown, address, position_ms, duration_ms)
    VALUES (:edition, :kind, :remote_id, :changed_at, :unknown, :address, :position_ms, :duration_ms)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        address = excluded.address,
        position_ms = excluded.position_ms,
        duration_ms = excluded.duration_ms";

const DELETE: &str = "
    DELETE FROM playback_position
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for StoredPlayback {
    const NAME: &'static str = "playback_position";
    type Key = ItemKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([
            ("address", row::text(row, "address")?),
            ("position_ms", row::number(row, "position_ms")?),
            ("duration_ms", row::number(row, "duration_ms")?),
        ]))
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":address", self.address.clone().into()),
            (":position_ms", self.position_ms.into()),
            (":duration_ms", self.duration_ms.into()),
        ])
    }
}
