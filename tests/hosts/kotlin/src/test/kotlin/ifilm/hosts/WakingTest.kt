package ifilm.hosts

import ifilm.ffi.IfilmException.Closed
import ifilm.ffi.SyncRequest
import ifilm.ffi.Verdict
import ifilm.ffi.verdictText
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import java.nio.file.Files
import java.nio.file.Path

/** What a host tells the core of the device, and what the core says of the network. */
class WakingTest {
    @Test
    fun `a block page is the verdict of the sync, with a sentence in every language`() = scenario {
        site.fault("""{"kind":"block_page"}""")

        val verdict = sync("en", "fa").network

        assertEquals(Verdict.BLOCK_PAGE, verdict)
        assertEquals("This network blocks the site. Try another network.", verdictText(verdict!!, "en"))
        for (language in listOf("en", "ar", "fa", "fa-AF")) {
            val words = Verdict.entries.map { verdictText(it, language) }
            assertEquals(words.size, words.toSet().size)
        }
    }

    @Test
    fun `a good sync has no verdict`() = scenario { assertNull(sync("en").network) }

    @Test
    fun `the address that the old network lost is asked first in the new one`() =
        PracticeSite("--mirrors", "1").use { site ->
            runBlocking {
                val english = Scenario(site, newDirectory())
                site.tell("""fault {"mirror":0,"do":{"kind":"refuse"}}""")
                english.sync("en")
                val before = english.firstAddress()

                english.ifilm.onNetworkChanged()

                assertNotEquals(before, english.firstAddress())
                english.ifilm.closeAndWait()
            }
        }

    private suspend fun Scenario.firstAddress() = ifilm.plan(SyncRequest(listOf("en"))).requests.first().address

    @Test
    fun `in the background no file stays open, and a read opens them again`() = scenario {
        sync("en")

        ifilm.onBackground()
        val open = openFiles(dataDir)
        val read = ifilm.library.list("en").items
        ifilm.onForeground()

        assertEquals(emptyList<Path>(), open)
        assertTrue(read.isNotEmpty())
    }

    @Test
    fun `after the close the calls are closed`() = scenario {
        ifilm.closeAndWait()

        assertFails<Closed>("the client is closed") { ifilm.onNetworkChanged() }
        assertFails<Closed>("the client is closed") { ifilm.onForeground() }
        assertFails<Closed>("the client is closed") { ifilm.onBackground() }
        openAgain()
    }

    private fun openFiles(directory: Path): List<Path> =
        Files.newDirectoryStream(Path.of("/proc/self/fd")).use { links ->
            links.mapNotNull { runCatching { Files.readSymbolicLink(it) }.getOrNull() }.filter { it.startsWith(directory) }
        }
}
