package ifilm.hosts

import ifilm.SyncEvent
import ifilm.ffi.Budget
import ifilm.ffi.DataKind
import ifilm.ffi.IfilmException
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SkipReason
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.flow.last
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** A budget: what a sync may use, what it left out, and what the day has used. */
class BudgetTest {
    @Test
    fun `a sync keeps to its budget and says what it left`() = scenario {
        val request = SyncRequest(listOf("en"), budget = Budget(bytes = 30_000uL))

        val finished = ifilm.sync(request).last() as SyncEvent.Finished

        val section = finished.report.sections.single()
        assertTrue("$section", section.wireBytes < 31_000uL)
        assertEquals(0u to 0u, section.left.listings to section.pagesFailed)
        assertTrue("$section", section.left.texts > 0u)
    }

    @Test
    fun `a section without room for its listing is skipped`() = scenario {
        val request = SyncRequest(listOf("en"), budget = Budget(listings = 0uL))

        val finished = ifilm.sync(request).last() as SyncEvent.Finished
        val skip = ifilm.plan(request).skipped.single()

        val outcome = finished.report.sections.single().outcome
        assertEquals(SectionOutcome.Skipped(SkipReason.BUDGET, null), outcome)
        assertEquals(DataKind.LISTINGS to null, skip.kind to skip.key)
    }

    @Test
    fun `beyond the ceiling of the day an article says when the day ends`() =
        scenario(changed = { copy(dayBudget = Budget(bytes = 30_000uL)) }) {
            syncOne("en")
            val key = newest("en").key

            val thrown = runCatching { repeat(100) { ifilm.fetch(key) } }.exceptionOrNull()
            val used = ifilm.dataUsed()

            val over = thrown as IfilmException.OverBudget
            assertEquals(used.endsAtMs, over.retryAtMs)
            assertTrue("$used", used.listings > 0uL && used.endsAtMs!! > site.nowMs)
        }
}
