//! What a person saved.

use super::User;
use crate::error::Result;
use crate::model::{ItemKey, SavedQuery, SavedSlice};
use crate::query::{self, display};
use crate::user;

impl User {
    /// Saves an item, with a copy of all that is stored of it. The copy outlives retention, the cache, and
    /// the removal of the article at the site. If its page is not stored yet, the copy gets the text after
    /// the sync that stores it. An edit of the article reaches the copy, too. If the item is saved already,
    /// nothing changes. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no such item is stored;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn save(&self, key: &ItemKey) -> Result<()> {
        self.shared.editions.get(&key.edition)?;
        let opened = self.shared.opened().await?;
        let copy = query::copy(&opened.store, self.shared.view(opened), key).await?;
        user::save(&opened.store, key.clone(), copy, self.shared.clock.now()).await
    }

    /// Takes back that an item was saved, and deletes its copy. If it is not saved, nothing changes. Writes
    /// to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn unsave(&self, key: &ItemKey) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::unsave(&opened.store, key.clone(), self.shared.clock.now()).await
    }

    /// What the person saved; the item saved last comes first. Reads the disk.
    /// [`Library::article`](crate::Library::article) reads the text of each, from its copy if need be.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a limit outside 1 to 500; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn saved(&self, query: SavedQuery) -> Result<SavedSlice> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let slice = query::saved(&opened.store, view, query).await?;
        Ok(if self.is_for_display { display::saved(slice, view) } else { slice })
    }
}
