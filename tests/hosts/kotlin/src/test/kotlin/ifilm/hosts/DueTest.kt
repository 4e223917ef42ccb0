package ifilm.hosts

import ifilm.SyncEvent
import ifilm.ffi.AskedBy
import ifilm.ffi.Conditions
import ifilm.ffi.IfilmException
import ifilm.ffi.NextDueReason
import ifilm.ffi.Section
import ifilm.ffi.SectionDue
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SkipReason
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.flow.last
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

/** When a sync is due, for a job scheduler, and pushes that make a section due. */
class DueTest {
    private val background = SyncRequest(listOf("en"), Conditions(AskedBy.BACKGROUND))

    @Test
    fun `a job scheduler learns in one call whether to sync and when to ask again`() = scenario {
        val before = ifilm.due(background)
        sync("en")
        val after = ifilm.due(background)
        val skipped = (ifilm.sync(background).last() as SyncEvent.Finished).report.sections.single()

        assertTrue("$before", before.now && before.next!!.reason == NextDueReason.NEVER_REQUESTED)
        assertFalse("$after", after.now)
        val next = after.next!!
        assertEquals(NextDueReason.SCHEDULE to "en", next.reason to next.edition)
        assertTrue("$next", next.atMs - site.nowMs in 15 * 60_000..12 * 3_600_000)
        assertEquals(SectionOutcome.Skipped(SkipReason.NOT_DUE, next.atMs), skipped.outcome)
        assertEquals(next.atMs to next.reason, skipped.nextDueMs to skipped.nextDueReason)
        assertEquals(listOf("en", "fa", "ar", "fa2"), ifilm.due().sections.map { it.edition })
    }

    @Test
    fun `a push makes a section due sooner`() = scenario {
        sync("en")

        val due = ifilm.hint("en")

        assertEquals(SectionDue("en", Section.NEWS, due.atMs, NextDueReason.HINT), due)
        assertTrue("$due", due.atMs - site.nowMs in 0..30 * 60_000)
        assertEquals(due, ifilm.due(background).next)
        val failure = runCatching { ifilm.hint("xx") }.exceptionOrNull()
        assertTrue("$failure", failure is IfilmException.BadArgument)
    }
}
