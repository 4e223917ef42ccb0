package ifilm.hosts

import ifilm.SyncEvent
import ifilm.ffi.Config
import ifilm.ffi.ErrorCode
import ifilm.ffi.Limits
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SectionReport
import ifilm.ffi.SkipReason
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** A site that fails: the report has an error code, and stored items stay readable. */
class FailureTest {
    @Test
    fun `no server at the address - offline`() = scenario {
        syncOne("en")
        site.tell("stop")

        val failed = failed(syncOne("en"), ErrorCode.OFFLINE)

        assertTells("no connection to 127.0.0.1: ", failed)
        assertTrue(ifilm.library.list("en").items.isNotEmpty())
    }

    @Test
    fun `the site asks to wait - refused, with the time of the next try`() = scenario {
        site.fault("""{"kind":"status","status":503,"retry_after":"120"}""")

        val failed = failed(syncOne("en"), ErrorCode.REFUSED)

        assertTells("LISTING answered 503", failed)
        assertEquals(true to site.nowMs + 120_000, failed.retryable to failed.retryAtMs)
    }

    @Test
    fun `a site that asked to wait gets no request until then`() = scenario {
        site.fault("""{"kind":"status","status":503,"retry_after":"120"}""")
        syncOne("en")
        site.tell("fault clear")

        val skipped = syncOne("en").outcome

        assertEquals(SectionOutcome.Skipped(SkipReason.HOST_ASKED_TO_WAIT, site.nowMs + 120_000), skipped)
        assertEquals(1, site.asked().size)
    }

    @Test
    fun `the site is out of order - refused`() =
        failing("""{"kind":"status","status":500}""", ErrorCode.REFUSED, "LISTING answered 500")

    @Test
    fun `HTML instead of a list - unreadable`() =
        failing("""{"kind":"html_for_json"}""", ErrorCode.UNREADABLE, "LISTING could not be read: ")

    @Test
    fun `half a list - unreadable`() =
        failing("""{"kind":"half_json"}""", ErrorCode.UNREADABLE, "LISTING could not be read: ")

    @Test
    fun `no such address - not found`() =
        failing("""{"kind":"status","status":404}""", ErrorCode.NOT_FOUND, "there is no LISTING")

    @Test
    fun `removed for good - gone`() =
        failing("""{"kind":"status","status":410}""", ErrorCode.GONE, "LISTING is gone")

    @Test
    fun `an answer without end - timed out`() = scenario(Limits(totalMs = 500u)) {
        site.fault("""{"kind":"drip","interval_ms":50}""")

        assertTells("LISTING took longer than 500 ms", failed(syncOne("en"), ErrorCode.TIMED_OUT))
    }

    @Test
    fun `an answer that is too large after decompression - too large`() =
        failing("""{"kind":"gzip_bomb"}""", ErrorCode.TOO_LARGE, "LISTING is larger than 8388608 bytes")

    @Test
    fun `a redirect out of the site - forbidden address`() =
        failing(
            """{"kind":"redirect","to":"https://elsewhere.example/"}""",
            ErrorCode.FORBIDDEN_ADDRESS,
            "https://elsewhere.example/ is not allowed: its host is not in the catalogue",
        )

    @Test
    fun `a certificate of an unknown authority is not trusted`() = PracticeSite("--tls").use { site ->
        val failed = failed(syncOver(site, roots = emptyList()), ErrorCode.UNTRUSTED_CERTIFICATE)

        assertTells("127.0.0.1 has no certificate that can be trusted: ", failed)
    }

    @Test
    fun `the test authority is trusted as an extra root`() = PracticeSite("--tls").use { site ->
        val report = syncOver(site, roots = listOf(site.caPem))

        assertEquals(SectionOutcome.Updated, report.outcome)
    }

    @Test
    fun `an expired certificate is not trusted, even from a trusted authority`() = PracticeSite("--tls").use { site ->
        site.fault("""{"kind":"expired_certificate"}""")

        val failed = failed(syncOver(site, roots = listOf(site.caPem)), ErrorCode.UNTRUSTED_CERTIFICATE)

        assertTells("127.0.0.1 has no certificate that can be trusted: ", failed)
    }

    private fun syncOver(
        site: PracticeSite,
        roots: List<String>,
    ): SectionReport = runBlocking {
        val config = Config(newDirectory().toString(), site.catalogJson, roots, clock = StandingClock(site.nowMs))
        val ifilm = openWith(config)
        val finished = ifilm.sync(SyncRequest(listOf("en"))).last() as SyncEvent.Finished
        ifilm.closeAndWait()
        finished.report.sections.single()
    }

    private fun failing(
        fault: String,
        code: ErrorCode,
        reason: String,
    ) = scenario {
        site.fault(fault)

        assertTells(reason, failed(syncOne("en"), code))
    }

    private fun failed(
        source: SectionReport,
        code: ErrorCode,
    ): SectionOutcome.Failed {
        assertTrue("$source", source.outcome is SectionOutcome.Failed)
        val failed = source.outcome as SectionOutcome.Failed
        assertEquals(code, failed.code)
        return failed
    }

    /** The reason begins with this text, in which LISTING stands for the address of the request. */
    private fun assertTells(
        reason: String,
        failed: SectionOutcome.Failed,
    ) {
        val shown = failed.reason.replace(listing, "LISTING")
        assertTrue(shown, shown.startsWith(reason))
    }

    private val listing = Regex("""http://127\.0\.0\.1:\d+/Home/PageingItem\?category=1&page=1&size=30&orderby=1""")
}
