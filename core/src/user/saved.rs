//! What a person saved, with a copy of each article.

use jiff::Timestamp;

use super::act::{note, transact};
use crate::error::Result;
use crate::model::{Act, ItemKey};
use crate::store::{self, CommitPoint, PictureHash, Saved, Store, Write};

/// Saves an item with its copy. If it is saved already, nothing changes.
pub(crate) async fn save(store: &Store, key: ItemKey, copy: Saved, now: Timestamp) -> Result<()> {
    transact(store, Act::Save, now, move |write| store::save(write, &key, copy, now)).await?;
    note_pictures(store).await;
    Ok(())
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
    note(store, CommitPoint::CopyRenewed, renew).await.map(drop)
}

/// Stores which file has a picture that was fetched, for the saved items that show it. This is no act.
pub(crate) async fn note_picture(store: &Store, address: String, hash: PictureHash) -> Result<()> {
    let sought = address.clone();
    match store.read(move |connection: &_| store::is_unnoted(connection, &sought, &hash)).await? {
        true => note(store, CommitPoint::SavedPicture, move |write| {
            store::note_saved_picture(write, &address, &hash)
        })
        .await
        .map(drop),
        false => Ok(()),
    }
}

/// Stores which files have the pictures of saved items, as far as the cache knows it and the user's file does
/// not. A failure is only logged: the next sync does it again.
pub(crate) async fn note_pictures(store: &Store) {
    if let Err(error) = try_note_pictures(store).await {
        tracing::warn!(code = error.code().as_str(), %error, "pictures of saved items could not be noted");
    }
}

async fn try_note_pictures(store: &Store) -> Result<()> {
    let pictures = store.read(store::unnoted_pictures).await?;
    if pictures.is_empty() {
        return Ok(());
    }
    let note_all = move |write: &mut Write<'_>| {
        pictures.iter().try_for_each(|(address, hash)| store::note_saved_picture(write, address, hash))
    };
    note(store, CommitPoint::SavedPicture, note_all).await.map(drop)
}
