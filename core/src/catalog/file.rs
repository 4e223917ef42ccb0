//! Reads a catalogue file of either form.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Catalog;
use super::check::fault;
use super::form1::Catalog1;
use super::suggestion::with_suggestion;
use crate::error::{Error, Result};

type Misplaced = serde_path_to_error::Error<serde_json::Error>;

pub(super) const EMBEDDED: &str = include_str!("ifilm.json");

impl Catalog {
    /// The catalogue of the four real editions.
    pub fn embedded() -> Self {
        Self::from_json(EMBEDDED).expect("the embedded catalogue is checked by a test")
    }

    /// Reads a catalogue file, of form 2 or 1.
    ///
    /// # Errors
    /// [`Error::BadArgument`] if it is not well formed, has a key that its form does not know, or contradicts
    /// itself, with the place (`editions[2].sections[0].listings[1].path`); [`Error::NewerVersion`] for a
    /// later form.
    pub fn from_json(json: &str) -> Result<Self> {
        read(json)?.settled()
    }
}

/// The key that every form has.
#[derive(Deserialize)]
struct Head {
    catalog: u32,
}

fn read(json: &str) -> Result<Catalog> {
    match placed::<Head>(json)?.catalog {
        1 => placed::<Catalog1>(json).map(Catalog::from),
        2 => placed(json),
        0 => Err(fault("catalog", "there is no form 0: this library reads 1 and 2")),
        _ => Err(Error::NewerVersion { file: "the catalogue".to_owned() }),
    }
}

/// Reads JSON. An error has its place in the document and its line, and suggests a name for an unknown key.
fn placed<T: DeserializeOwned>(json: &str) -> Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let read = serde_path_to_error::deserialize(&mut deserializer);
    let placed =
        |error: Misplaced| fault(&error.path().to_string(), &with_suggestion(&error.inner().to_string()));
    let read = read.map_err(placed)?;
    deserializer.end().map_err(|cause| fault(".", &cause.to_string()))?;
    Ok(read)
}
