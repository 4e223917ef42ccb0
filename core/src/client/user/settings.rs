//! Settings and saved searches.

use super::User;
use crate::error::Result;
use crate::model::{SavedSearch, Setting, SettingValue};
use crate::user;

impl User {
    /// Sets a setting of the shell; `None` removes it. The core has one of its own, `history`. Writes to
    /// disk. It can be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a name without or with more than 100 characters; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn set_setting(&self, name: impl Into<String>, value: Option<SettingValue>) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::set_setting(&opened.store, name.into(), value, self.shared.clock.now()).await
    }

    /// The value of a setting; `None` if it is not set. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn setting(&self, name: impl Into<String>) -> Result<Option<SettingValue>> {
        let opened = self.shared.opened().await?;
        user::setting(&opened.store, name.into()).await
    }

    /// All settings, by name. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn settings(&self) -> Result<Vec<Setting>> {
        let opened = self.shared.opened().await?;
        user::settings(&opened.store).await
    }

    /// Saves a search under a name, or changes the one that has it, which keeps its place in the list. The
    /// query is a line, as [`SearchQuery::to_line`](crate::SearchQuery::to_line) writes it, and is kept as it
    /// is. [`Library::saved_search`](crate::Library::saved_search) lists what it finds. Writes to disk. It
    /// can be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a name without or with more than 100 characters, and
    /// for a query with a filter that has no meaning; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn save_search(&self, name: impl Into<String>, query: impl Into<String>) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::save_search(&opened.store, name.into(), query.into(), self.shared.clock.now()).await
    }

    /// Deletes a saved search. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn delete_search(&self, name: impl Into<String>) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::delete_search(&opened.store, name.into(), self.shared.clock.now()).await
    }

    /// The saved searches, oldest first. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        let opened = self.shared.opened().await?;
        user::saved_searches(&opened.store).await
    }
}
