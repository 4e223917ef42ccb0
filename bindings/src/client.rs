//! The client, as hosts open it.

use std::sync::Arc;
use std::time::Duration;

use crate::article::Article;
use crate::budget::DataUsed;
use crate::check::{CheckReport, Repair};
use crate::config::Config;
use crate::debug::panic_in_debug;
use crate::due_times::{DueTimes, SectionDue};
use crate::error::{Result, caught};
use crate::key::{ItemKey, Section};
use crate::language::Language;
use crate::library::Library;
use crate::media::Media;
use crate::open_core::OpenCore;
use crate::person::PersonPage;
use crate::plan::Plan;
use crate::progress::{ProgressListener, tell};
use crate::report::SyncRequest;
use crate::runtime::closed;
use crate::site_search::SiteSearch;
use crate::storage::Storage;
use crate::sync_job::SyncJob;
use crate::tag::TagPage;
use crate::user::User;

/// The core, opened on one data directory, with threads of its own. Every call may be made from any thread.
///
/// `library` holds what can be read, `user` what a person did, `language` the editions, `storage` the room
/// that the files take. These answer from disk alone, as do `plan`, `due` and `hint`. Only `start_sync`,
/// `run`, `fill`, `prefetch`, `fetch`, `fetch_person`, `fetch_tag`, `search_site`, `Media.fetch_picture` and
/// `Media.playable` touch the network.
///
/// Any call that reads or writes the files may give the storage errors, those with `is_storage()`. The first
/// such call may also give `BadArgument`, if the directory belongs to another catalogue.
#[derive(uniffi::Object)]
pub struct Client {
    core: Arc<OpenCore>,
}

#[uniffi::export]
impl Client {
    /// A client of one data directory. It checks the configuration and touches neither the directory nor the
    /// network. The first call opens the files; `prepare` does so early. If there are none yet, `prepare` or
    /// the first write creates them.
    ///
    /// # Errors
    /// `BadArgument` for an invalid certificate, catalogue or time zone, or a directory without a name;
    /// `NewerVersion` for a catalogue in a later format.
    #[uniffi::constructor]
    pub fn open(config: Config) -> Result<Arc<Self>> {
        caught(|| Ok(Arc::new(Self { core: OpenCore::open(config.try_into()?)? })))
    }

    /// What can be read: lists, articles, search.
    pub fn library(&self) -> Arc<Library> {
        Library::of(&self.core)
    }

    /// What a person did: read marks, what they saved, undo.
    pub fn user(&self) -> Arc<User> {
        User::of(&self.core)
    }

    /// The editions, and which of them a person gets.
    pub fn language(&self) -> Arc<Language> {
        Language::of(&self.core)
    }

    /// Pictures, from disk and from the network.
    pub fn media(&self) -> Arc<Media> {
        Media::of(&self.core)
    }

    /// How much room the files take, and how to make some.
    pub fn storage(&self) -> Arc<Storage> {
        Storage::of(&self.core)
    }

    /// Opens the files now, so that the first read is faster. Creates missing files, and indexes in the
    /// background what an earlier sync left.
    ///
    /// # Errors
    /// The storage errors and `Closed`. Files that are only readable are not an error.
    pub async fn prepare(&self) -> Result<()> {
        self.core.run(|core| async move { Ok(core.prepare().await?) }).await
    }

    /// Checks both files whole, and says what was repaired before. With `repair`, it also repairs what is
    /// damaged: the damaged file is moved aside, all that can be read goes into a new one, and the words of
    /// the stories are indexed again. A file of another program is moved aside, too; one of a newer version
    /// is left as it is. Every other call repairs what it meets by itself; this one is for a person who wants
    /// to know, and may take seconds. `check_text` says the report in words.
    ///
    /// # Errors
    /// `Busy` while another process has the damaged file open; `StorageFull` if the new file has no room; the
    /// other storage errors; `Closed`.
    pub async fn check(&self, repair: bool) -> Result<CheckReport> {
        self.core.run(move |core| async move { Ok(core.check(repair).await?.into()) }).await
    }

    /// The repairs that this client made, the oldest first. Empty if it met no damage, and if `check` was its
    /// first call, which reports its repairs itself. A shell that shows them lets no loss pass unseen:
    /// `check_text` of a report with these repairs alone says them in words. Touches neither disk nor
    /// network.
    ///
    /// # Errors
    /// `Closed`.
    pub fn repairs(&self) -> Result<Vec<Repair>> {
        caught(|| self.core.call(|core| Ok(core.repairs().into_iter().map(Repair::from).collect())))
    }

    /// Starts to bring editions in step with the site, and returns at once. One sync runs at a time. If the
    /// running sync covers all requested editions, leaves out nothing that this one would bring, and is not
    /// cancelled, the second caller joins it with its own listener. Otherwise the new sync waits for the
    /// running one.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; `Closed`.
    pub fn start_sync(
        &self,
        request: SyncRequest,
        listener: Arc<dyn ProgressListener>,
    ) -> Result<Arc<SyncJob>> {
        caught(|| {
            let (runtime, request) = (self.core.runtime()?, request.try_into()?);
            let tell = move |progress: ifilm_core::Progress| tell(&*listener, progress.into());
            let job = runtime.call(|core| core.start_sync(request, tell))?;
            Ok(SyncJob::new(job, runtime))
        })
    }

    /// Starts a sync that sends the requests of a plan, in its order, and those that its rules declare, and
    /// no others. It returns at once. `token` is that of the plan. A plan is stale after ten minutes, and if
    /// the same request would give another plan now, for example because another sync has found something
    /// new. Then nothing is sent, and `SyncJob.wait` gives `StalePlan`. A plan whose run changed nothing can
    /// be run again until then. With a deadline it ends after so many milliseconds, with what has come until
    /// then, as `SyncRequest.deadline_ms` says.
    ///
    /// # Errors
    /// `BadArgument` for a text that is no token, and for an unknown edition; `Closed`.
    #[uniffi::method(default(deadline_ms = None))]
    pub fn run(
        &self,
        token: String,
        listener: Arc<dyn ProgressListener>,
        deadline_ms: Option<u64>,
    ) -> Result<Arc<SyncJob>> {
        caught(|| {
            let runtime = self.core.runtime()?;
            let tell = move |progress: ifilm_core::Progress| tell(&*listener, progress.into());
            let job = runtime.call(|core| core.run(&token, tell))?;
            Ok(SyncJob::new(job.with_deadline(deadline_ms.map(Duration::from_millis)), runtime))
        })
    }

    /// Reads the listing on at a hole of a list, by its name, and fetches the texts that the section lacks,
    /// those of older rows too, at most 150. It is a sync of its own: it waits for its turn, may be
    /// cancelled, and gives a report. The hole closes or shrinks; if the report has no failure and the hole
    /// is open, ask again. A hole also closes when the page behind it is empty, because there the listing
    /// ends. A sync reads on only at the newest hole of a section; this does so at any. Who asks for the same
    /// hole meanwhile joins the job. With a deadline it ends after so many milliseconds, with what has come
    /// until then.
    ///
    /// # Errors
    /// `BadArgument` for a malformed name, an unknown edition or section; `Closed`. The job's `wait` gives
    /// `NotFound` if the hole was closed meanwhile.
    #[uniffi::method(default(deadline_ms = None))]
    pub fn fill(
        &self,
        hole: String,
        listener: Arc<dyn ProgressListener>,
        deadline_ms: Option<u64>,
    ) -> Result<Arc<SyncJob>> {
        caught(|| {
            let (runtime, hole) = (self.core.runtime()?, hole.parse()?);
            let tell = move |progress: ifilm_core::Progress| tell(&*listener, progress.into());
            let job = runtime.call(|core| core.fill(hole, tell))?;
            Ok(SyncJob::new(job.with_deadline(deadline_ms.map(Duration::from_millis)), runtime))
        })
    }

    /// Among the `newest` items of a list, fetches the texts that are missing, and asks for those again that
    /// are due, so that they can be read offline. Older items are not looked at. It requests no listing. It
    /// is a sync of its own, like `fill`.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition or section, or a number outside 1 to 500; `Closed`.
    #[uniffi::method(default(deadline_ms = None))]
    pub fn prefetch(
        &self,
        edition: String,
        section: Section,
        newest: u32,
        listener: Arc<dyn ProgressListener>,
        deadline_ms: Option<u64>,
    ) -> Result<Arc<SyncJob>> {
        caught(|| {
            let (runtime, edition) = (self.core.runtime()?, edition.parse()?);
            let tell = move |progress: ifilm_core::Progress| tell(&*listener, progress.into());
            let job = runtime.call(|core| core.prefetch(&edition, section.into(), newest, tell))?;
            Ok(SyncJob::new(job.with_deadline(deadline_ms.map(Duration::from_millis)), runtime))
        })
    }

    /// The plan of a sync at this moment. Reads the disk; sends nothing. `run` does what it says.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn plan(&self, request: SyncRequest) -> Result<Plan> {
        let request = request.try_into()?;
        self.core.run(|core| async move { Ok(core.plan(request).await?.into()) }).await
    }

    /// The data that today has used so far, by kind: that of syncs, fetched pages and pictures, and checks of
    /// recordings. Reads the disk. While requests run, up to 64 KiB more for each kind are counted than they
    /// used, without a ceiling of the day 256 KiB; so are those of a process that was killed.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn data_used(&self) -> Result<DataUsed> {
        self.core.run(|core| async move { Ok(core.data_used().await?.into()) }).await
    }

    /// When each section of a request is due, and the section that is due first. It answers a job scheduler
    /// in one call: whether to sync now, and when to ask again. Reads the disk; sends nothing.
    ///
    /// In the background a section has a schedule, by how often it changes. It waits longer while its last
    /// answer is fresh, while the host asked to wait, and for a random time after a failure. For a person all
    /// is due that no host asked to wait for.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn due(&self, request: SyncRequest) -> Result<DueTimes> {
        let request = request.try_into()?;
        self.core.run(|core| async move { Ok(core.due(request).await?.into()) }).await
    }

    /// Notes that a push said that a section has something new, and returns when the section is due in the
    /// background now. That is after two thirds of the wait that its schedule has, or sooner, so that the
    /// site does not get the requests of all devices at once. It is within twice the shortest period, and at
    /// least the shortest period after an earlier push made it due. Writes to the disk; sends nothing.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition or section; the storage errors; `Closed`.
    pub async fn hint(&self, edition: String, section: Section) -> Result<SectionDue> {
        let edition = edition.parse()?;
        self.core.run(|core| async move { Ok(core.hint(&edition, section.into()).await?.into()) }).await
    }

    /// An article as the site has it now. Requests its page, also if it is not due and while a sync runs,
    /// stores the text, and returns what is stored. With the page of a programme or an album comes the list
    /// of its episodes or tracks, too; if only that list fails, it stays as it is. An article that is here is
    /// asked for with its validators, so an unchanged one costs a 304. Whoever asks for the same article
    /// meanwhile gets the same answer. If the caller leaves, the request ends.
    ///
    /// Only a text that looks like the article is stored. Whatever else comes (a notice, the page of another
    /// address, 404) changes nothing, so the text that is here stays readable in `Library.article`. An item
    /// without a text is compared with its headline alone, so a notice below that headline may pass. Unlike a
    /// sync, it stores the text also in a full cache.
    ///
    /// # Errors
    /// `NotFound` without a request if the item is not stored, and if the site answers that its page does not
    /// exist: then `Library.article` still gives the item. `Gone` if the site has removed it; `Refused` with
    /// a time while the host asks to wait, then without a request; `OverBudget` with the end of the day if
    /// the day's ceiling has no room for it; `Offline` and any other error of a request; `Unreadable` if what
    /// came is not the article; `BadArgument` for an unknown edition, a person or a tag; the storage errors;
    /// `Closed`, also if the client is closed meanwhile.
    pub async fn fetch(&self, key: ItemKey) -> Result<Article> {
        let key = key.try_into()?;
        let fetch = |core: ifilm_core::Client| async move {
            core.fetch(&key).await?;
            Ok(core.library().for_display().article(&key).await?.into())
        };
        self.core.run(fetch).await
    }

    /// A person as the site has him or her now. Requests the page, with the validators of a stored one,
    /// stores it, and returns what is stored, as `Library.person` does. The person need not be known here.
    /// Whatever else comes (a notice, the page of another address, 404) changes nothing.
    ///
    /// # Errors
    /// As `fetch`, but `NotFound` only if the site answers so, and `BadArgument` for a key of another kind.
    pub async fn fetch_person(&self, key: ItemKey) -> Result<PersonPage> {
        let key = key.try_into()?;
        let fetch = |core: ifilm_core::Client| async move {
            core.fetch_person(&key).await?;
            Ok(core.library().for_display().person(&key).await?.into())
        };
        self.core.run(fetch).await
    }

    /// A tag as the site has it now. Requests its list page by page, until a page has no new row, stores the
    /// rows, and returns what is stored, as `Library.tag` does. A stored list is asked for with its
    /// validators. The rows belong to the tag alone: they come into no list of a section.
    ///
    /// # Errors
    /// As `fetch_person`. If only a later page fails, what came is stored, and `is_whole` is false.
    pub async fn fetch_tag(&self, key: ItemKey) -> Result<TagPage> {
        let key = key.try_into()?;
        let fetch = |core: ifilm_core::Client| async move {
            core.fetch_tag(&key).await?;
            Ok(core.library().for_display().tag(&key).await?.into())
        };
        self.core.run(fetch).await
    }

    /// What an edition has for some words: the hits among what is stored, at most `limit`, and then those
    /// that only the site's own search finds. Sends one request, and waits for it; `Library.search` shows
    /// meanwhile what is here. If the request fails, `failure` says why.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition or a limit outside 1 to 100; the storage errors; `Closed`.
    pub async fn search_site(&self, edition: String, text: String, limit: u32) -> Result<SiteSearch> {
        let query = ifilm_core::SiteSearchQuery::of(edition.parse()?, text).with_limit(limit);
        let search = |core: ifilm_core::Client| async move {
            let found = core.search_site(query).await?;
            Ok(core.library().for_display().shown_search(found).await?.into())
        };
        self.core.run(search).await
    }

    /// Tells the client that the device is in another network now, or that it has one again. Requests make
    /// new connections from now on. Those that wait for an answer are sent once more, in a running sync, too.
    /// Waits that the network caused (`Offline`, `TimedOut`) end: what failed is due now. A host's
    /// `Retry-After` stays. May be called at any time. It sends nothing, and starts no sync.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn on_network_changed(&self) -> Result<()> {
        self.core.run(|core| async move { Ok(core.on_network_changed().await?) }).await
    }

    /// Tells the client that a person sees the app again. Observations look for commits of other processes
    /// again, and waits that the network caused end. After `on_background` it does all that
    /// `on_network_changed` does, because connections may have died while the process was frozen.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn on_foreground(&self) -> Result<()> {
        self.core.run(|core| async move { Ok(core.on_foreground().await?) }).await
    }

    /// Tells the client that nobody sees the app any more. Closes the files, so that no lock remains; a later
    /// call opens them again, and they are closed at its end. Observations miss the commits of other
    /// processes until `on_foreground`. A running sync goes on, and the files are closed when it has ended.
    /// If the system leaves no time for it, cancel it first.
    ///
    /// # Errors
    /// `Closed`.
    pub async fn on_background(&self) -> Result<()> {
        self.core.run(|core| async move { Ok(core.on_background().await?) }).await
    }

    /// Closes the client: ends a running sync, writes all to disk, closes the files, and then returns. If
    /// nobody waits any more, it still finishes.
    ///
    /// # Errors
    /// `Closed` the second time, as from any later call.
    pub async fn shutdown(&self) -> Result<()> {
        self.core.begin_to_close()?.await.unwrap_or_else(|_| Err(closed()))
    }

    /// Closes the client as `shutdown` does, but returns at once.
    ///
    /// # Errors
    /// `Closed` the second time, as from any later call.
    pub fn start_shutdown(&self) -> Result<()> {
        caught(|| self.core.begin_to_close().map(drop))
    }

    /// Blocks until no thread of the library runs any more. If the client is still open, closes it first. For
    /// hosts such as Python, where callbacks are not allowed during shutdown.
    ///
    /// # Errors
    /// `BadArgument` on a thread of the library, as in a listener, because it would wait for itself.
    pub fn join(&self) -> Result<()> {
        caught(|| self.core.join())
    }

    /// For tests. Panics on a thread of the library, only in debug builds. See the function `debug_panic`.
    ///
    /// # Errors
    /// `Internal` in debug builds, as for any panic; `BadArgument` in all others; `Closed`.
    pub async fn debug_panic(&self) -> Result<()> {
        self.core.run(|_| async { panic_in_debug() }).await
    }
}
