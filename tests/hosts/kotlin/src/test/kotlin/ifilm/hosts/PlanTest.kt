package ifilm.hosts

import ifilm.SyncEvent
import ifilm.ffi.AskedBy
import ifilm.ffi.Conditions
import ifilm.ffi.DataKind
import ifilm.ffi.FollowUpRule
import ifilm.ffi.IfilmException
import ifilm.ffi.Method
import ifilm.ffi.NextDueReason
import ifilm.ffi.PlanTotals
import ifilm.ffi.Reason
import ifilm.ffi.RequestKind
import ifilm.ffi.Section
import ifilm.ffi.Skip
import ifilm.ffi.SkipReason
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.last
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** The plan: what a sync would request, and why. */
class PlanTest {
    @Test
    fun `a plan has each request with its reason, and sends nothing`() = scenario {
        sync("en")
        val newest = newest("en")
        val asked = site.asked()

        val plan = ifilm.plan(SyncRequest(listOf("en")))

        val listing = plan.requests.first()
        assertEquals("en" to Reason.Listing(Section.NEWS), listing.edition to listing.reason)
        assertTrue(listing.address, listing.address.endsWith("/Home/PageingItem?category=1&page=1&size=30&orderby=1"))
        assertNotNull(listing.validators.etag)
        assertTrue("$listing", listing.expectedBytes!! > 0u)
        assertEquals(RequestKind.LISTING to Method.GET, listing.kind to listing.method)
        assertEquals(plan.requests.size.toUInt() to 0u, plan.totals.requests to plan.totals.unknown)
        assertTrue("$plan", FollowUpRule.NEW_PAGES in plan.followUps.map { it.rule })
        assertTrue("$plan", Reason.Revalidation(newest.key) in plan.requests.map { it.reason })
        assertEquals(emptyList<Skip>() to asked, plan.skipped to site.asked())
    }

    @Test
    fun `a page that the site does not have says so`() = scenario {
        site.tell("""fault {"path":"/News/","do":{"kind":"status","status":404,"retry_after":null}}""")
        sync("en")

        val reasons = ifilm.plan(SyncRequest(listOf("en"))).requests.drop(1).map { it.reason }

        assertTrue("$reasons", reasons.isNotEmpty() && reasons.all { it is Reason.AbsentPage })
    }

    @Test
    fun `a host that asked to wait is skipped`() = scenario {
        site.fault("""{"kind":"status","status":503,"retry_after":"120"}""")
        sync("en")

        val plan = ifilm.plan(SyncRequest(listOf("en")))

        val until = site.nowMs + 120_000
        val reason = NextDueReason.HOST_ASKED_TO_WAIT
        val skip = Skip("en", Section.NEWS, DataKind.LISTINGS, null, SkipReason.HOST_ASKED_TO_WAIT, until, reason)
        assertEquals(listOf(skip), plan.skipped)
        assertEquals(PlanTotals(0u, 0uL, 0u), plan.totals)
    }

    @Test
    fun `an empty list of editions means all`() = scenario {
        assertEquals(listOf("en", "fa", "ar", "fa2"), ifilm.plan().requests.map { it.edition })
    }

    @Test
    fun `a run sends the requests of its plan, which is stale after news`() = scenario {
        sync("en")
        val plan = ifilm.plan(SyncRequest(listOf("en")))
        val before = site.asked()

        val finished = ifilm.run(plan.token).last() as SyncEvent.Finished
        val after = site.asked()
        site.tell("publish en 1")
        sync("en")
        val asked = site.asked()
        val stale = runCatching { ifilm.run(plan.token).collect() }.exceptionOrNull()

        val paths = plan.requests.map { "/" + it.address.split("/", limit = 4)[3] }
        assertEquals(paths, after.drop(before.size))
        assertEquals(plan.requests.size - 1, finished.report.sections.single().revalidations.toInt())
        assertTrue("$stale", stale is IfilmException.StalePlan)
        assertEquals(asked, site.asked())
    }

    @Test
    fun `a text that is no token is a bad argument`() = scenario {
        val failure = runCatching { ifilm.run("plan").collect() }.exceptionOrNull()

        assertTrue("$failure", failure is IfilmException.BadArgument)
    }

    @Test
    fun `a background sync on a metered line leaves out what can wait`() = scenario {
        val metered = Conditions(AskedBy.BACKGROUND, metered = true)

        val finished = ifilm.sync(SyncRequest(listOf("en"), metered)).last() as SyncEvent.Finished
        startAgain(StandingClock(ifilm.hint("en").atMs))
        val skipped = ifilm.plan(SyncRequest(listOf("en"), metered)).skipped

        assertEquals(10u, finished.report.sections.single().pageRequests)
        assertEquals(setOf(SkipReason.METERED to null), skipped.map { it.reason to it.untilMs }.toSet())
        assertTrue("$skipped", skipped.all { it.key != null })
        assertEquals(emptyList<Skip>(), ifilm.plan(SyncRequest(listOf("en"))).skipped)
    }
}
