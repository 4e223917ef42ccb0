//! Items that a notification has named.

use jiff::Timestamp;

use super::act::note;
use crate::error::Result;
use crate::model::ItemKey;
use crate::store::{self, CommitPoint, Store};

/// Marks items as announced, and returns those that were not announced before. This is no act.
pub(crate) async fn announce(store: &Store, keys: Vec<ItemKey>, now: Timestamp) -> Result<Vec<ItemKey>> {
    Ok(note(store, CommitPoint::Announced, move |write| store::announce(write, keys, now)).await?.0)
}
