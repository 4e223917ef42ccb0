//! Where a person stopped to read, to watch or to listen.

use super::User;
use crate::error::Result;
use crate::model::{ArticleBody, Block, ItemKey, PlaybackPosition, ReadingPosition};
use crate::{query, user};

impl User {
    /// Stores where the person stopped in an article: the number of a block and of a character in its text,
    /// both from 0, as [`ReadingPosition`] counts them. Writes to disk. It cannot be undone, because it
    /// changes by itself while a person reads.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a place that the text does not have;
    /// [`NotFound`](crate::Error::NotFound) if no such item is stored; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn set_position(&self, key: &ItemKey, block: u32, letter: u32) -> Result<()> {
        let opened = self.shared.opened().await?;
        let blocks = self.blocks(key).await?;
        let now = self.shared.clock.now();
        user::set_position(&opened.store, key.clone(), Some((block, letter)), &blocks, now).await
    }

    /// Forgets where the person stopped in an article, for example because they read it to its end. Writes to
    /// disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn forget_position(&self, key: &ItemKey) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::set_position(&opened.store, key.clone(), None, &[], self.shared.clock.now()).await
    }

    /// Where the person stopped in an article; `None` if they did not, or forgot it. After an edit, the place
    /// is found again by the words around it. Reads the disk.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no such item is stored; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn position(&self, key: &ItemKey) -> Result<Option<ReadingPosition>> {
        let opened = self.shared.opened().await?;
        user::position(&opened.store, key.clone(), &self.blocks(key).await?).await
    }

    /// Stores where the person stopped to watch or listen; `None` forgets it. The item need not be stored.
    /// Writes to disk. It cannot be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn set_playback(&self, key: &ItemKey, position: Option<PlaybackPosition>) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::set_playback(&opened.store, key.clone(), position, self.shared.clock.now()).await
    }

    /// Where the person stopped to watch or listen; `None` if they did not, or forgot it. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn playback(&self, key: &ItemKey) -> Result<Option<PlaybackPosition>> {
        let opened = self.shared.opened().await?;
        user::playback(&opened.store, key.clone()).await
    }

    /// The text of an article, from the cache or its saved copy.
    async fn blocks(&self, key: &ItemKey) -> Result<Vec<Block>> {
        let opened = self.shared.opened().await?;
        match query::article(&opened.store, self.shared.view(opened), key).await?.body {
            ArticleBody::Ready { blocks } => Ok(blocks),
            ArticleBody::Waiting { .. } | ArticleBody::Unreadable => Ok(Vec::new()),
        }
    }
}
