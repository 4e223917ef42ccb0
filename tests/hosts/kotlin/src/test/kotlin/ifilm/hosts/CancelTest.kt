package ifilm.hosts

import ifilm.SyncEvent
import ifilm.ffi.ArticleBody
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Cancelling in the middle: the coroutine ends, and the sync with it. */
class CancelTest {
    @Test
    fun `cancelling the collection ends the sync that waits for the site`() = scenario {
        holdOneAnswer()
        coroutineScope {
            val syncing = launch(Dispatchers.Default) { ifilm.sync(SyncRequest(listOf("en"))).collect() }
            site.tell("held 60")

            syncing.cancelAndJoin()
        }

        // The answer is still held: a sync that had gone on would make this one wait.
        assertEquals(SectionOutcome.Updated, syncOne("en").outcome)
    }

    @Test
    fun `cancelling among the pages keeps what came, asks nothing more, and leaves the rest to the next`() = scenario {
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
    fun `who wants the first progress alone cancels the rest`() = scenario {
        holdOneAnswer()

        val first = ifilm.sync(SyncRequest(listOf("en"))).onEach { site.tell("held 60") }.first()

        assertTrue(first is SyncEvent.Progress)
        assertEquals(SectionOutcome.Updated, syncOne("en").outcome)
    }

    @Test
    fun `closing in the middle ends the sync with a report`() = scenario {
        holdOneAnswer()
        val events = mutableListOf<SyncEvent>()
        coroutineScope {
            val syncing = launch(Dispatchers.Default) { ifilm.sync(SyncRequest(listOf("en"))).collect(events::add) }
            site.tell("held 60")

            startAgain()
            syncing.join()
        }

        assertTrue((events.last() as SyncEvent.Finished).report.cancelled)
    }

    private fun Scenario.holdOneAnswer(after: Int = 0) = site.fault("""{"kind":"hold"}""", after, times = 1)
}
