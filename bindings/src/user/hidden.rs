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
    /// Hides the items with a word, or shows them again. White space around the word is left out. Writes to
    /// disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for a word without or with more than 100 characters; the storage errors; `Closed`.
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

    /// Hides a section of an edition, or shows it again. Writes to disk. It can be undone.
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
}
