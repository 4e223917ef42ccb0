//! Where a person stopped to read.

use ifilm_core::Client;

use super::User;
use crate::error::Result;
use crate::key::ItemKey;

/// A place in the text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct ReadingPosition {
    /// The number of the block, from 0.
    pub block: u32,
    /// The number of the character (a Unicode scalar value) in the text of the block, from 0. Isolates do not
    /// count: those are the places of the text that `plain` gives.
    pub letter: u32,
    /// Whether the text around the place was found. If an edit took it away, this is the beginning of a block
    /// near it.
    pub is_exact: bool,
}

impl From<ifilm_core::ReadingPosition> for ReadingPosition {
    fn from(position: ifilm_core::ReadingPosition) -> Self {
        let ifilm_core::ReadingPosition { block, letter, is_exact } = position;
        Self { block, letter, is_exact }
    }
}

#[uniffi::export]
impl User {
    /// Stores where the person stopped in an article: the number of a block and of a character in its text,
    /// both from 0, as `ReadingPosition` counts them. Writes to disk. It cannot be undone, because it changes
    /// by itself while a person reads.
    ///
    /// # Errors
    /// `BadArgument` for a place that the text does not have; `NotFound` if no such item is stored; the
    /// storage errors; `Closed`.
    pub async fn set_position(&self, key: ItemKey, block: u32, letter: u32) -> Result<()> {
        let key = key.try_into()?;
        let set = |core: Client| async move { Ok(core.user().set_position(&key, block, letter).await?) };
        self.core.run(set).await
    }

    /// Forgets where the person stopped in an article, for example because they read it to its end. Writes to
    /// disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn forget_position(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().forget_position(&key).await?) }).await
    }

    /// Where the person stopped in an article; absent if they did not, or forgot it. After an edit, the place
    /// is found again by the words around it. Reads the disk.
    ///
    /// # Errors
    /// `NotFound` if no such item is stored; the storage errors; `Closed`.
    pub async fn position(&self, key: ItemKey) -> Result<Option<ReadingPosition>> {
        let key = key.try_into()?;
        let position =
            |core: Client| async move { Ok(core.user().position(&key).await?.map(ReadingPosition::from)) };
        self.core.run(position).await
    }
}
