//! The edition that a person chose.

use jiff::Timestamp;

use super::act::transact;
use crate::error::Result;
use crate::model::{Act, EditionId};
use crate::store::{self, Store};

/// The edition that a person chose; `None` if there is no choice.
pub(crate) async fn chosen_edition(store: &Store) -> Result<Option<EditionId>> {
    store.read_user(store::chosen_edition).await
}

/// Stores the choice of an edition; `None` deletes it.
pub(crate) async fn choose_edition(store: &Store, edition: Option<EditionId>, now: Timestamp) -> Result<()> {
    let act = if edition.is_some() { Act::ChooseEdition } else { Act::ForgetChoice };
    transact(store, act, now, move |write| store::choose_edition(write, edition, now)).await.map(drop)
}
