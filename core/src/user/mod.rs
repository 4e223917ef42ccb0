//! What a person did: read marks and the chosen edition. It cannot be fetched again.

use jiff::Timestamp;

use crate::error::Result;
use crate::model::{EditionId, ItemKey};
use crate::store::{self, Store};

/// Marks an item as read, or takes the mark away.
pub(crate) async fn mark_read(store: &Store, key: ItemKey, read: bool, now: Timestamp) -> Result<()> {
    store
        .write_user(move |transaction| match read {
            true => store::mark_read(transaction, &key, now),
            false => store::mark_unread(transaction, &key),
        })
        .await
}

/// The edition a person chose, if one did.
pub(crate) async fn chosen_edition(store: &Store) -> Result<Option<EditionId>> {
    store.read(store::chosen_edition).await
}

/// Stores a choice, or forgets it.
pub(crate) async fn choose_edition(store: &Store, edition: Option<EditionId>, now: Timestamp) -> Result<()> {
    store.write_user(move |transaction| store::choose_edition(transaction, edition.as_ref(), now)).await
}
