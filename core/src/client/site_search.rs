//! A search of the site, beside that of what is stored.

use super::Client;
use super::fetch::engine_for_person;
use super::runtime::runtime_for_network;
use super::shared::Shared;
use crate::catalog::EditionEntry;
use crate::error::{Error, ErrorCode, Result};
use crate::model::{SearchQuery, SiteHit, SiteSearch, SiteSearchFailure, SiteSearchQuery};
use crate::query;
use crate::sync;

impl Client {
    /// What an edition has for some words: the hits among what is stored, in their order, and then those that
    /// only the site's own search finds. Sends one request, and stores nothing of the answer. If the request
    /// fails, the hits among what is stored are there, and [`SiteSearch::failure`] says why.
    ///
    /// It waits for the site. [`Library::search`](crate::Library::search) shows meanwhile what is here, and
    /// never waits. Texts are as they are stored; [`Library::shown_search`](crate::Library::shown_search)
    /// makes them ready for a screen.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition or a limit outside 1 to 100; the
    /// [storage errors](crate::ErrorCode::STORAGE); [`Closed`](crate::Error::Closed).
    pub async fn search_site(&self, query: SiteSearchQuery) -> Result<SiteSearch> {
        runtime_for_network()?;
        let SiteSearchQuery { edition, text, limit } = query;
        let entry = self.shared.editions.get(&edition)?;
        let local = SearchQuery::of(text.as_str()).with_editions([edition.clone()]).with_limit(limit);
        let local = self.library.search(local).await?.hits;
        let (site, failure) = match asked(&self.shared, entry, text.trim()).await {
            Ok(hits) => (hits, None),
            Err(error) if is_of_site(&error) => (Vec::new(), Some(failure(&error))),
            Err(error) => return Err(error),
        };
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let hits = query::merged_search(&opened.store, view, &edition, local, site).await?;
        Ok(SiteSearch { edition, hits, failure })
    }
}

/// The hits of the site. Without words there is nothing to ask for.
async fn asked(shared: &Shared, edition: &EditionEntry, words: &str) -> Result<Vec<SiteHit>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let engine = engine_for_person(shared).await?;
    sync::search_site(&engine, edition, words).await
}

/// Whether an error says something of the site or the network, and not of this client.
fn is_of_site(error: &Error) -> bool {
    let code = error.code();
    let is_own = matches!(code, ErrorCode::Closed | ErrorCode::BadArgument | ErrorCode::Cancelled);
    !is_own && !code.is_storage()
}

fn failure(error: &Error) -> SiteSearchFailure {
    SiteSearchFailure {
        code: error.code(),
        reason: error.to_string(),
        retryable: error.is_retryable(),
        retry_at: error.retry_at(),
    }
}
