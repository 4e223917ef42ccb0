package ifilm.hosts

import ifilm.SyncEvent
import ifilm.ffi.HoleReason
import ifilm.ffi.IfilmException
import ifilm.ffi.ListHole
import kotlinx.coroutines.flow.last
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Holes of a list, filled when a person asks for it, and texts that are fetched early. */
class FillingTest {
    private suspend fun Scenario.hole(): ListHole? =
        ifilm.library.list("en").holes.firstOrNull { it.reason == HoleReason.NOT_READ }

    @Test
    fun `a hole is filled by its name until it is closed`() = scenario {
        syncOne("en")
        site.tell("publish en 400")
        syncOne("en")
        val name = hole()!!.name!!

        var jobs = 0
        while (hole() != null) {
            assertTrue(ifilm.fill(name).last() is SyncEvent.Finished)
            jobs++
        }

        assertTrue("$name $jobs", name.startsWith("en/news/") && jobs in 1..10)
        val thrown = runCatching { ifilm.fill(name).last() }.exceptionOrNull()
        assertTrue("$thrown", thrown is IfilmException.NotFound)
    }

    @Test
    fun `texts that are here are not fetched again`() = scenario {
        syncOne("en")

        val finished = ifilm.prefetch("en", newest = 5u).last() as SyncEvent.Finished

        val section = finished.report.sections.single()
        assertEquals(0u to 0u, section.listingRequests to section.pageRequests)
    }
}
