//! The title under which something is followed or reminded of.

use ifilm_core::{Client, Error, ItemKey};

use crate::failure::Failure;

/// The title that was given, or that of the stored item.
pub(super) async fn title(client: &Client, key: &ItemKey, given: Option<String>) -> Result<String, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    match client.library().article(key).await {
        Err(Error::NotFound(what)) => {
            Err(Failure::bad_input(format!("there is no {what}: give a title behind it")))
        }
        article => Ok(article?.title),
    }
}
