//! A search of the site, because a person asks for it now. Nothing of it is stored.

use super::asked_page::{self, AnswerAt, KnownPage};
use super::engine::Engine;
use super::parsing::Came;
use crate::catalog::{Base, EditionEntry};
use crate::error::{Error, Result};
use crate::model::{DataKind, SiteHit};
use crate::parse::{self, Document};
use crate::source::Fetched;

/// What the site's own search finds, in its order, each thing once.
///
/// # Errors
/// [`Error::NotFound`] if the catalogue has no search for the edition; those of a request;
/// [`Error::Unreadable`] if what came is no list of hits.
pub(crate) async fn search_site(
    engine: &Engine,
    edition: &EditionEntry,
    words: &str,
) -> Result<Vec<SiteHit>> {
    let search = edition.search.as_ref();
    let search = search.ok_or_else(|| Error::NotFound(format!("a search of the edition {}", edition.id)))?;
    let address = |base: &Base| Some(base.address_of(&search.path_of_words(words)));
    let known = KnownPage::default();
    let came = asked_page::ask(engine, edition, DataKind::Listings, &known, address).await?;
    let AnswerAt { fetched: Fetched::Changed(answer), .. } = came else {
        return Err(Error::Internal("a search was not asked for a 304".to_owned()));
    };
    if !edition.is_home_of(&answer.address) {
        let reason = "the search leads elsewhere".to_owned();
        return Err(Error::Unreadable { what: answer.address.to_string(), reason });
    }
    let address = edition.at_first_base(&answer.address);
    let came = Came { answer: &answer, address: &address, edition, at: engine.clock.now() };
    let parse = |document: Document<'_>| parse::site_search(document);
    Ok(engine.parsing.run(&engine.stop, came, parse).await?.hits)
}
