package ifilm.hosts

import ifilm.ffi.Plan
import ifilm.ffi.Reason
import ifilm.ffi.Section
import ifilm.ffi.Skip
import ifilm.ffi.SkipReason
import ifilm.ffi.SyncRequest
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

        val skip = Skip("en", Section.NEWS, SkipReason.HOST_ASKED_TO_WAIT, site.nowMs + 120_000)
        assertEquals(Plan(emptyList(), listOf(skip)), plan)
    }

    @Test
    fun `an empty list of editions means all`() = scenario {
        assertEquals(listOf("en", "fa", "ar", "fa2"), ifilm.plan().requests.map { it.edition })
    }
}
