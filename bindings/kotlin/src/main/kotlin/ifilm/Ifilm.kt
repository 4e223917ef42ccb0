package ifilm

import ifilm.ffi.Article
import ifilm.ffi.AskedBy
import ifilm.ffi.CheckReport
import ifilm.ffi.Client
import ifilm.ffi.Conditions
import ifilm.ffi.Config
import ifilm.ffi.DataUsed
import ifilm.ffi.DueTimes
import ifilm.ffi.ItemKey
import ifilm.ffi.PersonPage
import ifilm.ffi.Plan
import ifilm.ffi.Progress
import ifilm.ffi.ProgressListener
import ifilm.ffi.Repair
import ifilm.ffi.Section
import ifilm.ffi.SectionDue
import ifilm.ffi.SiteSearch
import ifilm.ffi.SyncJob
import ifilm.ffi.SyncRequest
import ifilm.ffi.TagPage
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel.Factory.UNLIMITED
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.withContext

/**
 * The core, opened on one data directory. [library] has lists, articles and search. [user] has what a
 * person did. [language] has the editions. [media] has pictures. [storage] has the room that all takes. They
 * read from disk. Only [sync], [run], [fill], [prefetch], [fetch], [fetchPerson], [fetchTag], [searchSite],
 * [Media.fetchPicture] and [Media.playable] use the network.
 *
 * Every call may be made from any thread and blocks none, because the work runs on threads of the core. A
 * call that fails throws [ifilm.ffi.IfilmException]; a cancelled call throws a CancellationException. One
 * owner opens and closes it.
 */
class Ifilm private constructor(
    private val client: Client,
) : AutoCloseable {
    /** Lists, articles and search. */
    val library = Library(client.library())

    /** What a person did. */
    val user = User(client.user())

    /** The editions, and which of them a person gets. */
    val language = Language(client.language())

    /** Pictures, from disk and from the network. */
    val media = Media(client.media())

    /** How much room the files take, and how to make some. */
    val storage = Storage(client.storage())

    /** Opens the files now, so that the first read is faster. */
    suspend fun prepare() = client.prepare()

    /**
     * Checks both files whole, and says what was repaired before. With [repair], a damaged file is moved
     * aside, and all that can be read goes into a new one. Every other call repairs what it meets by itself.
     * It may take seconds. [ifilm.ffi.checkText] says the report in words.
     */
    suspend fun check(repair: Boolean = false): CheckReport = client.check(repair)

    /**
     * The repairs that this client made, the oldest first. Empty if it met no damage.
     * [ifilm.ffi.checkText] of a report with these repairs alone says them in words.
     */
    val repairs: List<Repair> get() = client.repairs()

    /**
     * Syncs editions with the site while it is collected. If you cancel the collection, the sync is
     * cancelled, and the collection ends only after the sync has ended. The report says which sections
     * failed. Everything stored stays stored. With [SyncRequest.deadlineMs] the sync ends at that time, and
     * the report says `DEADLINE`.
     */
    fun sync(request: SyncRequest = SyncRequest()): Flow<SyncEvent> =
        events { listener -> client.startSync(request, listener) }

    /**
     * Runs a plan while it is collected: sends its requests and those that its rules declare, and no others.
     * [token] is [Plan.token]. Cancelling works as with [sync]. A plan is stale after ten minutes, and if the
     * same request would give another plan now. Then nothing is sent, and this throws `StalePlan`. So a flow
     * that is collected twice mostly throws it the second time. With [deadlineMs] it ends after so many
     * milliseconds, and the report says `DEADLINE`.
     */
    fun run(
        token: String,
        deadlineMs: ULong? = null,
    ): Flow<SyncEvent> = events { listener -> client.run(token, listener, deadlineMs) }

    /** Runs a plan by its token. A change of other fields has no effect. */
    fun run(
        plan: Plan,
        deadlineMs: ULong? = null,
    ): Flow<SyncEvent> = run(plan.token, deadlineMs)

    /**
     * Reads on at a hole of a list, by its name, and fetches the texts that the section lacks, those of older
     * rows too. It is a sync of its own, and is cancelled like [sync]. The hole closes or shrinks. Throws
     * `NotFound` if it was closed meanwhile. [deadlineMs] is as with [run].
     */
    fun fill(
        hole: String,
        deadlineMs: ULong? = null,
    ): Flow<SyncEvent> = events { listener -> client.fill(hole, listener, deadlineMs) }

    /**
     * Among the [newest] items of a list, fetches the texts that are missing, and those that are due. It is a
     * sync of its own, and is cancelled like [sync]. [deadlineMs] is as with [run].
     */
    fun prefetch(
        edition: String,
        newest: UInt = 30u,
        section: Section = Section.NEWS,
        deadlineMs: ULong? = null,
    ): Flow<SyncEvent> =
        events { listener -> client.prefetch(edition, section, newest, listener, deadlineMs) }

    /** What a sync would do now, and why. Reads the disk; sends nothing. [run] does what it says. */
    suspend fun plan(request: SyncRequest = SyncRequest()): Plan = client.plan(request)

    /** The data that today has used so far, by kind. Reads the disk. */
    suspend fun dataUsed(): DataUsed = client.dataUsed()

    /**
     * When each section is due, for a job scheduler: whether to sync now, and when to ask again. With
     * background conditions that is by the schedule of each section. Reads the disk; sends nothing.
     */
    suspend fun due(
        request: SyncRequest = SyncRequest(conditions = Conditions(AskedBy.BACKGROUND)),
    ): DueTimes = client.due(request)

    /**
     * Notes that a push said that a section has something new. Returns when it is due in the background now:
     * after two thirds of the wait that its schedule has, or sooner, so that the site does not get the
     * requests of all devices at once. Sends nothing.
     */
    suspend fun hint(
        edition: String,
        section: Section = Section.NEWS,
    ): SectionDue = client.hint(edition, section)

    /**
     * An article as the site has it now. Its page is requested, also if it is not due and while a sync runs.
     * Only a text that looks like the article is stored. The page of a programme brings its episodes, too. If
     * you cancel it, the request ends.
     */
    suspend fun fetch(key: ItemKey): Article = client.fetch(key)

    /** A person as the site has him or her now. Only what is certainly the page of the person is stored. */
    suspend fun fetchPerson(key: ItemKey): PersonPage = client.fetchPerson(key)

    /** A tag as the site has it now. Its rows come into no list of a section. */
    suspend fun fetchTag(key: ItemKey): TagPage = client.fetchTag(key)

    /**
     * The hits among what is stored, at most [limit], and then those that only the site finds. It waits for
     * the site; [Library.search] does not. If the site fails, `failure` says why.
     */
    suspend fun searchSite(
        edition: String,
        text: String,
        limit: UInt = 20u,
    ): SiteSearch = client.searchSite(edition, text, limit)

    /**
     * Call it when the device is in another network, or has one again. Requests make new connections, those
     * that wait are sent once more, and waits that the network caused end. It sends nothing itself.
     */
    suspend fun onNetworkChanged() = client.onNetworkChanged()

    /** Call it when a person sees the app again. After [onBackground] it does as [onNetworkChanged] does. */
    suspend fun onForeground() = client.onForeground()

    /**
     * Call it when nobody sees the app any more. Closes the files, and after each later call again, so that
     * no lock remains. A running sync goes on; cancel it first if the system leaves no time for it.
     */
    suspend fun onBackground() = client.onBackground()

    /** Ends a running sync, writes all to disk, closes the files, and then returns. */
    suspend fun closeAndWait() = client.shutdown()

    /** Closes without waiting. The second close and any later call throw `Closed`. */
    override fun close() = client.startShutdown()

    /** The events of a job. If the collection is cancelled, so is the job. */
    private fun events(start: (ProgressListener) -> SyncJob): Flow<SyncEvent> =
        channelFlow {
            start(Listener(channel)).use { job ->
                try {
                    send(SyncEvent.Finished(job.wait()))
                } finally {
                    job.cancel()
                    withContext(NonCancellable) { job.wait() }
                }
            }
        }.buffer(UNLIMITED)

    /** Passes progress on. It must not block, because it runs on a thread of the core. */
    private class Listener(
        private val events: SendChannel<SyncEvent>,
    ) : ProgressListener {
        override fun onProgress(progress: Progress) {
            val (stage, done, total, percent, edition, bytes) = progress
            events.trySend(SyncEvent.Progress(stage, done, total, percent, edition, bytes))
        }
    }

    companion object {
        /**
         * Opens a data directory. Checks its arguments, and uses neither disk nor network. If there is a
         * [transport], all requests go through it.
         */
        fun open(
            config: Config,
            transport: Transport? = null,
        ): Ifilm {
            if (transport == null) return Ifilm(Client.open(config))
            return Ifilm(Client.open(config.copy(transport = HostedTransport(transport))))
        }
    }
}
