//! What a person follows, in the user's file.

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

/// That a person follows a programme, a person or a tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredFollow {
    pub(crate) followed_at: Timestamp,
    pub(crate) title: String,
}

/// Follows something as of now. If it is followed already, only its title may change.
pub(crate) fn follow(write: &mut Write<'_>, key: &ItemKey, title: String, now: Timestamp) -> Result<()> {
    let before = user_mark::load::<StoredFollow>(write, key)?;
    let followed_at = before.map_or(now, |before| before.value.followed_at);
    user_mark::set(write, key, Some(StoredFollow { followed_at, title }), now).map(drop)
}

/// Stops to follow something.
pub(crate) fn unfollow(write: &mut Write<'_>, key: &ItemKey, now: Timestamp) -> Result<()> {
    user_mark::set::<StoredFollow>(write, key, None, now).map(drop)
}

/// What is followed; what was followed last comes first.
pub(crate) fn followed(connection: &Connection) -> Result<Vec<(ItemKey, StoredFollow)>> {
    let all = user_mark::all::<StoredFollow>(connection)?;
    let mut followed: Vec<_> = all.into_iter().map(|(key, mark)| (key, mark.value)).collect();
    followed.sort_by(|(one, a), (other, b)| b.followed_at.cmp(&a.followed_at).then(one.cmp(other)));
    Ok(followed)
}

/// That one item is followed; `None` if it is not.
pub(crate) fn follow_of(connection: &Connection, key: &ItemKey) -> Result<Option<StoredFollow>> {
    Ok(user_mark::load(connection, key)?.map(|mark| mark.value))
}

const LOAD: &str = "
    SELECT changed_at, unknown, followed_at, title
    FROM followed
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT edition, kind, remote_id, changed_at, unknown, followed_at, title
    FROM followed";

const STORE: &str = "
    INSERT INTO followed (edition, kind, remote_id, changed_at, unknown, followed_at, title)
    VALUES (:edition, :kind, :remote_id, :changed_at, :unknown, :followed_at, :title)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        followed_at = excluded.followed_at,
        title = excluded.title";

const DELETE: &str = "
    DELETE FROM followed
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for StoredFollow {
    const NAME: &'static str = "followed";
    type Key = ItemKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([
            ("followed_at", row::time(row, "followed_at")?),
            ("title", row::text(row, "title")?),
        ]))
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":followed_at", self.followed_at.as_millisecond().into()),
            (":title", self.title.clone().into()),
        ])
    }
}
