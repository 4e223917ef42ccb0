//! The editions, and which of them a person gets.

use std::sync::Arc;

use ifilm_core::EditionId;

use crate::choice::Choice;
use crate::edition::Edition;
use crate::error::{Result, caught};
use crate::open_core::OpenCore;

/// The editions, and which of them a person gets.
#[derive(uniffi::Object)]
pub struct Language {
    core: Arc<OpenCore>,
}

impl Language {
    pub(crate) fn of(core: &Arc<OpenCore>) -> Arc<Self> {
        Arc::new(Self { core: Arc::clone(core) })
    }
}

#[uniffi::export]
impl Language {
    /// The editions of the catalogue, in its order. Touches neither disk nor network.
    ///
    /// # Errors
    /// `Closed`.
    pub fn editions(&self) -> Result<Vec<Edition>> {
        let editions = |editions: Vec<_>| editions.into_iter().map(Edition::from).collect();
        caught(|| self.core.call(|core| Ok(editions(core.language().editions()?))))
    }

    /// The edition for a person, and why: the one they chose, or else the best for their wishes. Wishes are
    /// BCP-47 tags, most wanted first. A malformed wish becomes a line of the trace. Reads the stored choice
    /// from disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn choice(&self, wishes: Vec<String>) -> Result<Choice> {
        self.core.run(|core| async move { Ok(core.language().choice(&wishes).await?.into()) }).await
    }

    /// The edition that the wishes alone lead to, and why. `choice` gives the same to a person who chose
    /// none. Touches neither disk nor network.
    ///
    /// # Errors
    /// `Closed`.
    pub fn suggestion(&self, wishes: Vec<String>) -> Result<Choice> {
        caught(|| self.core.call(|core| Ok(core.language().suggestion(&wishes)?.into())))
    }

    /// The language of the chosen edition, a BCP-47 tag. Names, reasons and messages for the person should be
    /// in it. Touches neither disk nor network.
    ///
    /// # Errors
    /// `BadArgument` if the catalogue lacks the edition; `Closed`.
    pub fn display_language(&self, choice: Choice) -> Result<String> {
        caught(|| {
            let choice = choice.try_into()?;
            self.core.call(|core| Ok(core.language().display_language(&choice)?.into()))
        })
    }

    /// One sentence that says why this edition was chosen, for a line in the settings. `language` is a BCP-47
    /// tag; without an edition in it, the sentence is English. Its parts are isolated, so show it as it is.
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// `BadArgument` if the tag is malformed, or the choice's edition is no valid id; `Closed`.
    pub fn choice_reason(&self, choice: Choice, language: String) -> Result<String> {
        caught(|| {
            let (choice, language) = (choice.try_into()?, language.parse()?);
            self.core.call(|core| core.language().choice_reason(&choice, &language))
        })
    }

    /// Stores a person's explicit choice. From now on the choice beats every wish. Choosing none deletes the
    /// choice. Writes to disk.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn choose(&self, edition: Option<String>) -> Result<()> {
        let edition: Option<EditionId> = edition.map(|id| id.parse()).transpose()?;
        self.core.run(|core| async move { Ok(core.language().choose(edition.as_ref()).await?) }).await
    }
}
