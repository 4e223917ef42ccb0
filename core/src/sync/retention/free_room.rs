//! Gives the room of what was deleted back to the disk.

use crate::error::Result;
use crate::store::{self, CommitPoint, Store};

/// Gives all free room back to the disk. Returns how many bytes that was.
pub(crate) async fn compact(store: &Store) -> Result<u64> {
    let before = on_disk(store).await?;
    shrink(store, true).await?;
    while store.give_back_of_user().await? {}
    Ok(before.saturating_sub(on_disk(store).await?))
}

async fn on_disk(store: &Store) -> Result<u64> {
    let pages = store.read(store::page_bytes).await?;
    let files = store.file_bytes()?;
    Ok(pages.used + pages.free + files.wal + files.user)
}

/// Gives free room back to the disk. `all` also joins the parts of the search index, which takes longer.
pub(super) async fn shrink(store: &Store, all: bool) -> Result<()> {
    let mut whole = all;
    while store.write_slice(CommitPoint::IndexMerged, move |write| store::merge_index(write, whole)).await?.0
    {
        whole = false;
    }
    while store.write_slice(CommitPoint::CacheShrunk, store::give_back).await?.0 {}
    store.empty_wal().await
}
