//! Items that a notification has named, in the user's file, so that none is announced twice.

use jiff::Timestamp;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_limit;
use super::mark_record::Fields;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

/// The number of items that are kept. Older ones are not announced again either, because they are no news.
const MOST: usize = 5_000;

/// That an item was announced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Announced {}

/// Marks items as announced, and returns those that were not announced before, in their order.
pub(crate) fn announce(write: &mut Write<'_>, keys: Vec<ItemKey>, now: Timestamp) -> Result<Vec<ItemKey>> {
    let mut unannounced = Vec::new();
    for key in keys {
        if user_mark::set(write, &key, Some(Announced {}), now)? {
            unannounced.push(key);
        }
    }
    mark_limit::shorten::<Announced>(write)?;
    Ok(unannounced)
}

const LOAD: &str = "
    SELECT changed_at, unknown
    FROM announced
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT edition, kind, remote_id, changed_at, unknown
    FROM announced";

const STORE: &str = "
    INSERT INTO announced (edition, kind, remote_id, changed_at, unknown)
    VALUES (:edition, :kind, :remote_id, :changed_at, :unknown)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown";

const DELETE: &str = "
    DELETE FROM announced
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for Announced {
    const NAME: &'static str = "announced";
    type Key = ItemKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;
    const MOST: Option<usize> = Some(MOST);

    fn fields_of(_: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(Fields::new())
    }

    fn columns(&self) -> Result<Columns> {
        Ok(Vec::new())
    }
}
