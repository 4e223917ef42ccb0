//! What can be read: lists and articles, from disk alone.

use std::sync::Arc;

use super::shared::Shared;
use crate::error::Result;
use crate::model::{
    Article, EditionId, ItemKey, ItemSlice, ListQuery, Passage, SameStory, SearchQuery, SearchSlice,
};
use crate::query;

/// What can be read: lists, articles, search. From disk alone: everything here works offline.
///
/// Part of a [`Client`](super::Client), and as cheap to clone.
#[derive(Clone, Debug)]
pub struct Library {
    shared: Arc<Shared>,
}

impl Library {
    pub(super) fn of(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared) }
    }

    /// The items of a section, newest first. An empty slice means that nothing is stored yet.
    ///
    /// Slices meet without gap or double while rows arrive. A sync that learns a better date of an item moves
    /// it, so a list should be read anew when a sync has ended.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition or a limit outside 1 to 500; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn list(&self, query: ListQuery) -> Result<ItemSlice> {
        let opened = self.shared.opened().await?;
        query::list(&opened.store, self.shared.view(opened), query).await
    }

    /// An article. Where its page is not here yet, it has its headline and link, and a body that says so.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) where no such item is stored;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn article(&self, key: &ItemKey) -> Result<Article> {
        let opened = self.shared.opened().await?;
        query::article(&opened.store, self.shared.view(opened), key).await
    }

    /// An article as it is read aloud: title, lead, and each block that has text, in order, each in runs for
    /// voices. Where its page is not here yet, the title alone.
    ///
    /// # Errors
    /// As [`article`](Self::article).
    pub async fn speech(&self, key: &ItemKey) -> Result<Vec<Passage>> {
        let opened = self.shared.opened().await?;
        query::speech(&opened.store, self.shared.view(opened), key).await
    }

    /// The items that have all the words, best first. Words are found in titles, leads and texts, in whatever
    /// spelling; a slice without hits means that nothing was found, or that there was no word to look for.
    /// Items that the site has taken away are not found.
    ///
    /// It only reads, and never waits for a writer. It searches the index and, of what is stored but not in
    /// the index yet, the newest 500 items; such a hit stands before the others where its title has all the
    /// words, and behind them otherwise. The index takes in the rest at the end of each sync. After files of
    /// an older version, or a sync that was cut short, it does so in the background as soon as the files are
    /// open.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, a limit outside 1 to 100 or a
    /// cursor of another search; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn search(&self, query: SearchQuery) -> Result<SearchSlice> {
        let opened = self.shared.opened().await?;
        query::search(&opened.store, self.shared.view(opened), query).await
    }

    /// The article of another edition that tells the same story. `None` where none of those that are stored
    /// surely does: also while one of the two pages is not here yet, or where two are nearly as like it.
    /// [`no_same_story`](ifilm_language::story::no_same_story) says so to people.
    ///
    /// It goes both ways: what this gives leads back to the article it was asked for. It is never of the same
    /// edition.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, and for that of the article itself;
    /// [`NotFound`](crate::Error::NotFound) for an article that is not stored; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn same_story(&self, key: &ItemKey, edition: &EditionId) -> Result<Option<SameStory>> {
        let opened = self.shared.opened().await?;
        query::same_story(&opened.store, self.shared.view(opened), key, edition).await
    }
}
