//! What a person saved, with a copy of each article.

use jiff::Timestamp;

use super::act::{note, transact};
use crate::error::Result;
use crate::model::{Act, ItemKey};
use crate::store::{self, PictureHash, Saved, Store, Write};

/// Saves an item with its copy. If it is saved already, nothing changes.
pub(crate) async fn save(store: &Store, key: ItemKey, copy: Saved, now: Timestamp) -> Result<()> {
    let saved = key.clone();
    transact(store, Act::Save, now, move |write| store::save(write, &saved, copy, now)).await?;
    note_pictures_of(store, key).await
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
    let keys: Vec<ItemKey> = copies.iter().map(|(key, _)| key.clone()).collect();
    let renew = move |write: &mut Write<'_>| {
        let mut copies = copies.into_iter();
        copies.try_for_each(|(key, copy)| store::renew_copy(write, &key, copy))
    };
    note(store, renew).await?;
    for key in keys {
        note_pictures_of(store, key).await?;
    }
    Ok(())
}

/// Stores which file has a picture that was fetched, for the saved items that show it. This is no act.
pub(crate) async fn note_picture(store: &Store, address: String, hash: PictureHash) -> Result<()> {
    note(store, move |write| store::note_saved_picture(write, &address, &hash)).await.map(drop)
}

/// Does the same for the pictures of a saved item that were fetched earlier.
async fn note_pictures_of(store: &Store, key: ItemKey) -> Result<()> {
    for (address, hash) in store.read(move |connection: &_| store::fetched_pictures(connection, &key)).await?
    {
        note_picture(store, address, hash).await?;
    }
    Ok(())
}
