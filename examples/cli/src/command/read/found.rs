//! An article that was asked for, or advice where else there is one.

use ifilm_core::{Client, Error, ItemKey};

use crate::failure::Failure;

/// What was asked for of an article, or where else there is one of this id.
pub(super) async fn found<T>(client: &Client, key: &ItemKey, asked: Result<T, Error>) -> Result<T, Failure> {
    match asked {
        Err(Error::NotFound(what)) => Err(not_found(client, key, &what).await),
        found => Ok(found?),
    }
}

/// The error that an article is not stored, with the other editions that have an article of this id.
async fn not_found(client: &Client, key: &ItemKey, what: &str) -> Failure {
    let mut elsewhere = Vec::new();
    for edition in client.language().editions().unwrap_or_default() {
        let other = ItemKey { edition: edition.id, ..key.clone() };
        if client.library().article(&other).await.is_ok() {
            elsewhere.push(format!("`ifilm read {other}`"));
        }
    }
    let advice = match elsewhere.is_empty() {
        true => String::new(),
        false => format!("; other editions have this id: {}", elsewhere.join(", ")),
    };
    Failure::bad_input(format!("there is no {what}{advice}"))
}
