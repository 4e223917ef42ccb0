//! The editions, and which of them a person gets.

use std::sync::Arc;

use ifilm_language::matching::Offer;
use ifilm_language::text::direction_of_language;

use super::shared::Shared;
use crate::catalog::{EditionEntry, Editions};
use crate::error::Result;
use crate::model::{Choice, Edition, EditionId, LanguageTag, MatchTrace, Rule};
use crate::{user, words};

/// The editions, and which of them a person gets.
///
/// Part of a [`Client`](super::Client), and as cheap to clone.
#[derive(Clone, Debug)]
pub struct Language {
    shared: Arc<Shared>,
}

impl Language {
    pub(super) fn of(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared) }
    }

    /// The editions of the catalogue, in its order. Touches neither disk nor network.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed).
    pub fn editions(&self) -> Result<Vec<Edition>> {
        self.shared.check_open()?;
        Ok(self.shared.editions.all().iter().map(edition).collect())
    }

    /// The edition for a person, and why: the one they chose, or else the best for their wishes. Wishes are
    /// BCP-47 tags, most wanted first. Reads the stored choice from disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE). Wishes never fail. A malformed wish becomes a line of
    /// the trace.
    pub async fn choice(&self, wishes: impl IntoIterator<Item = impl Into<String>>) -> Result<Choice> {
        let wishes: Vec<String> = wishes.into_iter().map(Into::into).collect();
        let opened = self.shared.opened().await?;
        let chosen = user::chosen_edition(&opened.store).await?;
        match chosen.filter(|chosen| self.shared.editions.get(chosen).is_ok()) {
            Some(chosen) => Ok(explicit(chosen)),
            None => self.suggestion(wishes),
        }
    }

    /// The edition that the wishes alone lead to, and why. [`choice`](Self::choice) gives the same to a
    /// person who chose none. Touches neither disk nor network.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed).
    pub fn suggestion(&self, wishes: impl IntoIterator<Item = impl Into<String>>) -> Result<Choice> {
        self.shared.check_open()?;
        let wishes: Vec<String> = wishes.into_iter().map(Into::into).collect();
        Ok(choose(&self.shared.editions, &wishes))
    }

    /// The language of the chosen edition. Names, reasons and messages for the person should be in it.
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) if the catalogue lacks the edition;
    /// [`Closed`](crate::Error::Closed).
    pub fn display_language(&self, choice: &Choice) -> Result<LanguageTag> {
        self.shared.check_open()?;
        Ok(self.shared.editions.get(&choice.edition)?.language.clone())
    }

    /// One sentence in this language that says why this choice: see [`words::choice_reason`].
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed).
    pub fn choice_reason(&self, choice: &Choice, language: &LanguageTag) -> Result<String> {
        Ok(words::choice_reason(choice, &self.editions()?, language))
    }

    /// Stores a person's explicit choice. From now on the choice beats every wish. `None` deletes the choice.
    /// Writes to disk.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn choose(&self, edition: Option<&EditionId>) -> Result<()> {
        if let Some(edition) = edition {
            self.shared.editions.get(edition)?;
        }
        let opened = self.shared.opened().await?;
        user::choose_edition(&opened.store, edition.cloned(), self.shared.clock.now()).await
    }
}

/// The edition for these wishes, most wanted first, and why. There always is one.
pub fn choose(editions: &Editions, wishes: &[String]) -> Choice {
    let default = editions.default_edition();
    let (found, trace) = ifilm_language::matching::choose(wishes, &offers(editions), default.as_str());
    let chosen = found.and_then(|index| editions.all().get(index));
    Choice { edition: chosen.map_or(default, |edition| &edition.id).clone(), explicit: false, trace }
}

/// The editions as offers for the choice.
fn offers(editions: &Editions) -> Vec<Offer> {
    let offer = |edition: &EditionEntry| {
        let mut offer = Offer::of(edition.id.as_str(), edition.language.clone());
        offer.aliases = edition.aliases.clone();
        offer
    };
    editions.all().iter().map(offer).collect()
}

fn edition(entry: &EditionEntry) -> Edition {
    Edition {
        id: entry.id.clone(),
        language: entry.language.clone(),
        name: entry.name.clone(),
        direction: direction_of_language(&entry.language),
        zone: entry.zone.to_string(),
    }
}

fn explicit(edition: EditionId) -> Choice {
    let offer = Some(edition.to_string());
    let trace = vec![MatchTrace { wish: None, offer, rule: Rule::Explicit, distance: None }];
    Choice { edition, explicit: true, trace }
}
