//! What a person opened. It can be switched off and cleared.

use jiff::Timestamp;

use super::act::{note, transact};
use crate::error::Result;
use crate::model::{Act, ItemKey, SettingValue};
use crate::store::{self, CommitPoint, Store, Write};

/// The setting that switches the history off and on.
const SWITCH: &str = "history";

/// Notes that a person opened an item, unless the history is off. This is no act.
pub(crate) async fn note_opened(store: &Store, key: ItemKey, title: String, now: Timestamp) -> Result<()> {
    let opened = move |write: &mut Write<'_>| match store::setting(write, SWITCH)? {
        Some(SettingValue::Flag(false)) => Ok(()),
        _ => store::note_opened(write, &key, title, now),
    };
    note(store, CommitPoint::Opened, opened).await.map(drop)
}

/// Deletes the history.
pub(crate) async fn clear_history(store: &Store, now: Timestamp) -> Result<()> {
    transact(store, Act::ClearHistory, now, move |write| store::clear_history(write, now)).await.map(drop)
}

/// Switches the history off or on. What it holds stays.
pub(crate) async fn keep_history(store: &Store, keep: bool, now: Timestamp) -> Result<()> {
    let switch = move |write: &mut Write<'_>| {
        let is_on = store::setting(write, SWITCH)? != Some(SettingValue::Flag(false));
        if is_on != keep {
            store::set_setting(write, SWITCH, Some(SettingValue::Flag(keep)), now)?;
        }
        Ok(())
    };
    transact(store, Act::ChangeSetting, now, switch).await.map(drop)
}

/// Whether the history is on.
pub(crate) async fn keeps_history(store: &Store) -> Result<bool> {
    let switch = store.read_user(|connection| store::setting(connection, SWITCH)).await?;
    Ok(switch != Some(SettingValue::Flag(false)))
}
