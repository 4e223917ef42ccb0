//! What a person saved, with a copy of each article.

use jiff::Timestamp;

use super::act::{note, transact};
use crate::error::Result;
use crate::model::{Act, ItemKey};
use crate::store::{self, Saved, Store, Write};

/// Saves an item with its copy. If it is saved already, nothing changes.
pub(crate) async fn save(store: &Store, key: ItemKey, copy: Saved, now: Timestamp) -> Result<()> {
    transact(store, Act::Save, now, move |write| store::save(write, &key, copy, now)).await.map(drop)
}

/// Takes back that an item was saved. If it is not saved, nothing changes.
pub(crate) async fn unsave(store: &Store, key: ItemKey, now: Timestamp) -> Result<()> {
    transact(store, Act::Unsave, now, move |write| store::unsave(write, &key, now)).await.map(drop)
}

/// The saved items whose text is new or was edited since their copies were made.
pub(crate) async fn outdated_copies(store: &Store) -> Result<Vec<ItemKey>> {
    store.read(store::outdated_copies).await
}

/// Replaces the copies of saved items whose text is new or was edited. This is no act.
pub(crate) async fn renew_copies(store: &Store, copies: Vec<(ItemKey, Saved)>) -> Result<()> {
    let renew = move |write: &mut Write<'_>| {
        let mut copies = copies.into_iter();
        copies.try_for_each(|(key, copy)| store::renew_copy(write, &key, copy))
    };
    note(store, renew).await.map(drop)
}
