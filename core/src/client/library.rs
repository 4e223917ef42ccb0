//! The door to what can be read: lists and articles, from disk alone.

use super::Client;
use crate::error::{Error, Result};
use crate::model::{Article, ItemKey, ItemPage, ListQuery};

impl Client {
    /// The items of a section, newest first, from the cache alone: works offline.
    /// An empty page means that nothing is stored yet.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for an unknown edition or a limit outside 1 to 500; the storage errors.
    pub async fn list(&self, query: ListQuery) -> Result<ItemPage> {
        let _ = query;
        Err(Error::Closed)
    }

    /// An article from the cache alone: works offline. Where its page is not here yet, the article
    /// has its headline and link, and a body that says so.
    ///
    /// # Errors
    /// [`Error::NotFound`] where no such item is stored; the storage errors.
    pub async fn article(&self, key: &ItemKey) -> Result<Article> {
        let _ = key;
        Err(Error::Closed)
    }
}
