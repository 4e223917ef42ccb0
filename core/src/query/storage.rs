//! How much room the files take.

use crate::error::Result;
use crate::model::{EditionStorage, StorageReport};
use crate::store::{self, Connection, Store};

/// How much room the files take, by kind.
pub(crate) async fn storage(store: &Store, limit: u64) -> Result<StorageReport> {
    let read = |connection: &Connection| {
        let (pages, index) = (store::page_bytes(connection)?, store::index_bytes(connection)?);
        Ok((pages, index, store::all_picture_bytes(connection)?, editions(connection)?))
    };
    let (pages, index, pictures, editions) = store.read(read).await?;
    let files = store.file_bytes()?;
    Ok(StorageReport {
        rows: pages.used.saturating_sub(index),
        index,
        free: pages.free,
        wal: files.wal,
        pictures: pictures.bytes,
        picture_count: pictures.count,
        user: files.user,
        backups: files.backups,
        damaged: files.damaged,
        cache: pages.used + pages.free + files.wal + pictures.bytes,
        limit,
        editions,
    })
}

fn editions(connection: &Connection) -> Result<Vec<EditionStorage>> {
    let of_edition = |edition| {
        let counts = store::item_counts(connection, &edition)?;
        let oldest = store::oldest_date(connection, &edition)?;
        Ok(EditionStorage { edition, items: counts.kept, oldest, pruned: counts.pruned })
    };
    store::stored_editions(connection)?.into_iter().map(of_edition).collect()
}
