//! The door to the choice of an edition.

use super::Client;
use crate::error::{Error, Result};
use crate::model::{Choice, Edition, EditionId};

impl Client {
    /// The editions of the catalogue, in its order. Touches neither disk nor network.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn editions(&self) -> Result<Vec<Edition>> {
        Err(Error::Closed)
    }

    /// The edition for a reader, and why: the one a person chose, or else the best for the wishes,
    /// given as BCP-47 tags, most wanted first. Reads the stored choice from disk.
    ///
    /// # Errors
    /// The storage errors. Wishes never fail: a malformed one is a line of the trace.
    pub async fn choice(&self, wishes: &[String]) -> Result<Choice> {
        let _ = wishes;
        Err(Error::Closed)
    }

    /// Stores a person's explicit choice, which beats every wish from now on; `None` forgets it.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for an unknown edition; the storage errors.
    pub async fn choose(&self, edition: Option<&EditionId>) -> Result<()> {
        let _ = edition;
        Err(Error::Closed)
    }
}
