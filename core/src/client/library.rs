//! What can be read: lists and articles, from disk only.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::shared::Shared;
use crate::error::Result;
use crate::model::{
    Article, ArticleChanges, Counts, EditionId, EpisodeList, FollowedItem, Guide, ItemKey, ItemSlice, Link,
    ListQuery, ListedEpisode, LiveStream, NowAndNext, Passage, PeopleQuery, PeopleSlice, PersonPage,
    ProgramPage, SameStory, SavedSearchCount, SavedSearchQuery, SearchQuery, SearchSlice, SitePart,
    SiteSearch, TagPage, TrackList,
};
use crate::query::{self, display};
use crate::store::CommitSignal;

/// What can be read: lists, articles, search. It uses only the disk, so everything here works offline.
///
/// Part of a [`Client`](super::Client), and as cheap to clone.
#[derive(Clone, Debug)]
pub struct Library {
    pub(super) shared: Arc<Shared>,
    /// Whether texts are given for a screen, and not as they are stored.
    is_for_display: bool,
}

impl Library {
    pub(super) fn of(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared), is_for_display: false }
    }

    /// The same library with display texts, ready for a screen. In Persian and Dari they have the letters of
    /// the edition (`ی` and `ک`). In lines of mixed direction, names and numbers are isolated over a whole
    /// block, before it is cut into spans; so show the spans of a block side by side, and isolate nothing
    /// again. Hits are places in these texts. [`plain`](ifilm_language::text::plain) removes the isolates.
    ///
    /// Without it, texts are as they are stored.
    pub fn for_display(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), is_for_display: true }
    }

    /// The items of a section, in the order of the query. An empty slice means that nothing is stored yet.
    ///
    /// No item is missed or shown twice between slices while rows arrive. If a sync finds a better date of an
    /// item, the item moves. So read the list again after a sync.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, a limit outside 1 to 500, an order
    /// that the section does not have, or a cursor of another list; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn list(&self, query: ListQuery) -> Result<ItemSlice> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let slice = query::list(&opened.store, view, query).await?;
        if self.is_for_display { display::slice(slice, view) } else { Ok(slice) }
    }

    /// How many items the lists of all sections have, how many of them are unread, and how many are saved.
    /// Hidden items are not counted, and hidden sections are left out. It reads a row for each section, so it
    /// may be called after each change. Only while the cache does not know all marks yet, for example after
    /// another process ended in the middle of an act, it looks at all items.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn counts(&self) -> Result<Counts> {
        let opened = self.shared.opened().await?;
        query::counts(&opened.store, self.shared.view(opened)).await
    }

    /// What an address leads to, in any form in which people paste it: see
    /// [`Editions::link`](crate::catalog::Editions::link). Touches neither disk nor network, so the item need
    /// not exist.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed). A text that is no address of the site is
    /// [`Link::NotOurs`](crate::Link::NotOurs).
    pub fn link(&self, text: &str) -> Result<Link> {
        self.shared.check_open()?;
        Ok(self.shared.editions.link(text))
    }

    /// The canonical address of the page of an item, to share or to open in a browser: without slug and
    /// query. `None` if items of its kind have no page, or none can have this id. Touches neither disk nor
    /// network.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; [`Closed`](crate::Error::Closed).
    pub fn address_of(&self, key: &ItemKey) -> Result<Option<String>> {
        self.shared.check_open()?;
        self.shared.editions.address_of(key)
    }

    /// The canonical address of the page of a part of an edition, such as the live page; `None` if it is not
    /// known. Touches neither disk nor network.
    ///
    /// # Errors
    /// As [`address_of`](Self::address_of).
    pub fn part_address(&self, edition: &EditionId, part: SitePart) -> Result<Option<String>> {
        self.shared.check_open()?;
        self.shared.editions.part_address(edition, part)
    }

    /// What announces each commit from now on.
    pub(super) async fn commits(&self) -> Result<CommitSignal> {
        self.shared.opened().await?.store.observe()
    }

    /// An article. If its page is not stored yet, it has its headline and link, and a body that says so.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no such item is stored;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn article(&self, key: &ItemKey) -> Result<Article> {
        let opened = self.shared.opened().await?;
        let article = query::article(&opened.store, self.shared.view(opened), key).await?;
        Ok(if self.is_for_display { display::article(article) } else { article })
    }

    /// A series, a film, a program or an album. If its page is not stored yet, it has the title and the
    /// picture of its row, and says why.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no such item is stored;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, or an item of another kind; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn program(&self, key: &ItemKey) -> Result<ProgramPage> {
        let opened = self.shared.opened().await?;
        let page = query::program(&opened.store, self.shared.view(opened), key).await?;
        Ok(if self.is_for_display { display::program(page) } else { page })
    }

    /// A person: biography, portrait and works. Until the page is stored, it has the name and the works of
    /// the stored casts, and says why. A sync fetches no pages of people:
    /// [`fetch_person`](crate::Client::fetch_person) does.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no stored cast ever named the person and no page is stored;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, or a key of another kind; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn person(&self, key: &ItemKey) -> Result<PersonPage> {
        let opened = self.shared.opened().await?;
        let page = query::person(&opened.store, self.shared.view(opened), key).await?;
        Ok(if self.is_for_display { display::person(page) } else { page })
    }

    /// The people of an edition whom the casts of stored programmes name, in the order of the alphabet, each
    /// with the number of these programmes.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, a limit outside 1 to 500, or a
    /// cursor of another list; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn people(&self, query: PeopleQuery) -> Result<PeopleSlice> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let slice = query::people(&opened.store, view, query).await?;
        if self.is_for_display { display::people(slice, view) } else { Ok(slice) }
    }

    /// A tag with what it lists, of any kind, in the order of the site. A sync fetches no tags:
    /// [`fetch_tag`](crate::Client::fetch_tag) does.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if it was never fetched;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, or a key of another kind; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn tag(&self, key: &ItemKey) -> Result<TagPage> {
        let opened = self.shared.opened().await?;
        let page = query::tag(&opened.store, self.shared.view(opened), key).await?;
        Ok(if self.is_for_display { display::tag(page) } else { page })
    }

    /// The hits of a search of the site as this library gives texts: see [`for_display`](Self::for_display).
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; [`Closed`](crate::Error::Closed).
    pub async fn shown_search(&self, search: SiteSearch) -> Result<SiteSearch> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        if self.is_for_display { display::site_search(search, view) } else { Ok(search) }
    }

    /// The episodes of a series or another programme. Their addresses are for the player of the shell, in the
    /// order to try.
    ///
    /// # Errors
    /// As [`program`](Self::program).
    pub async fn episodes(&self, key: &ItemKey) -> Result<EpisodeList> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let list = query::episodes(&opened.store, view, key).await?;
        if self.is_for_display { display::episodes(list, view) } else { Ok(list) }
    }

    /// What the person follows, with its new episodes: those that were not listed when they followed it or
    /// looked at it last, and that they have not watched. What was followed last comes first.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn followed(&self) -> Result<Vec<FollowedItem>> {
        let opened = self.shared.opened().await?;
        let followed = query::followed(&opened.store, self.shared.view(opened)).await?;
        match self.is_for_display {
            true => Ok(display::followed(followed, self.shared.view(opened))),
            false => Ok(followed),
        }
    }

    /// The new episodes of a programme, as [`followed`](Self::followed) counts them, the newest first; none
    /// if it is not followed.
    ///
    /// # Errors
    /// As [`episodes`](Self::episodes).
    pub async fn new_since(&self, key: &ItemKey) -> Result<Vec<ListedEpisode>> {
        Ok(query::newest_first(self.episodes(key).await?.episodes))
    }

    /// The tracks of an album. Their addresses are for the player of the shell, in the order to try.
    ///
    /// # Errors
    /// As [`program`](Self::program).
    pub async fn tracks(&self, key: &ItemKey) -> Result<TrackList> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let list = query::tracks(&opened.store, view, key).await?;
        if self.is_for_display { display::tracks(list, view) } else { Ok(list) }
    }

    /// What an edition broadcasts: all that is on at or after `from` and begins before `until`. From the
    /// stored guide, which a newer one replaces as a whole.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn schedule(&self, edition: &EditionId, from: Timestamp, until: Timestamp) -> Result<Guide> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let guide = query::guide(&opened.store, view, edition, from, until).await?;
        if self.is_for_display { display::guide(guide, view) } else { Ok(guide) }
    }

    /// What is on at a time, and what comes next within a week.
    ///
    /// # Errors
    /// As [`schedule`](Self::schedule).
    pub async fn now_and_next(&self, edition: &EditionId, at: Timestamp) -> Result<NowAndNext> {
        let until = at.checked_add(SignedDuration::from_hours(7 * 24)).unwrap_or(Timestamp::MAX);
        Ok(self.schedule(edition, at, until).await?.now_and_next(at))
    }

    /// Where the live stream of an edition can be played. The addresses are for the player of the shell, in
    /// the order to try. Before the first sync they are those of the catalogue.
    ///
    /// # Errors
    /// As [`schedule`](Self::schedule).
    pub async fn live(&self, edition: &EditionId) -> Result<LiveStream> {
        let opened = self.shared.opened().await?;
        query::live(&opened.store, self.shared.view(opened), edition).await
    }

    /// What changed in an article since the text that the person knows: the one that was the newest when they
    /// first read it, or the first one if they have not read it. Title, lead and blocks are compared word by
    /// word. If nothing has changed, `from` is `to` and all is kept.
    ///
    /// The first text and the newest eight stay stored. If the text that the person knows is gone, an older
    /// one is compared.
    ///
    /// # Errors
    /// As [`article`](Self::article).
    pub async fn changes(&self, key: &ItemKey) -> Result<ArticleChanges> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let changes = query::article_changes(&opened.store, view, key).await?;
        if self.is_for_display { display::changes(changes, view) } else { Ok(changes) }
    }

    /// An article for reading aloud: title, lead, and each block with text, in order, each split into runs
    /// for voices. If its page is not stored yet, only the title.
    ///
    /// # Errors
    /// As [`article`](Self::article).
    pub async fn speech(&self, key: &ItemKey) -> Result<Vec<Passage>> {
        let opened = self.shared.opened().await?;
        query::speech(&opened.store, self.shared.view(opened), key).await
    }

    /// The items that have all the words, in the order of the query. Words are found in titles, leads and
    /// texts, in any spelling. A slice without hits means that nothing was found, or that there was no word
    /// to look for. Items that the site has taken away are not found.
    ///
    /// It only reads, and never waits for a writer. It searches the index, and the newest 500 items that are
    /// not indexed yet. A hit among these comes first if its title has all the words, else last. Each sync
    /// indexes new items at its end. After an upgrade of the files, and if `prepare` finds items that a sync
    /// left, they are indexed in the background.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, a limit outside 1 to 100 or a
    /// cursor of another search; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn search(&self, query: SearchQuery) -> Result<SearchSlice> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let slice = query::search(&opened.store, view, query).await?;
        if self.is_for_display { display::hits(slice, view) } else { Ok(slice) }
    }

    /// The items that a saved search finds, as a section: newest first, without hidden ones. A search without
    /// words lists all that its filters let through. The cursor of a slice is refused once the search is
    /// changed.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no search has the name;
    /// [`BadArgument`](crate::Error::BadArgument) for a limit outside 1 to 100, a cursor of another search,
    /// or a filter or edition that is not known here; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn saved_search(&self, query: SavedSearchQuery) -> Result<SearchSlice> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let slice = query::saved_search(&opened.store, view, query).await?;
        if self.is_for_display { display::hits(slice, view) } else { Ok(slice) }
    }

    /// How many items each saved search finds, and how many of them are unread, in the order of
    /// [`saved_searches`](crate::User::saved_searches). Of each search the newest 500 items are counted. A
    /// search with a filter or an edition that is not known here is left out.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn saved_search_counts(&self) -> Result<Vec<SavedSearchCount>> {
        let opened = self.shared.opened().await?;
        query::saved_search_counts(&opened.store, self.shared.view(opened)).await
    }

    /// The article of another edition that tells the same story. `None` if the match is not certain, if one
    /// of the two pages is not stored yet, or if two articles match about equally well.
    /// [`no_same_story`](ifilm_language::story::no_same_story) has the words for people.
    ///
    /// It goes both ways: asking from the found article returns the first one. The two are never of the same
    /// edition.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, and for that of the article itself;
    /// [`NotFound`](crate::Error::NotFound) for an article that is not stored; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn same_story(&self, key: &ItemKey, edition: &EditionId) -> Result<Option<SameStory>> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        match query::same_story(&opened.store, view, key, edition).await? {
            Some(story) if self.is_for_display => display::story(story, view).map(Some),
            story => Ok(story),
        }
    }
}
