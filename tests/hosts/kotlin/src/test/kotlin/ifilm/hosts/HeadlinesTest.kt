package ifilm.hosts

import ifilm.examples.main
import ifilm.ffi.ErrorCode
import ifilm.ffi.errorMessage
import org.junit.Assert.assertEquals
import org.junit.Test
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.text.Charsets.UTF_8

/** The example prints what its documentation says. */
class HeadlinesTest {
    @Test
    fun `it prints the new headlines, and the stored ones if the site is gone`() = scenario {
        val (first, silence) = printed { headlines("fa2") }
        site.tell("stop")
        val (offline, complaint) = printed { headlines("fa2") }

        val titles = ifilm.library.list("fa2").items.map { it.title }
        assertEquals(titles, first.trim().lines().map { it.substringBeforeLast(" (") })
        assertEquals("", silence)
        assertEquals(first, offline)
        assertEquals(errorMessage(ErrorCode.OFFLINE, "fa-AF"), complaint.trim())
    }

    private suspend fun Scenario.headlines(edition: String) = main(arrayOf(edition, dataDir.toString(), site.catalog.path))

    /** The output and the errors that a call prints. */
    private suspend fun printed(call: suspend () -> Unit): Pair<String, String> {
        val (out, err) = System.out to System.err
        val (printed, complained) = ByteArrayOutputStream() to ByteArrayOutputStream()
        try {
            System.setOut(PrintStream(printed, true, UTF_8))
            System.setErr(PrintStream(complained, true, UTF_8))
            call()
        } finally {
            System.setOut(out)
            System.setErr(err)
        }
        return printed.toString(UTF_8) to complained.toString(UTF_8)
    }
}
