//! What the user's file takes from what a sync stored: the texts of saved items, and the first lists of the
//! episodes of what is followed.

use super::shared::Shared;
use crate::error::Result;
use crate::{query, user};

/// Gives the copies of saved items the texts that a sync stored, and notes which files have their pictures.
/// If this fails, the next sync does it.
pub(super) async fn renew_copies(shared: &Shared) {
    if let Err(error) = try_renew_copies(shared).await {
        tracing::warn!(code = error.code().as_str(), %error, "saved copies could not be renewed");
    }
    if let Ok(opened) = shared.opened().await {
        user::note_pictures(&opened.store).await;
    }
}

/// Notes which episodes of followed programmes came with their first lists. If this fails, the next sync does
/// it.
pub(super) async fn note_first_lists(shared: &Shared) {
    let Ok(opened) = shared.opened().await else { return };
    if let Err(error) = user::note_first_lists(&opened.store, shared.clock.now()).await {
        tracing::warn!(code = error.code().as_str(), %error, "known episodes could not be noted");
    }
}

/// The number of copies that one transaction renews.
const COPIES: usize = 16;

async fn try_renew_copies(shared: &Shared) -> Result<()> {
    let opened = shared.opened().await?;
    for keys in user::outdated_copies(&opened.store).await?.chunks(COPIES) {
        let mut copies = Vec::new();
        for key in keys {
            match query::copy(&opened.store, shared.view(opened), key).await {
                Ok(copy) => copies.push((key.clone(), copy)),
                Err(error) => tracing::warn!(%key, %error, "a saved copy could not be renewed"),
            }
        }
        user::renew_copies(&opened.store, copies).await?;
    }
    Ok(())
}
