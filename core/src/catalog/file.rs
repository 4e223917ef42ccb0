//! A catalogue file of either form, from its text.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Catalog;
use super::form1::Catalog1;
use crate::error::{Error, Result};

/// What a file of any form begins with.
#[derive(Deserialize)]
struct Head {
    catalog: u32,
}

pub(super) fn read(json: &str) -> Result<Catalog> {
    match placed::<Head>(json)?.catalog {
        1 => placed::<Catalog1>(json).map(Catalog::from),
        2 => placed(json),
        0 => Err(super::check::fault("catalog", "there is no form 0: this library reads 1 and 2")),
        _ => Err(Error::NewerVersion { file: "the catalogue".to_owned() }),
    }
}

/// Reads JSON; an error says where in the document it is, and on which line.
fn placed<T: DeserializeOwned>(json: &str) -> Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let read = serde_path_to_error::deserialize(&mut deserializer);
    let read =
        read.map_err(|error| super::check::fault(&error.path().to_string(), &error.inner().to_string()))?;
    deserializer.end().map_err(|cause| super::check::fault(".", &cause.to_string()))?;
    Ok(read)
}
