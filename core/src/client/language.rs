//! The door to the choice of an edition.

use ifilm_language::matching::Offer;
use ifilm_language::text::direction_of_language;

use super::Client;
use crate::catalog::{Catalog, EditionEntry};
use crate::error::Result;
use crate::model::{Choice, Edition, EditionId, LanguageTag, MatchTrace, Rule};
use crate::{user, words};

impl Client {
    /// The editions of the catalogue, in its order. Touches neither disk nor network.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed).
    pub fn editions(&self) -> Result<Vec<Edition>> {
        self.shared.check_open()?;
        Ok(self.shared.config.catalog.editions.iter().map(edition).collect())
    }

    /// The edition for a reader, and why: the one a person chose, or else the best for the wishes,
    /// given as BCP-47 tags, most wanted first. Reads the stored choice from disk.
    ///
    /// # Errors
    /// The storage errors. Wishes never fail: a malformed one is a line of the trace.
    pub async fn choice(&self, wishes: &[String]) -> Result<Choice> {
        let opened = self.shared.opened().await?;
        let chosen = user::chosen_edition(&opened.store).await?;
        let catalog = &self.shared.config.catalog;
        match chosen.filter(|chosen| catalog.edition(chosen).is_ok()) {
            Some(chosen) => Ok(explicit(chosen)),
            None => self.suggestion(wishes),
        }
    }

    /// The edition that the wishes alone lead to, and why: what [`choice`](Self::choice) gives to one who chose none.
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed).
    pub fn suggestion(&self, wishes: &[String]) -> Result<Choice> {
        self.shared.check_open()?;
        let catalog = &self.shared.config.catalog;
        Ok(choose(catalog, wishes))
    }

    /// The language to address a reader in, for names, reasons and messages: that of the edition chosen for them.
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) where the catalogue lacks the edition;
    /// [`Closed`](crate::Error::Closed).
    pub fn display_language(&self, choice: &Choice) -> Result<LanguageTag> {
        self.shared.check_open()?;
        Ok(self.shared.config.catalog.edition(&choice.edition)?.language.clone())
    }

    /// One sentence for people that says why this choice: see [`words::choice_reason`].
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed).
    pub fn choice_reason(&self, choice: &Choice, reader: &LanguageTag) -> Result<String> {
        Ok(words::choice_reason(choice, &self.editions()?, reader))
    }

    /// Stores a person's explicit choice, which beats every wish from now on; `None` forgets it.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the storage errors.
    pub async fn choose(&self, edition: Option<&EditionId>) -> Result<()> {
        if let Some(edition) = edition {
            self.shared.config.catalog.edition(edition)?;
        }
        let opened = self.shared.opened().await?;
        user::choose_edition(&opened.store, edition.cloned(), self.shared.clock.now()).await
    }
}

/// The edition of a catalogue for these wishes, most wanted first, and why. There always is one.
pub fn choose(catalog: &Catalog, wishes: &[String]) -> Choice {
    let default = &catalog.default_edition;
    let (found, trace) = ifilm_language::matching::choose(wishes, &offers(catalog), default.as_str());
    let chosen = found.and_then(|index| catalog.editions.get(index));
    Choice { edition: chosen.map_or(default, |edition| &edition.id).clone(), explicit: false, trace }
}

/// The editions of a catalogue as something to choose from.
fn offers(catalog: &Catalog) -> Vec<Offer> {
    let offer = |edition: &EditionEntry| Offer {
        id: edition.id.to_string(),
        language: edition.language.clone(),
        aliases: edition.aliases.clone(),
    };
    catalog.editions.iter().map(offer).collect()
}

fn edition(entry: &EditionEntry) -> Edition {
    Edition {
        id: entry.id.clone(),
        language: entry.language.clone(),
        name: entry.name.clone(),
        direction: direction_of_language(&entry.language),
    }
}

fn explicit(edition: EditionId) -> Choice {
    let offer = Some(edition.to_string());
    let trace = vec![MatchTrace { wish: None, offer, rule: Rule::Explicit, distance: None }];
    Choice { edition, explicit: true, trace }
}
