//! What can be read: lists, articles, search.

use std::sync::Arc;

use ifilm_core::{
    Client, Cursor, ListOrder, ListQuery, PeopleCursor, PeopleQuery, SavedSearchQuery, SearchCursor,
};

use crate::article::Article;
use crate::article_changes::ArticleChanges;
use crate::counts::Counts;
use crate::date::moment;
use crate::episode::{Episode, EpisodeList};
use crate::error::{Result, caught};
use crate::guide::{Guide, LiveStream, NowAndNext};
use crate::key::{ItemKey, Section};
use crate::link::{Link, SitePart};
use crate::observation::{HostListener, ListListener, Observation};
use crate::open_core::OpenCore;
use crate::person::{PeopleSlice, PersonPage};
use crate::program::ProgramPage;
use crate::same_story::SameStory;
use crate::search::SearchSlice;
use crate::search_query::SearchQuery;
use crate::slice::ItemSlice;
use crate::speech::Passage;
use crate::tag::TagPage;
use crate::track::TrackList;
use crate::user::{FollowedItem, SavedSearchCount};

/// What can be read: lists, articles, search. From disk alone: everything here works offline.
///
/// All texts are ready for a screen. In Persian and Dari they have the letters of the edition (ی and ک). In
/// lines of mixed direction, names and numbers are isolated over a whole block, before it is cut into spans.
/// So show the spans of a block side by side, and isolate nothing again. Hits are places in these texts.
/// `plain` removes the isolates, for text that is copied or shared.
#[derive(uniffi::Object)]
pub struct Library {
    core: Arc<OpenCore>,
}

impl Library {
    pub(crate) fn of(core: &Arc<OpenCore>) -> Arc<Self> {
        Arc::new(Self { core: Arc::clone(core) })
    }
}

#[uniffi::export]
impl Library {
    /// The items of a section, newest first. `after` is the `next` of an earlier slice; left out, the list
    /// begins with the newest. An empty slice means that nothing is stored yet.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition, a limit outside 1 to 500 or a cursor of another list; the
    /// storage errors; `Closed`.
    pub async fn list(
        &self,
        edition: String,
        section: Section,
        limit: u32,
        after: Option<String>,
    ) -> Result<ItemSlice> {
        let query = list_query(&edition, section, limit, after)?;
        self.core.run(|core| async move { Ok(core.library().for_display().list(query).await?.into()) }).await
    }

    /// The items of a section in the order of the alphabet of its language: series, films, programs and
    /// albums have it, news do not. `after` is the `next` of an earlier slice of this order.
    ///
    /// # Errors
    /// As `list`; `BadArgument` also for a section without this order.
    pub async fn list_by_title(
        &self,
        edition: String,
        section: Section,
        limit: u32,
        after: Option<String>,
    ) -> Result<ItemSlice> {
        let query = list_query(&edition, section, limit, after)?.with_order(ListOrder::Alphabetical);
        self.core.run(|core| async move { Ok(core.library().for_display().list(query).await?.into()) }).await
    }

    /// A series, a film, a program or an album. If its page is not stored yet, it has the title and the
    /// picture of its row, and says why.
    ///
    /// # Errors
    /// `NotFound` if no such item is stored; `BadArgument` for an unknown edition, or an item of another
    /// kind; the storage errors; `Closed`.
    pub async fn program(&self, key: ItemKey) -> Result<ProgramPage> {
        let key = key.try_into()?;
        self.core
            .run(|core| async move { Ok(core.library().for_display().program(&key).await?.into()) })
            .await
    }

    /// A person: biography, portrait and works. Until the page is stored, it has the name and the works of
    /// the stored casts, and says why. A sync fetches no pages of people: `Client.fetch_person` does.
    ///
    /// # Errors
    /// `NotFound` if no stored cast ever named the person and no page is stored; `BadArgument` for an unknown
    /// edition, or a key of another kind; the storage errors; `Closed`.
    pub async fn person(&self, key: ItemKey) -> Result<PersonPage> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.library().for_display().person(&key).await?.into()) }).await
    }

    /// The people of an edition whom the casts of stored programmes name, in the order of the alphabet, each
    /// with the number of these programmes. `after` is the `next` of an earlier slice.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition, a limit outside 1 to 500 or a cursor of another list; the
    /// storage errors; `Closed`.
    pub async fn people(&self, edition: String, limit: u32, after: Option<String>) -> Result<PeopleSlice> {
        let after: Option<PeopleCursor> = after.as_deref().map(str::parse).transpose()?;
        let query = PeopleQuery::of(edition.parse()?).with_limit(limit).with_after(after);
        self.core
            .run(|core| async move { Ok(core.library().for_display().people(query).await?.into()) })
            .await
    }

    /// A tag with what it lists, of any kind, in the order of the site. A sync fetches no tags:
    /// `Client.fetch_tag` does.
    ///
    /// # Errors
    /// `NotFound` if it was never fetched; `BadArgument` for an unknown edition, or a key of another kind;
    /// the storage errors; `Closed`.
    pub async fn tag(&self, key: ItemKey) -> Result<TagPage> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.library().for_display().tag(&key).await?.into()) }).await
    }

    /// The episodes of a series or another programme. Their addresses are for the player of the shell, in the
    /// order to try.
    ///
    /// # Errors
    /// As `program`.
    pub async fn episodes(&self, key: ItemKey) -> Result<EpisodeList> {
        let key = key.try_into()?;
        self.core
            .run(|core| async move { Ok(core.library().for_display().episodes(&key).await?.into()) })
            .await
    }

    /// What the person follows, with its new episodes: those that were not listed when they followed it or
    /// looked at it last, and that they have not watched. What was followed last comes first.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn followed(&self) -> Result<Vec<FollowedItem>> {
        let followed = |core: Client| async move {
            let followed = core.library().for_display().followed().await?;
            Ok(followed.into_iter().map(FollowedItem::from).collect())
        };
        self.core.run(followed).await
    }

    /// The new episodes of a programme, as `followed` counts them, the newest first; none if it is not
    /// followed.
    ///
    /// # Errors
    /// As `program`.
    pub async fn new_since(&self, key: ItemKey) -> Result<Vec<Episode>> {
        let key = key.try_into()?;
        let new = |core: Client| async move {
            let new = core.library().for_display().new_since(&key).await?;
            Ok(new.into_iter().map(Episode::from).collect())
        };
        self.core.run(new).await
    }

    /// The tracks of an album. Their addresses are for the player of the shell, in the order to try.
    ///
    /// # Errors
    /// As `program`.
    pub async fn tracks(&self, key: ItemKey) -> Result<TrackList> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.library().for_display().tracks(&key).await?.into()) }).await
    }

    /// What an edition broadcasts: all that is on at or after one time and begins before another, both in
    /// milliseconds since 1970, UTC. From the stored guide, which a newer one replaces as a whole.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition, or a time that no calendar has; the storage errors; `Closed`.
    pub async fn schedule(&self, edition: String, from_ms: i64, until_ms: i64) -> Result<Guide> {
        let (edition, from, until) = (edition.parse()?, moment(from_ms)?, moment(until_ms)?);
        let read = move |core: Client| async move {
            Ok(core.library().for_display().schedule(&edition, from, until).await?.into())
        };
        self.core.run(read).await
    }

    /// What is on at a time, in milliseconds since 1970, UTC, and what comes next within a week.
    ///
    /// # Errors
    /// As `schedule`.
    pub async fn now_and_next(&self, edition: String, at_ms: i64) -> Result<NowAndNext> {
        let (edition, at) = (edition.parse()?, moment(at_ms)?);
        let read = move |core: Client| async move {
            Ok(core.library().for_display().now_and_next(&edition, at).await?.into())
        };
        self.core.run(read).await
    }

    /// Where the live stream of an edition can be played. The addresses are for the player of the shell, in
    /// the order to try. Before the first sync they are those of the catalogue.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn live(&self, edition: String) -> Result<LiveStream> {
        let edition = edition.parse()?;
        self.core.run(|core| async move { Ok(core.library().live(&edition).await?.into()) }).await
    }

    /// How many items the lists of all sections have, how many of them are unread, and how many are saved.
    /// Hidden items are not counted, and hidden sections are left out. It reads a row for each section, so it
    /// may be called after each change. Only while the cache does not know all marks yet, for example after
    /// another process ended in the middle of an act, it looks at all items.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn counts(&self) -> Result<Counts> {
        self.core.run(|core| async move { Ok(core.library().counts().await?.into()) }).await
    }

    /// Observes a section as `list` gives it. The listener is called with the list of now, and then with
    /// small changes after each commit that changes it: one of this client at once, one of another process
    /// within a second. Commits that follow each other closely are one change.
    ///
    /// Each observation has a thread of its own for its listener. If a listener is slow, nobody else waits,
    /// and it misses no state, only steps between. When the client is closed, the last event is `Failed` with
    /// `Closed`.
    ///
    /// # Errors
    /// `BadArgument` as for `list`; `Closed`. Errors of the storage are events.
    pub fn observe(
        &self,
        edition: String,
        section: Section,
        limit: u32,
        after: Option<String>,
        listener: Arc<dyn ListListener>,
    ) -> Result<Arc<Observation>> {
        caught(|| {
            let query = list_query(&edition, section, limit, after)?;
            let runtime = self.core.runtime()?;
            let listener = HostListener::new(listener, runtime.listener_permit()?);
            let observe = |core: &Client| {
                core.library().for_display().observe(query, move |event| listener.tell(event))
            };
            Ok(Observation::new(runtime.call(observe)?, runtime))
        })
    }

    /// What an address leads to, in any form in which people paste it: any base of an edition, http or https,
    /// with or without `www.`, a slug, a query for tracking, and the quotes and the punctuation around it.
    /// Ids may have Persian or Arabic digits. Touches neither disk nor network, so the item need not exist.
    ///
    /// An address of another site is `NotOurs`, also if it only looks like one of the site.
    ///
    /// # Errors
    /// `Closed`.
    pub fn link(&self, text: String) -> Result<Link> {
        caught(|| self.core.call(|core| Ok(core.library().link(&text)?.into())))
    }

    /// The canonical address of the page of an item, to share or to open in a browser: without slug and
    /// query. Absent if items of its kind have no page, or none can have this id. Touches neither disk nor
    /// network.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; `Closed`.
    pub fn address_of(&self, key: ItemKey) -> Result<Option<String>> {
        caught(|| {
            let key = key.try_into()?;
            self.core.call(|core| core.library().address_of(&key))
        })
    }

    /// The canonical address of the page of a part of an edition, such as the live page. Absent if it is not
    /// known. Touches neither disk nor network.
    ///
    /// # Errors
    /// As `address_of`.
    pub fn part_address(&self, edition: String, part: SitePart) -> Result<Option<String>> {
        caught(|| {
            let edition = edition.parse()?;
            self.core.call(|core| core.library().part_address(&edition, part.into()))
        })
    }

    /// An article. If its page is not stored yet, it has its headline and link, and a body that says so.
    ///
    /// # Errors
    /// `NotFound` where no such item is stored; `BadArgument` for an unknown edition; the storage errors;
    /// `Closed`.
    pub async fn article(&self, key: ItemKey) -> Result<Article> {
        let key = key.try_into()?;
        self.core
            .run(|core| async move { Ok(core.library().for_display().article(&key).await?.into()) })
            .await
    }

    /// What changed in an article since the text that the person knows: the one that was the newest when they
    /// first read it, or the first one if they have not read it. Title, lead and blocks are compared word by
    /// word. If nothing has changed, `from_revision` is `to_revision` and all is kept.
    ///
    /// The first text and the newest eight stay stored. If the text that the person knows is gone, an older
    /// one is compared.
    ///
    /// # Errors
    /// As `article`.
    pub async fn changes(&self, key: ItemKey) -> Result<ArticleChanges> {
        let key = key.try_into()?;
        self.core
            .run(|core| async move { Ok(core.library().for_display().changes(&key).await?.into()) })
            .await
    }

    /// An article as it is read aloud: title, lead, and each block that has text, in order, each in runs for
    /// voices. If its page is not stored yet, the title alone.
    ///
    /// # Errors
    /// As `article`.
    pub async fn speech(&self, key: ItemKey) -> Result<Vec<Passage>> {
        let key = key.try_into()?;
        let passages = |passages: Vec<_>| passages.into_iter().map(Passage::from).collect();
        self.core.run(|core| async move { Ok(passages(core.library().speech(&key).await?)) }).await
    }

    /// The items that have all the words, in the order of the query. Words are found in titles, leads and
    /// texts, in any spelling. Items that the site has taken away are not found.
    ///
    /// It only reads, and never waits for a writer. It searches the index, and the newest 500 items that are
    /// not indexed yet. A hit among these comes first if its title has all the words, else last. Each sync
    /// indexes new items at its end. After an upgrade of the files, and if `prepare` finds items that a sync
    /// left, they are indexed in the background.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition, a limit outside 1 to 100 or an `after` of another search; the
    /// storage errors; `Closed`.
    pub async fn search(&self, query: SearchQuery) -> Result<SearchSlice> {
        let query = query.try_into()?;
        self.core
            .run(|core| async move { Ok(core.library().for_display().search(query).await?.into()) })
            .await
    }

    /// The items that a saved search finds, as a section: newest first, without hidden ones. A search without
    /// words lists all that its filters let through. `after` is the `next` of an earlier slice; it is refused
    /// once the search is changed.
    ///
    /// # Errors
    /// `NotFound` if no search has the name; `BadArgument` for a limit outside 1 to 100, an `after` of
    /// another search, or a filter or edition that is not known here; the storage errors; `Closed`.
    pub async fn saved_search(&self, name: String, limit: u32, after: Option<String>) -> Result<SearchSlice> {
        let after = after.map(|cursor| cursor.parse::<SearchCursor>()).transpose()?;
        let query = SavedSearchQuery::of(name).with_limit(limit).with_after(after);
        self.core
            .run(|core| async move { Ok(core.library().for_display().saved_search(query).await?.into()) })
            .await
    }

    /// How many items each saved search finds, and how many of them are unread, in the order of
    /// `saved_searches`. Of each search the newest 500 items are counted. A search with a filter or an
    /// edition that is not known here is left out.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn saved_search_counts(&self) -> Result<Vec<SavedSearchCount>> {
        let counts = |core: Client| async move {
            Ok(core.library().saved_search_counts().await?.into_iter().map(SavedSearchCount::from).collect())
        };
        self.core.run(counts).await
    }

    /// The article of another edition that tells the same story. Absent if the match is not certain, if one
    /// of the two pages is not stored yet, or if two articles match equally well. `no_same_story` gives a
    /// sentence for people. It goes both ways: asking from the found article returns the first one.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition, and for that of the article itself; `NotFound` for an article
    /// that is not stored; the storage errors; `Closed`.
    pub async fn same_story(&self, key: ItemKey, edition: String) -> Result<Option<SameStory>> {
        let (key, edition) = (key.try_into()?, edition.parse()?);
        let story = |story: Option<_>| story.map(SameStory::from);
        self.core.run(|core| async move { Ok(story(core.library().for_display().same_story(&key, &edition).await?)) }).await
    }
}

fn list_query(edition: &str, section: Section, limit: u32, after: Option<String>) -> Result<ListQuery> {
    let after: Option<Cursor> = after.map(|cursor| cursor.parse()).transpose()?;
    Ok(ListQuery::of(edition.parse()?, section.into()).with_limit(limit).with_after(after))
}
