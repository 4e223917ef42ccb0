package ifilm.hosts

import ifilm.SyncEvent
import ifilm.ffi.ArticleBody
import ifilm.ffi.Ended
import ifilm.ffi.SearchQuery
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.sql.DriverManager
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Cancelling during a sync: the coroutine ends, and the sync ends with it. */
class CancelTest {
    @Test
    fun `cancelling the collection ends the sync that waits for the site`() = scenario {
        holdOneAnswer()
        coroutineScope {
            val syncing = launch(Dispatchers.Default) { ifilm.sync(SyncRequest(listOf("en"))).collect() }
            site.tell("held 60")

            syncing.cancelAndJoin()
        }

        // The answer is still held. If the first sync had continued, this one would have to wait.
        assertEquals(SectionOutcome.Updated, syncOne("en").outcome)
    }

    @Test
    fun `cancelling between pages keeps the stored pages, sends no request, and leaves the rest to the next sync`() = scenario {
        holdOneAnswer(after = 5)
        coroutineScope {
            val syncing = launch(Dispatchers.Default) { ifilm.sync(SyncRequest(listOf("en"))).collect() }
            site.tell("held 60")

            syncing.cancelAndJoin()
        }
        site.tell("release")

        val bodies = ifilm.library.list("en").items.map { ifilm.library.article(it.key).body }
        assertEquals(4, bodies.count { it is ArticleBody.Ready })
        assertEquals(6, site.asked().size)
        val rest = syncOne("en").pageRequests.toInt()
        val pages = site.asked().filter { "/Content/" in it }.toSet()
        assertEquals(pages.size - 4, rest)
    }

    @Test
    fun `taking only the first progress cancels the sync`() = scenario {
        holdOneAnswer()

        val first = ifilm.sync(SyncRequest(listOf("en"))).onEach { site.tell("held 60") }.first()

        assertTrue(first is SyncEvent.Progress)
        assertEquals(SectionOutcome.Updated, syncOne("en").outcome)
    }

    @Test
    fun `closing during a sync ends it with a report`() = scenario {
        holdOneAnswer()
        val events = mutableListOf<SyncEvent>()
        coroutineScope {
            val syncing = launch(Dispatchers.Default) { ifilm.sync(SyncRequest(listOf("en"))).collect(events::add) }
            site.tell("held 60")

            startAgain()
            syncing.join()
        }

        val report = (events.last() as SyncEvent.Finished).report
        assertEquals(Ended.CANCELLED to true, report.ended to report.cancelled)
    }

    @Test
    fun `a deadline ends the sync with a report that says so`() = scenario {
        holdOneAnswer()

        val finished = ifilm.sync(SyncRequest(listOf("en"), deadlineMs = 50u)).last() as SyncEvent.Finished
        site.tell("fault clear")

        assertEquals(Ended.DEADLINE to false, finished.report.ended to finished.report.cancelled)
        assertEquals(SectionOutcome.Cancelled, finished.report.sections.single().outcome)
        assertEquals(SectionOutcome.Updated, syncOne("en").outcome)
    }

    @Test
    fun `a plan and texts may have a deadline too`() = scenario {
        val plan = ifilm.plan(SyncRequest(listOf("en")))
        holdOneAnswer()

        val ran = ifilm.run(plan, deadlineMs = 50u).last() as SyncEvent.Finished
        site.tell("fault clear")
        syncOne("en")
        val fetched = ifilm.prefetch("en", deadlineMs = 60_000u).last() as SyncEvent.Finished

        assertEquals(Ended.DEADLINE to Ended.COMPLETED, ran.report.ended to fetched.report.ended)
    }

    // Two such searches blocked all reads, because nothing could end them.
    @Test
    fun `a cancelled search releases its reader`() = scenario {
        ifilm.prepare()
        storeUnindexed(200, "The rain fell. ".repeat(10_000))

        val ended =
            (1..100).count {
                withTimeoutOrNull(5.milliseconds) { ifilm.library.search(SearchQuery("giraffe")) } != null
            }

        assertTrue("$ended searches were too quick to be cancelled", ended < 50)
        withTimeout(2.seconds) { ifilm.library.list("en") }
    }

    /** Articles with a long text that are not indexed yet, so that a search looks through each of them. */
    private fun Scenario.storeUnindexed(
        count: Int,
        text: String,
    ) {
        val blocks = """[{"type":"paragraph","dir":"ltr","spans":[{"text":"$text","marks":[],"href":null}]}]"""
        DriverManager.getConnection("jdbc:sqlite:$dataDir/cache.db").use { cache ->
            cache.prepareStatement(ITEMS).apply { setInt(1, count) }.executeUpdate()
            cache.prepareStatement(ARTICLES).apply { setString(1, blocks) }.executeUpdate()
        }
    }

    private fun Scenario.holdOneAnswer(after: Int = 0) = site.fault("""{"kind":"hold"}""", after, times = 1)

    private companion object {
        const val ITEMS = """
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
            INSERT INTO item (id, edition, kind, remote_id, number, title, published_at, published_source,
                published_precision, first_seen_at)
            SELECT n, 'en', 'article', n, n, 'Rain', n, 'meta', 'minute', n FROM n"""
        const val ARTICLES = """
            INSERT INTO article (item_id, revision, hash, language, direction, blocks, related)
            SELECT id, 1, x'00', 'en', 'ltr', ?, '[]' FROM item"""
    }
}
