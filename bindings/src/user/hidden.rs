//! Words and sections that a person hides.

use ifilm_core::{Client, EditionId};

use super::User;
use crate::error::Result;
use crate::key::Section;

/// A section that a person hides.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HiddenSection {
    /// The edition.
    pub edition: String,
    /// The section.
    pub section: Section,
}

impl From<ifilm_core::HiddenSection> for HiddenSection {
    fn from(hidden: ifilm_core::HiddenSection) -> Self {
        let ifilm_core::HiddenSection { edition, section } = hidden;
        Self { edition: edition.into(), section: section.into() }
    }
}

#[uniffi::export]
impl User {
    /// Hides the items with a word in title or lead, or shows them again. The word is found as by a search:
    /// in any spelling and form, and as a whole word. Of several words all must be there; in quotes they must
    /// stand side by side. White space around the text is left out.
    ///
    /// Hidden items are left out of lists and counts, and `mark_all_read` leaves them unread. A search still
    /// finds them, `Library.article` reads them, and what is saved stays in `saved`.
    ///
    /// When it returns, all stored items are decided; items that arrive later are decided as they are stored.
    /// Other reads and writes run meanwhile. Only if another process keeps the cache locked for more than
    /// five seconds, or the process ends before, the rest is decided by the next sync or `prepare`. Writes to
    /// disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for a word without or with more than 100 characters, and for the 1,001st word; the
    /// storage errors; `Closed`.
    pub async fn hide_word(&self, word: String, hidden: bool) -> Result<()> {
        self.core.run(|core| async move { Ok(core.user().hide_word(&word, hidden).await?) }).await
    }

    /// The hidden words as they were typed, in the order of their characters. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn hidden_words(&self) -> Result<Vec<String>> {
        self.core.run(|core| async move { Ok(core.user().hidden_words().await?) }).await
    }

    /// Hides a section of an edition, or shows it again. A hidden section is left out where all editions are
    /// shown: see `shown_editions`. Its list can still be read. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn hide_section(&self, edition: String, section: Section, hidden: bool) -> Result<()> {
        let edition: EditionId = edition.parse()?;
        let hide = |core: Client| async move {
            Ok(core.user().hide_section(&edition, section.into(), hidden).await?)
        };
        self.core.run(hide).await
    }

    /// The hidden sections, in the order of their editions. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn hidden_sections(&self) -> Result<Vec<HiddenSection>> {
        let sections = |core: Client| async move {
            Ok(core.user().hidden_sections().await?.into_iter().map(HiddenSection::from).collect())
        };
        self.core.run(sections).await
    }

    /// The editions that do not hide a section, in the order of the catalogue: those whose items a screen of
    /// all editions shows. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn shown_editions(&self, section: Section) -> Result<Vec<String>> {
        let editions = |core: Client| async move {
            Ok(core.user().shown_editions(section.into()).await?.into_iter().map(String::from).collect())
        };
        self.core.run(editions).await
    }
}
