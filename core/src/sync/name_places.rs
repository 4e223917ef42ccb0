//! The places of names in the alphabet: computed here, because the store knows no language.

use ifilm_language::collation::sort_key;

use crate::catalog::Editions;
use crate::error::Result;
use crate::model::ItemKey;
use crate::store::{self, CommitPoint, Connection, Store, Write};

/// Gives each name its place that an upgrade stored without one. If there is none, nothing is written.
pub(crate) async fn place_names(store: &Store, editions: &Editions) -> Result<()> {
    let found = store.read(|connection: &Connection| store::names_without_place(connection)).await?;
    let place = |(key, name): (ItemKey, String)| {
        let edition = editions.get(&key.edition).ok()?;
        Some((key, sort_key(&name, &edition.language).into_bytes()))
    };
    let places: Vec<(ItemKey, Vec<u8>)> = found.into_iter().filter_map(place).collect();
    if places.is_empty() {
        return Ok(());
    }
    let set = move |write: &mut Write<'_>| {
        places.iter().try_for_each(|(key, name_key)| store::place_name(write, key, name_key))
    };
    store.write(CommitPoint::Upgrade, set).await.map(drop)
}
