//! Saved searches.

use jiff::Timestamp;

use super::act::transact;
use super::setting::check_name;
use crate::error::Result;
use crate::model::{Act, SavedSearch, SearchQuery};
use crate::store::{self, Store, StoredSearch};

/// Saves a search under a name, or changes the one that has it.
pub(crate) async fn save_search(store: &Store, name: String, query: String, now: Timestamp) -> Result<()> {
    check_name(&name)?;
    SearchQuery::from_line(&query)?;
    let save = move |write: &mut store::Write<'_>| store::save_search(write, &name, query, now);
    transact(store, Act::SaveSearch, now, save).await.map(drop)
}

/// Deletes a saved search.
pub(crate) async fn delete_search(store: &Store, name: String, now: Timestamp) -> Result<()> {
    let delete = move |write: &mut store::Write<'_>| store::delete_search(write, &name, now);
    transact(store, Act::DeleteSearch, now, delete).await.map(drop)
}

/// The saved searches, oldest first.
pub(crate) async fn saved_searches(store: &Store) -> Result<Vec<SavedSearch>> {
    let search = |(name, StoredSearch { created_at, query })| SavedSearch { name, query, created_at };
    Ok(store.read_user(store::saved_searches).await?.into_iter().map(search).collect())
}
