//! The door of the library.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use ifilm_core::{Cursor, EditionId, ListQuery};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::article::Article;
use crate::choice::Choice;
use crate::config::Config;
use crate::debug::panic_in_debug;
use crate::edition::Edition;
use crate::engine::{Closing, Engine, closed};
use crate::error::{IfilmError, Result, caught};
use crate::key::{ItemKey, Section};
use crate::page::ItemPage;
use crate::progress::{ProgressListener, tell};
use crate::report::SyncRequest;
use crate::same_story::SameStory;
use crate::search::{SearchPage, SearchQuery};
use crate::speech::Passage;
use crate::sync_job::SyncJob;

/// The core, opened on one data directory, with threads of its own. Reads answer from disk alone;
/// only `start_sync` touches the network. Every call may be made from any thread.
#[derive(uniffi::Object)]
pub struct Client {
    door: Mutex<Door>,
}

/// Open while there is an engine; then `end` is there, until someone waits for it.
struct Door {
    engine: Option<Arc<Engine>>,
    end: Option<thread::JoinHandle<()>>,
}

#[uniffi::export]
impl Client {
    /// A client of one data directory. Checks the configuration; touches neither the directory nor the network:
    /// the first call opens the files, or `prepare` does, early.
    ///
    /// # Errors
    /// `BadArgument` for a certificate, a catalogue or a time zone that is none, or a directory without a name;
    /// `NewerVersion` for a catalogue in a later format.
    #[uniffi::constructor]
    pub fn open(config: Config) -> Result<Arc<Self>> {
        caught(|| {
            let engine = Arc::new(Engine::start(config.try_into()?)?);
            Ok(Arc::new(Self { door: Mutex::new(Door { engine: Some(engine), end: None }) }))
        })
    }

    /// Opens the files now, so that the first read need not.
    ///
    /// # Errors
    /// The storage errors; `BadArgument` where the directory belongs to another catalogue; `Closed`.
    pub async fn prepare(&self) -> Result<()> {
        self.engine()?.run(|core| async move { Ok(core.prepare().await?) }).await
    }

    /// The editions of the catalogue, in its order. Touches neither disk nor network.
    ///
    /// # Errors
    /// `Closed`.
    pub fn editions(&self) -> Result<Vec<Edition>> {
        caught(|| {
            let editions = self.engine()?.call(|core| core.language().editions())?;
            Ok(editions.into_iter().map(Edition::from).collect())
        })
    }

    /// The items of a section, newest first, from the cache alone: works offline. `after` is the `next` of an
    /// earlier page. An empty page means that nothing is stored yet.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition or a limit outside 1 to 500; the storage errors; `Closed`.
    pub async fn list(
        &self,
        edition: String,
        section: Section,
        limit: u32,
        after: Option<String>,
    ) -> Result<ItemPage> {
        let after: Option<Cursor> = after.map(|cursor| cursor.parse()).transpose()?;
        let query = ListQuery::of(edition.parse()?, section.into()).with_limit(limit).with_after(after);
        self.engine()?.run(|core| async move { Ok(core.library().list(query).await?.into()) }).await
    }

    /// An article from the cache alone: works offline. Where its page is not here yet, the article has its
    /// headline and link, and a body that says so.
    ///
    /// # Errors
    /// `NotFound` where no such item is stored; the storage errors; `Closed`.
    pub async fn article(&self, key: ItemKey) -> Result<Article> {
        let key = key.try_into()?;
        self.engine()?.run(|core| async move { Ok(core.library().article(&key).await?.into()) }).await
    }

    /// An article as it is read aloud, from the cache alone: title, lead, and each block that has text, in order, each
    /// in runs for voices. Where its page is not here yet, the title alone.
    ///
    /// # Errors
    /// As `article`.
    pub async fn speech(&self, key: ItemKey) -> Result<Vec<Passage>> {
        let key = key.try_into()?;
        let passages = |passages: Vec<_>| passages.into_iter().map(Passage::from).collect();
        self.engine()?.run(|core| async move { Ok(passages(core.library().speech(&key).await?)) }).await
    }

    /// The items that have all the words, best first, from the cache alone: works offline. Words are found in titles,
    /// leads and texts, in whatever spelling. Items that the site has taken away are not found.
    ///
    /// It only reads, and waits for nobody who writes. At once it finds what the index holds and, of what is stored but not
    /// in the index yet, the newest 500 items; such a hit stands before the others where its title has all the words, and
    /// behind them otherwise. The index takes in the rest at the end of each sync and, after files of an older version or a
    /// sync that was cut short, in the background as soon as the files are open.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition, a limit outside 1 to 100 or an `after` that is none; the storage errors; `Closed`.
    pub async fn search(&self, query: SearchQuery) -> Result<SearchPage> {
        let query = query.try_into()?;
        self.engine()?.run(|core| async move { Ok(core.library().search(query).await?.into()) }).await
    }

    /// The article of another edition that tells the same story, from the cache alone: works offline. Absent where none
    /// of those that are stored surely does: also while one of the two pages is not here yet, or where two are nearly as
    /// like it; `no_same_story` says so to people. It goes both ways: what this gives leads back.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition, and for that of the article itself; `NotFound` for an article that is not
    /// stored; the storage errors; `Closed`.
    pub async fn same_story(&self, key: ItemKey, edition: String) -> Result<Option<SameStory>> {
        let (key, edition) = (key.try_into()?, edition.parse()?);
        self.engine()?
            .run(|core| async move { Ok(core.library().same_story(&key, &edition).await?.map(SameStory::from)) })
            .await
    }

    /// Marks an item as read, or as unread again. It outlives the cache.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn mark_read(&self, key: ItemKey, read: bool) -> Result<()> {
        let key = key.try_into()?;
        self.engine()?.run(|core| async move { Ok(core.user().mark_read(&key, read).await?) }).await
    }

    /// The edition for a reader, and why: the one a person chose, or else the best for the wishes,
    /// given as BCP-47 tags, most wanted first. A malformed wish is a line of the trace.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn choice(&self, wishes: Vec<String>) -> Result<Choice> {
        self.engine()?.run(|core| async move { Ok(core.language().choice(&wishes).await?.into()) }).await
    }

    /// The edition that the wishes alone lead to, and why: what `choice` gives to one who chose none.
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// `Closed`.
    pub fn suggestion(&self, wishes: Vec<String>) -> Result<Choice> {
        caught(|| self.engine()?.call(|core| Ok(core.language().suggestion(&wishes)?.into())))
    }

    /// The language to address a reader in, for names, reasons and messages, a BCP-47 tag: that of the edition chosen
    /// for them. Touches neither disk nor network.
    ///
    /// # Errors
    /// `BadArgument` where the catalogue lacks the edition; `Closed`.
    pub fn reader_language(&self, choice: Choice) -> Result<String> {
        caught(|| {
            let choice = choice.try_into()?;
            self.engine()?.call(|core| Ok(core.language().display_language(&choice)?.into()))
        })
    }

    /// One sentence that says why this choice, for a line in the settings, in the reader's language, a BCP-47 tag:
    /// in English where it is none of the editions'. Its parts are isolated: show it as it is.
    /// Touches neither disk nor network.
    ///
    /// # Errors
    /// `BadArgument` where the tag is malformed, or the choice's edition is no id; `Closed`.
    pub fn choice_reason(&self, choice: Choice, language: String) -> Result<String> {
        caught(|| {
            let (choice, reader) = (choice.try_into()?, language.parse()?);
            self.engine()?.call(|core| core.language().choice_reason(&choice, &reader))
        })
    }

    /// Stores a person's explicit choice, which beats every wish from now on; to choose none forgets it.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn choose(&self, edition: Option<String>) -> Result<()> {
        let edition: Option<EditionId> = edition.map(|id| id.parse()).transpose()?;
        self.engine()?.run(|core| async move { Ok(core.language().choose(edition.as_ref()).await?) }).await
    }

    /// Starts to bring editions in step with the site, and returns at once. One sync runs at a time:
    /// a second caller joins the first, with its own listener, where that one serves all the editions asked for;
    /// otherwise, and where it was cancelled, the second runs when the first has ended.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; `Closed`.
    pub fn start_sync(
        &self,
        request: SyncRequest,
        listener: Arc<dyn ProgressListener>,
    ) -> Result<Arc<SyncJob>> {
        caught(|| {
            let (engine, request) = (self.engine()?, request.try_into()?);
            let tell = move |progress: ifilm_core::Progress| tell(&*listener, progress.into());
            let job = engine.call(|core| core.start_sync(request, tell))?;
            Ok(SyncJob::new(job, engine))
        })
    }

    /// Closes the client: ends a running sync, writes all to disk, closes the files, and then returns.
    /// It goes on when nobody waits for it any more.
    ///
    /// # Errors
    /// `Closed` the second time, as from any later call.
    pub async fn shutdown(&self) -> Result<()> {
        self.begin_to_close()?.await.unwrap_or_else(|_| Err(closed()))
    }

    /// Closes the client as `shutdown` does, but returns at once.
    ///
    /// # Errors
    /// `Closed` the second time, as from any later call.
    pub fn start_shutdown(&self) -> Result<()> {
        caught(|| self.begin_to_close().map(drop))
    }

    /// Blocks until no thread of the library runs any more; closes the client first where nobody did.
    /// For hosts that must not be called while they end, as Python.
    ///
    /// # Errors
    /// `BadArgument` on a thread of the library, as in a listener: it would wait for itself.
    pub fn join(&self) -> Result<()> {
        caught(|| {
            check_not_ours()?;
            let _ = self.begin_to_close();
            let end = self.door().end.take();
            end.map_or(Ok(()), |end| end.join().map_err(IfilmError::of_panic))
        })
    }

    /// Panics on a thread of the library, in debug builds alone: see the function of the same name.
    ///
    /// # Errors
    /// `Internal` in debug builds, as for any panic; `BadArgument` in all others; `Closed`.
    pub async fn debug_panic(&self) -> Result<()> {
        self.engine()?.run(|_| async { panic_in_debug() }).await
    }
}

impl Client {
    fn engine(&self) -> Result<Arc<Engine>> {
        self.door().engine.clone().ok_or_else(closed)
    }

    fn begin_to_close(&self) -> Result<oneshot::Receiver<Result<()>>> {
        let mut door = self.door();
        let Closing { closed, end } = door.engine.take().ok_or_else(closed)?.close()?;
        door.end = Some(end);
        Ok(closed)
    }

    fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check_not_ours() -> Result<()> {
    match Handle::try_current() {
        Ok(_) => Err(ifilm_core::Error::bad_argument("a thread of the library would wait for itself").into()),
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::ErrorCode;

    #[tokio::test]
    async fn a_thread_of_the_library_does_not_wait_for_itself() {
        let engine = Arc::new(Engine::start(ifilm_core::Config::at("never-touched")).unwrap());
        let door = Door { engine: Some(Arc::clone(&engine)), end: None };
        let client = Client { door: Mutex::new(door) };

        let refused = engine.run(|_| async move { client.join() }).await.unwrap_err();

        assert_eq!(refused.code(), ErrorCode::BadArgument);
    }
}
