//! What a person did: read marks and the chosen edition. It cannot be fetched again.

mod act;

use jiff::Timestamp;

use crate::error::Result;
use crate::model::{EditionId, ItemKey};
use crate::store::{self, Store};
use act::{Act, transact};

/// Marks an item as read, or takes the mark away.
pub(crate) async fn mark_read(store: &Store, key: ItemKey, read: bool, now: Timestamp) -> Result<()> {
    let act = if read { Act::MarkRead } else { Act::MarkUnread };
    let mark = transact(store, act, move |write| match read {
        true => store::mark_read(write, &key, now),
        false => store::mark_unread(write, &key),
    });
    mark.await.map(drop)
}

/// The edition that a person chose; `None` if there is no choice.
pub(crate) async fn chosen_edition(store: &Store) -> Result<Option<EditionId>> {
    store.read(store::chosen_edition).await
}

/// Stores the choice of an edition; `None` deletes it.
pub(crate) async fn choose_edition(store: &Store, edition: Option<EditionId>, now: Timestamp) -> Result<()> {
    let act = if edition.is_some() { Act::ChooseEdition } else { Act::ForgetChoice };
    let choose = transact(store, act, move |write| store::choose_edition(write, edition.as_ref(), now));
    choose.await.map(drop)
}
