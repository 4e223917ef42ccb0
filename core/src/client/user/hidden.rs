//! Words and sections that a person hides.

use super::User;
use crate::error::Result;
use crate::model::{EditionId, HiddenSection, Section};
use crate::user;

impl User {
    /// Hides the items with a word in title or lead, or shows them again. The word is found as by a search:
    /// in any spelling and form, and as a whole word. Of several words all must be there; in quotes they must
    /// stand side by side. White space around the text is left out.
    ///
    /// Hidden items are left out of lists and counts, and [`mark_all_read`](Self::mark_all_read) leaves them
    /// unread. A search still finds them, [`Library::article`](crate::Library::article) reads them, and what
    /// is saved stays in [`saved`](Self::saved).
    ///
    /// When it returns, all stored items are decided; items that arrive later are decided as they are stored.
    /// Other reads and writes run meanwhile. Only if another process keeps the cache locked for more than
    /// five seconds, or the process ends before, the rest is decided by the next sync or
    /// [`prepare`](crate::Client::prepare). Writes to disk. It can be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a word without or with more than 100 characters, and for
    /// the 1,001st word; the [storage errors](crate::ErrorCode::STORAGE).
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

    /// Hides a section of an edition, or shows it again. A hidden section is left out where all editions are
    /// shown: see [`shown_editions`](Self::shown_editions). Its list can still be read. Writes to disk. It
    /// can be undone.
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

    /// The editions that do not hide a section, in the order of the catalogue: those whose items a screen of
    /// all editions shows. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn shown_editions(&self, section: Section) -> Result<Vec<EditionId>> {
        let hidden = self.hidden_sections().await?;
        let is_hidden = |edition: &EditionId| {
            hidden.iter().any(|hidden| hidden.edition == *edition && hidden.section == section)
        };
        let editions = self.shared.editions.all().iter().map(|edition| &edition.id);
        Ok(editions.filter(|edition| !is_hidden(edition)).cloned().collect())
    }
}
