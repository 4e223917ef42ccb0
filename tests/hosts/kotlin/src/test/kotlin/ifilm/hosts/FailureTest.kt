package ifilm.hosts

import ifilm.Ifilm
import ifilm.SyncEvent
import ifilm.ffi.Config
import ifilm.ffi.ErrorCode
import ifilm.ffi.SourceOutcome
import ifilm.ffi.SyncRequest
import ifilm.ffi.errorMessage
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** What a host hears when the site misbehaves: a report with a code, and what was stored stays readable. */
class FailureTest {
    @Test
    fun `nobody listens - offline`() = story {
        syncOne("en")
        site.tell("stop")

        assertEquals(ErrorCode.OFFLINE, failed(syncOne("en").outcome).code)

        assertTrue(ifilm.list("en").items.isNotEmpty())
    }

    @Test
    fun `the site asks to wait - refused, with the time to come back`() = story {
        fault("""{"kind":"status","status":503,"retry_after":"120"}""")

        val failed = failed(syncOne("en").outcome)

        assertEquals(ErrorCode.REFUSED, failed.code)
        assertEquals(site.nowMs + 120_000, failed.retryAtMs)
    }

    @Test
    fun `a site that asked to wait is left alone until then`() = story {
        fault("""{"kind":"status","status":503,"retry_after":"120"}""")
        syncOne("en")
        site.tell("fault clear")

        val skipped = syncOne("en").outcome as SourceOutcome.Skipped

        assertEquals(site.nowMs + 120_000, skipped.untilMs)
    }

    @Test
    fun `a page instead of a list - unreadable`() = failing("""{"kind":"html_for_json"}""", ErrorCode.UNREADABLE)

    @Test
    fun `half a list - unreadable`() = failing("""{"kind":"half_json"}""", ErrorCode.UNREADABLE)

    @Test
    fun `no such address - not found`() = failing("""{"kind":"status","status":404}""", ErrorCode.NOT_FOUND)

    @Test
    fun `taken away for good - gone`() = failing("""{"kind":"status","status":410}""", ErrorCode.GONE)

    @Test
    fun `an answer without end - timed out`() = failing("""{"kind":"drip","interval_ms":50}""", ErrorCode.TIMED_OUT)

    @Test
    fun `an answer that swells - too large`() = failing("""{"kind":"gzip_bomb"}""", ErrorCode.TOO_LARGE)

    @Test
    fun `a way out of the site - forbidden address`() =
        failing("""{"kind":"redirect","to":"https://elsewhere.example/"}""", ErrorCode.FORBIDDEN_ADDRESS)

    @Test
    fun `a certificate of an unknown authority is not trusted`() = PracticeSite("--tls").use { site ->
        val outcome = syncOver(site, roots = emptyList())

        assertEquals(ErrorCode.UNTRUSTED_CERTIFICATE, failed(outcome).code)
    }

    @Test
    fun `the made-up authority is trusted as an extra root`() = PracticeSite("--tls").use { site ->
        val outcome = syncOver(site, roots = listOf(site.caPem))

        assertEquals(SourceOutcome.Updated, outcome)
    }

    private fun syncOver(site: PracticeSite, roots: List<String>): SourceOutcome = runBlocking {
        val config = Config(newDirectory().toString(), site.catalogJson, roots, clock = StandingClock(site.nowMs))
        Ifilm.open(config).use { ifilm ->
            val finished = ifilm.sync(SyncRequest(listOf("en"))).last() as SyncEvent.Finished
            val source = finished.report.sources.single()
            source.outcome
        }
    }

    private fun failing(fault: String, code: ErrorCode) = story {
        fault(fault)

        assertEquals(code, failed(syncOne("en").outcome).code)
    }

    private fun Story.fault(what: String) = site.tell("""fault {"edition":null,"path":null,"after":0,"times":null,"do":$what}""")

    /** The failure in an outcome, which must have words for people. */
    private fun failed(outcome: SourceOutcome): SourceOutcome.Failed {
        assertTrue("$outcome", outcome is SourceOutcome.Failed)
        val failed = outcome as SourceOutcome.Failed
        assertTrue(failed.reason.isNotBlank() && errorMessage(failed.code, "fa-AF").isNotBlank())
        return failed
    }
}
