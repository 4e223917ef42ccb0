//! Searches that a person saved.

use ifilm_core::Client;

use super::User;
use crate::error::Result;

/// A search that a person saved.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SavedSearch {
    /// Its name. There is one search with it.
    pub name: String,
    /// The words and filters as one text: a line, as `search_line` writes it.
    pub query: String,
    /// When it was saved first, in milliseconds since 1970, UTC.
    pub created_at_ms: i64,
}

impl From<ifilm_core::SavedSearch> for SavedSearch {
    fn from(search: ifilm_core::SavedSearch) -> Self {
        let ifilm_core::SavedSearch { name, query, created_at } = search;
        Self { name, query, created_at_ms: created_at.as_millisecond() }
    }
}

/// How many items a saved search finds.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SavedSearchCount {
    /// Its name.
    pub name: String,
    /// All items that are counted.
    pub total: u32,
    /// Those that the person has not read.
    pub unread: u32,
    /// Whether it finds more: only the newest 500 are counted.
    pub more: bool,
}

impl From<ifilm_core::SavedSearchCount> for SavedSearchCount {
    fn from(count: ifilm_core::SavedSearchCount) -> Self {
        let ifilm_core::SavedSearchCount { name, total, unread, more } = count;
        Self { name, total, unread, more }
    }
}

#[uniffi::export]
impl User {
    /// Saves a search under a name, or changes the one that has it, which keeps its place in the list. The
    /// query is a line, as `search_line` writes it, and is kept as it is. `Library.saved_search` lists what
    /// it finds. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for a name without or with more than 100 characters, and for a query with a filter that
    /// has no meaning; the storage errors; `Closed`.
    pub async fn save_search(&self, name: String, query: String) -> Result<()> {
        self.core.run(|core| async move { Ok(core.user().save_search(name, query).await?) }).await
    }

    /// Deletes a saved search. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn delete_search(&self, name: String) -> Result<()> {
        self.core.run(|core| async move { Ok(core.user().delete_search(name).await?) }).await
    }

    /// The saved searches, oldest first. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        let searches = |core: Client| async move {
            Ok(core.user().saved_searches().await?.into_iter().map(SavedSearch::from).collect())
        };
        self.core.run(searches).await
    }
}
