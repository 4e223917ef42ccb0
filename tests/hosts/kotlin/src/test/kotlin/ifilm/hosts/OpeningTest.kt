package ifilm.hosts

import ifilm.Ifilm
import ifilm.ffi.Config
import ifilm.ffi.Direction
import ifilm.ffi.ErrorCode
import ifilm.ffi.IfilmException
import ifilm.ffi.IfilmException.BadArgument
import ifilm.ffi.IfilmException.Closed
import ifilm.ffi.ItemKey
import ifilm.ffi.Kind
import ifilm.ffi.Rule
import ifilm.ffi.Section
import ifilm.ffi.debugPanic
import ifilm.ffi.errorMessage
import ifilm.ffi.isolateMixed
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import kotlin.text.Charsets.ISO_8859_1

/** Calls that need no site: opening, choosing, closing, and bad arguments. */
class OpeningTest {
    private val directory: Path = newDirectory().resolve("data")

    @Test
    fun `opening touches no disk`() {
        open().close()

        assertFalse(Files.exists(directory))
    }

    @Test
    fun `the four editions come in the order of the catalogue`() {
        val editions = open().use { it.language.editions() }

        assertEquals(listOf("en", "fa", "ar", "fa2"), editions.map { it.id })
        assertEquals("fa-AF", editions.last().language)
        assertEquals(Direction.RTL, editions.last().direction)
        assertEquals("Asia/Tehran", editions.last().zone)
    }

    @Test
    fun `an unknown time zone is refused when the client is opened`() = runBlocking {
        for (zone in listOf("+03:30", "UTC+3", "GMT+03:30", "Tehran", "Asia/Nowhere", "../Asia/Tehran", "")) {
            assertFails<BadArgument>("`$zone` is no time zone that this device knows") {
                Ifilm.open(Config(dataDir = directory.toString(), timeZone = zone))
            }
        }

        assertFalse(Files.exists(directory))
    }

    @Test
    fun `the name of a time zone works in upper and lower case`() = runBlocking {
        for (zone in listOf("Asia/Tehran", "asia/kabul", "America/New_York", "Etc/GMT-3", "UTC")) {
            Ifilm.open(Config(dataDir = directory.toString(), timeZone = zone)).use {
                assertEquals(zone, emptyList<Any>(), it.library.list("en").items)
            }
        }
    }

    @Test
    fun `a wish gets its edition and the trace says why`() = opened { ifilm ->
        val choice = ifilm.language.choice(listOf("de", "prs-AF"))

        assertEquals("fa2", choice.edition)
        assertFalse(choice.explicit)
        assertEquals(listOf(Rule.NO_MATCH, Rule.EXACT), choice.trace.map { it.rule })
    }

    @Test
    fun `a chosen edition overrides every wish, also after a restart`() {
        opened { ifilm -> ifilm.language.choose("ar") }

        opened { ifilm ->
            val choice = ifilm.language.choice(listOf("en"))
            assertEquals("ar", choice.edition)
            assertTrue(choice.explicit)
        }
    }

    @Test
    fun `after a choice is deleted the wishes decide`() = opened { ifilm ->
        ifilm.language.choose("ar")

        ifilm.language.choose(null)

        assertEquals("en", ifilm.language.choice(listOf("en")).edition)
    }

    @Test
    fun `an empty list means that nothing is stored`() = opened { ifilm ->
        val page = ifilm.library.list("en")

        assertTrue(page.items.isEmpty())
        assertEquals(null, page.freshAsOfMs)
    }

    @Test
    fun `an invalid catalogue is a bad argument`() {
        val reason = "the catalogue cannot be read: EOF while parsing an object at line 1 column 1"
        val config = Config(directory.toString(), catalogJson = "{")

        val error = assertFails<BadArgument>(reason) { Ifilm.open(config) }

        assertEquals(ErrorCode.BAD_ARGUMENT, error.code())
    }

    @Test
    fun `an invalid limit, edition or cursor is a bad argument`() = opened { ifilm ->
        assertFails<BadArgument>("a slice holds 1 to 500 items, not 0") { ifilm.library.list("en", limit = 0u) }
        assertFails<BadArgument>("there is no edition `xx`") { ifilm.library.list("xx") }
        assertFails<BadArgument>("`FA 2` is no edition id") { ifilm.language.choose("FA 2") }
        assertFails<BadArgument>("`7` is no cursor of a list") { ifilm.library.list("en", after = "7") }
    }

    @Test
    fun `an article that is not stored is not found`() = opened { ifilm ->
        assertFails<IfilmException.NotFound>("there is no en/404 in the cache") {
            ifilm.library.article(ItemKey("en", Kind.ARTICLE, "404"))
        }
    }

    @Test
    fun `the second close and any later call are closed`() = runBlocking<Unit> {
        val ifilm = open()
        ifilm.closeAndWait()

        assertFails<Closed>("the client is closed") { ifilm.close() }
        assertFails<Closed>("the client is closed") { ifilm.closeAndWait() }
        assertFails<Closed>("the client is closed") { ifilm.language.editions() }
        assertFails<Closed>("the client is closed") { ifilm.library.list("en") }
        assertFails<Closed>("the client is closed") { ifilm.sync().collect() }
    }

    @Test
    fun `a panic is an internal error of its own call, in a plain call and on a thread of the core`() = runBlocking<Unit> {
        val client = ifilm.ffi.Client.open(Config(directory.toString()))

        assertFails<IfilmException.Internal>("panic: asked to panic") { debugPanic() }
        assertFails<IfilmException.Internal>("panic: asked to panic") { client.debugPanic() }

        assertTrue(client.library().list("en", Section.NEWS, 1u, null).items.isEmpty())
        client.shutdown()
    }

    @Test
    fun `a file of a newer version is refused and not changed`() {
        opened(Ifilm::prepare)
        val cache = directory.resolve("cache.db")
        Files.write(cache, ofNewerVersion(Files.readAllBytes(cache)))
        val before = Files.readAllBytes(cache)

        val reason = "$cache was written by a newer version"
        open().use { ifilm -> runBlocking { assertFails<IfilmException.NewerVersion>(reason) { ifilm.prepare() } } }

        assertArrayEquals(before, Files.readAllBytes(cache))
    }

    @Test
    fun `a date among Persian words is isolated`() {
        val line = isolateMixed("نمایش در 2024-05-02 آغاز شد", Direction.RTL)

        assertEquals("نمایش در \u20682024-05-02\u2069 آغاز شد", line)
    }

    @Test
    fun `messages are in the requested language, or else in English`() {
        val dari = "ارتباط برقرار نیست. هرچه در این دستگاه نگهداری شده هنوز قابل خواندن است."
        val english = "No connection. What was saved on this device can still be read."

        assertEquals(dari, errorMessage(ErrorCode.OFFLINE, "fa-AF"))
        assertEquals(english, errorMessage(ErrorCode.OFFLINE, "de-CH"))
    }

    @Test
    fun `every error code has its own message in every language`() {
        for (language in listOf("en", "ar", "fa", "fa-AF")) {
            val words = ErrorCode.entries.map { errorMessage(it, language) }.toSet()
            assertEquals(ErrorCode.entries.size, words.size)
        }
    }

    private fun open() = Ifilm.open(Config(directory.toString()))

    private fun opened(tell: suspend (Ifilm) -> Unit) = runBlocking {
        val ifilm = open()
        tell(ifilm)
        ifilm.closeAndWait()
    }

    /** The same file with a later version, and without the column that says which version can use it. */
    private fun ofNewerVersion(file: ByteArray): ByteArray {
        val renamed = String(file, ISO_8859_1).replace("usable_from", "usable_form").toByteArray(ISO_8859_1)
        ByteBuffer.wrap(renamed).putInt(AT_USER_VERSION, 1_000_000)
        return renamed
    }

    private companion object {
        /** The position of the version number in the header of an SQLite file, the highest byte first. */
        const val AT_USER_VERSION = 60
    }
}
