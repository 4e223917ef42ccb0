//! Words and sections that a person hides.

use super::User;
use crate::error::Result;
use crate::model::{EditionId, HiddenSection, Section};
use crate::user;

impl User {
    /// Hides the items with a word, or shows them again. White space around the word is left out. Writes to
    /// disk. It can be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a word without or with more than 100 characters; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn hide_word(&self, word: &str, hidden: bool) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::hide_word(&opened.store, word, hidden, self.shared.clock.now()).await
    }

    /// The hidden words as they were typed, in the order of their characters. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn hidden_words(&self) -> Result<Vec<String>> {
        let opened = self.shared.opened().await?;
        user::hidden_words(&opened.store).await
    }

    /// Hides a section of an edition, or shows it again. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn hide_section(&self, edition: &EditionId, section: Section, hidden: bool) -> Result<()> {
        self.shared.editions.get(edition)?;
        let opened = self.shared.opened().await?;
        user::hide_section(&opened.store, edition.clone(), section, hidden, self.shared.clock.now()).await
    }

    /// The hidden sections, in the order of their editions. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn hidden_sections(&self) -> Result<Vec<HiddenSection>> {
        let opened = self.shared.opened().await?;
        user::hidden_sections(&opened.store).await
    }
}
