package ifilm

import ifilm.ffi.Article
import ifilm.ffi.Choice
import ifilm.ffi.Client
import ifilm.ffi.Config
import ifilm.ffi.Edition
import ifilm.ffi.ItemKey
import ifilm.ffi.ItemPage
import ifilm.ffi.Passage
import ifilm.ffi.Progress
import ifilm.ffi.ProgressListener
import ifilm.ffi.SameStory
import ifilm.ffi.SearchPage
import ifilm.ffi.SearchQuery
import ifilm.ffi.Section
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel.Factory.UNLIMITED
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.withContext

/**
 * The core, opened on one data directory. Reads answer from disk alone; only [sync] touches the network.
 *
 * Every call may be made from any thread and blocks none; the work runs on threads of the core. What fails throws
 * [ifilm.ffi.IfilmException]; a cancelled call throws what coroutines throw. One owner opens and closes it.
 */
class Ifilm private constructor(
    private val client: Client,
) : AutoCloseable {
    /** Opens the files now, so that the first read need not. */
    suspend fun prepare() = client.prepare()

    /** The editions of the catalogue, in its order. Touches neither disk nor network. */
    fun editions(): List<Edition> = client.editions()

    /** The newest items of a section, or those that follow [after], the `next` of an earlier page; at most [limit]. */
    suspend fun list(
        edition: String,
        section: Section = Section.NEWS,
        limit: UInt = 50u,
        after: String? = null,
    ): ItemPage = client.list(edition, section, limit, after)

    /** An article; where its page is not here yet, its headline and link, and a body that says so. */
    suspend fun article(key: ItemKey): Article = client.article(key)

    /** An article as it is read aloud: title, lead and blocks, in runs for voices. */
    suspend fun speech(key: ItemKey): List<Passage> = client.speech(key)

    /** The items that have all the words of [query], best first, in any spelling. */
    suspend fun search(query: SearchQuery): SearchPage = client.search(query)

    /** The article of another edition that tells the same story, if one surely does; what it gives leads back. */
    suspend fun sameStory(
        key: ItemKey,
        edition: String,
    ): SameStory? = client.sameStory(key, edition)

    /** Marks an item as read, or as unread again. */
    suspend fun markRead(
        key: ItemKey,
        read: Boolean = true,
    ) = client.markRead(key, read)

    /** The edition a person chose, or else the best for [wishes], BCP-47 tags in order of preference; and why. */
    suspend fun choice(wishes: List<String>): Choice = client.choice(wishes)

    /** The edition that [wishes] alone lead to. Touches neither disk nor network. */
    fun suggestion(wishes: List<String>): Choice = client.suggestion(wishes)

    /** The language to address a reader in: that of the edition chosen for them. */
    fun readerLanguage(choice: Choice): String = client.readerLanguage(choice)

    /** One sentence that says why this choice, for a line in the settings, in the reader's [language]. */
    fun choiceReason(
        choice: Choice,
        language: String,
    ): String = client.choiceReason(choice, language)

    /** Keeps a person's choice, which beats every wish from now on; `null` forgets it. */
    suspend fun choose(edition: String?) = client.choose(edition)

    /**
     * Brings editions in step with the site while it is collected; cancelling the collection cancels the sync, and
     * ends with it. A source that failed is told in the report; what was stored stays.
     */
    fun sync(request: SyncRequest = SyncRequest()): Flow<SyncEvent> =
        channelFlow {
            client.startSync(request, Listener(channel)).use { job ->
                try {
                    send(SyncEvent.Finished(job.wait()))
                } finally {
                    job.cancel()
                    withContext(NonCancellable) { job.wait() }
                }
            }
        }.buffer(UNLIMITED)

    /** Ends a running sync, writes all to disk, closes the files, and then returns. */
    suspend fun closeAndWait() = client.shutdown()

    /** The same, without waiting. The second close and any later call throw `Closed`. */
    override fun close() = client.startShutdown()

    /** Hands progress on: it is called on a thread of the core, which must not wait. */
    private class Listener(
        private val events: SendChannel<SyncEvent>,
    ) : ProgressListener {
        override fun onProgress(progress: Progress) {
            val (stage, done, total) = progress
            events.trySend(SyncEvent.Progress(stage, done, total))
        }
    }

    companion object {
        /** Opens a data directory. Checks its arguments; touches neither disk nor network. */
        fun open(config: Config): Ifilm = Ifilm(Client.open(config))
    }
}
