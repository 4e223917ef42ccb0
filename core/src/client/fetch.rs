//! Fetches one page now: of an article or a programme, of a person or a tag.

use std::sync::Arc;

use super::Client;
use super::run::{Data, engine};
use super::runtime::runtime_for_network;
use super::saved_copies::{note_first_lists, renew_copies};
use super::shared::Shared;
use crate::catalog::EditionEntry;
use crate::error::{Error, Result};
use crate::model::{Article, ItemKey, Kind, PersonPage, TagPage};
use crate::sync::{self, Engine, Stop, SyncProgress};

impl Client {
    /// An article as the site has it now. Requests its page, also if it is not due and while a sync runs,
    /// stores the text, and returns what is stored. With the page of a programme or an album comes the list
    /// of its episodes or tracks, too; if only that list fails, it stays as it is. An article that is here is
    /// asked for with its validators, so an unchanged one costs a 304. Whoever asks for the same article
    /// meanwhile gets the same answer. If the caller leaves, the request ends.
    ///
    /// Only a text that looks like the article is stored. Whatever else comes (a notice, the page of another
    /// address, 404) changes nothing, so the text that is here stays readable in
    /// [`Library::article`](crate::Library::article). An item without a text is compared with its headline
    /// alone, so a notice below that headline may pass. Unlike a sync, it stores the text also in a full
    /// cache.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) without a request if the item is not stored, and if the site
    /// answers that its page does not exist: then [`Library::article`](crate::Library::article) still gives
    /// the item. [`Gone`](crate::Error::Gone) if the site has removed it;
    /// [`Refused`](crate::Error::Refused) with a time while the host asks to wait, then without a request;
    /// [`OverBudget`](crate::Error::OverBudget) with the end of the day if the day's ceiling has no room for
    /// it;
    /// [`Offline`](crate::Error::Offline) and any other error of a request;
    /// [`Unreadable`](crate::Error::Unreadable) if what came is not the article;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, and for a person or a
    /// tag: [`fetch_person`](Self::fetch_person) and [`fetch_tag`](Self::fetch_tag) bring them; the
    /// [storage errors](crate::ErrorCode::STORAGE); [`Closed`](crate::Error::Closed), also if the client is
    /// closed meanwhile.
    pub async fn fetch(&self, key: &ItemKey) -> Result<Article> {
        runtime_for_network()?;
        let edition = self.shared.editions.get(&key.edition)?;
        if matches!(key.kind, Kind::Person | Kind::Tag) {
            return Err(Error::bad_argument(format!("{key} is no article")));
        }
        let fetched = self.shared.fetches.join(key, fetch(&self.shared, edition, key)).await;
        self.shared.check_open()?;
        fetched?;
        self.library.article(key).await
    }

    /// A person as the site has him or her now. Requests the page, with the validators of a stored one,
    /// stores it, and returns what is stored, as [`Library::person`](crate::Library::person) does. The person
    /// need not be known here. Whoever asks for the same person meanwhile gets the same answer.
    ///
    /// Whatever else comes (a notice, the page of another address, 404) changes nothing. At most the 500
    /// pages that were confirmed last stay stored.
    ///
    /// # Errors
    /// As [`fetch`](Self::fetch), but [`NotFound`](crate::Error::NotFound) only if the site answers so, and
    /// [`BadArgument`](crate::Error::BadArgument) for a key of another kind.
    pub async fn fetch_person(&self, key: &ItemKey) -> Result<PersonPage> {
        runtime_for_network()?;
        let edition = self.shared.editions.get(&key.edition)?;
        if key.kind != Kind::Person {
            return Err(Error::bad_argument(format!("{key} is no person")));
        }
        let fetch = async {
            let engine = engine_for_person(&self.shared).await?;
            sync::fetch_person(&engine, edition, key).await
        };
        let fetched = self.shared.fetches.join(key, fetch).await;
        self.shared.check_open()?;
        fetched?;
        self.library.person(key).await
    }

    /// A tag as the site has it now. Requests its list page by page, until a page has no new row, stores the
    /// rows, and returns what is stored, as [`Library::tag`](crate::Library::tag) does. A stored list is
    /// asked for with its validators. The tag need not be known here. Whoever asks for the same tag meanwhile
    /// gets the same answer.
    ///
    /// The rows belong to the tag alone: they come into no list of a section. At most 10 pages are read, and
    /// the 200 tags that were confirmed last stay stored.
    ///
    /// # Errors
    /// As [`fetch_person`](Self::fetch_person). If only a later page fails, what came is stored, and
    /// [`TagPage::is_whole`](crate::TagPage::is_whole) is false.
    pub async fn fetch_tag(&self, key: &ItemKey) -> Result<TagPage> {
        runtime_for_network()?;
        let edition = self.shared.editions.get(&key.edition)?;
        if key.kind != Kind::Tag {
            return Err(Error::bad_argument(format!("{key} is no tag")));
        }
        let fetch = async {
            let engine = engine_for_person(&self.shared).await?;
            sync::fetch_tag(&engine, edition, key).await
        };
        let fetched = self.shared.fetches.join(key, fetch).await;
        self.shared.check_open()?;
        fetched?;
        self.library.tag(key).await
    }
}

/// What sends the requests that a person waits for, with the files open for writing.
pub(super) async fn engine_for_person(shared: &Shared) -> Result<Engine> {
    let opened = shared.opened().await?;
    opened.store.open_for_writing().await?;
    let (store, progress) = (Arc::clone(&opened.store), Arc::new(SyncProgress::new(0)));
    let data = Data::of_day(shared, opened);
    engine(shared, store, data, Stop::of(shared.closing.clone()), progress).await
}

async fn fetch(shared: &Shared, edition: &EditionEntry, key: &ItemKey) -> Result<()> {
    let engine = engine_for_person(shared).await?;
    if sync::fetch(&engine, edition, key).await? {
        shared.opened().await?.begin_indexing();
        renew_copies(shared).await;
        note_first_lists(shared).await;
    }
    Ok(())
}
